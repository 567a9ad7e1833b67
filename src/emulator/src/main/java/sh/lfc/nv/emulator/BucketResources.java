package sh.lfc.nv.emulator;

import java.util.Optional;
import sh.lfc.nv.emulator.authorization.Resources;
import sh.lfc.nv.emulator.services.s3.S3Service;

/** Buckets of S3 and what is in them: a bucket's policy is that of its objects. */
record BucketResources(S3Service s3) implements Resources {

    @Override
    public Optional<String> policy(String arn) {
        return s3.policy(bucket(arn));
    }

    @Override
    public Optional<String> owner(String arn) {
        return s3.owner(bucket(arn));
    }

    private static String bucket(String arn) {
        return arn.split(":", 6)[5].split("/", 2)[0];
    }
}
