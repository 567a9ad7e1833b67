package sh.lfc.nv.emulator.services.s3;

import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * How an object is encrypted at rest, as far as it shows: the emulator keeps bodies as they are.
 *
 * @param kmsKeyId the key's ARN, or null
 * @param bucketKey whether a bucket key is used; null where no key of KMS is
 */
record Encryption(ServerSideEncryption algorithm, String kmsKeyId, Boolean bucketKey) {

    /** What the writer asks for, else what the bucket has as its default. */
    static Encryption of(Bucket bucket, ServerSideEncryption asked, String kmsKeyId, Boolean bucketKey) {
        if (asked == ServerSideEncryption.UNKNOWN_TO_SDK_VERSION) {
            throw Refusals.invalidArgument(
                    "The encryption method specified is not supported", "x-amz-server-side-encryption", "");
        }
        if (asked == null && kmsKeyId == null) {
            return ofBucket(bucket, bucketKey);
        }
        if (asked == null || asked == ServerSideEncryption.AES256) {
            if (kmsKeyId != null) {
                throw Refusals.invalidArgument(
                        "Server Side Encryption with AWS KMS managed key requires HTTP header"
                                + " x-amz-server-side-encryption : aws:kms",
                        "x-amz-server-side-encryption",
                        String.valueOf(asked));
            }
            return new Encryption(ServerSideEncryption.AES256, null, null);
        }
        return kms(bucket, asked, kmsKeyId, bucketKey);
    }

    private static Encryption ofBucket(Bucket bucket, Boolean bucketKey) {
        ServerSideEncryptionRule rule = bucket.settings()
                .get(ServerSideEncryptionConfiguration.class)
                .map(configuration -> configuration.rules().get(0))
                .orElse(ServerSideEncryptionRule.builder().build());
        ServerSideEncryptionByDefault byDefault = rule.applyServerSideEncryptionByDefault();
        if (byDefault == null || byDefault.sseAlgorithm() == ServerSideEncryption.AES256) {
            return new Encryption(ServerSideEncryption.AES256, null, null);
        }
        return kms(
                bucket,
                byDefault.sseAlgorithm(),
                byDefault.kmsMasterKeyID(),
                bucketKey == null ? rule.bucketKeyEnabled() : bucketKey);
    }

    private static Encryption kms(Bucket bucket, ServerSideEncryption algorithm, String key, Boolean bucketKey) {
        Scope scope = new Scope(bucket.account(), bucket.region());
        String arn = key == null ? scope.arn("kms", "alias/aws/s3") : key;
        return new Encryption(
                algorithm,
                arn.startsWith("arn:") ? arn : scope.arn("kms", "key/" + arn),
                Boolean.TRUE.equals(bucketKey) ? true : null);
    }
}
