package sh.lfc.nv.terraform.policy.aws;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.policy.Infrastructure;
import sh.lfc.nv.terraform.policy.Infrastructure.Resource;

/** Which of the resources that describe a part of a bucket belong to which bucket. */
final class Buckets {
    private Buckets() {}

    /** By the bucket's name where it is known, else by what the configuration refers to. */
    static Stream<Resource> parts(Infrastructure infrastructure, Resource bucket, String type) {
        return infrastructure.ofType(type).stream().filter(part -> isPart(bucket, part));
    }

    /** Whether there is any such part. */
    static boolean hasPart(Infrastructure infrastructure, Resource bucket, String type) {
        return parts(infrastructure, bucket, type).findAny().isPresent();
    }

    private static boolean isPart(Resource bucket, Resource part) {
        var name = part.text("/bucket");
        var names = List.of(bucket.text("/bucket"), bucket.text("/id"));
        return !name.isEmpty() && names.contains(name)
                || part.references().getOrDefault("bucket", Set.of()).contains(bucket.block());
    }
}
