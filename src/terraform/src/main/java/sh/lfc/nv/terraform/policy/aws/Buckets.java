package sh.lfc.nv.terraform.policy.aws;

import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Infrastructure.Resource;

/** Which of the resources that describe a part of a bucket belong to which bucket. */
final class Buckets {
    private Buckets() {}

    /** By the bucket's name where it is known, else by what the configuration refers to. */
    static boolean hasPart(Infrastructure infrastructure, Resource bucket, String type) {
        return infrastructure.ofType(type).stream().anyMatch(part -> isPart(bucket, part));
    }

    private static boolean isPart(Resource bucket, Resource part) {
        var name = part.text("/bucket");
        var names = java.util.List.of(bucket.text("/bucket"), bucket.text("/id"));
        return !name.isEmpty() && names.contains(name)
                || part.references().getOrDefault("bucket", java.util.Set.of()).contains(bucket.block());
    }
}
