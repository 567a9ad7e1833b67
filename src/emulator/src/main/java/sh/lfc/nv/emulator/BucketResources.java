package sh.lfc.nv.emulator;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sh.lfc.nv.emulator.authorization.Resources;
import sh.lfc.nv.emulator.services.s3.S3Service;

/** Buckets of S3 and what is in them: a bucket's policy is that of its objects. */
record BucketResources(S3Service s3) implements Resources {

    @Override
    public Optional<String> policy(String arn) {
        return s3.policy(path(arn)[0]);
    }

    @Override
    public boolean isKnownToBeAbsent(String action, String arn) {
        return !action.equals("s3:CreateBucket") && owner(arn).isEmpty();
    }

    @Override
    public boolean shutsOthersOut(String arn) {
        return s3.restricted(path(arn)[0]);
    }

    @Override
    public Optional<String> owner(String arn) {
        return s3.owner(path(arn)[0]);
    }

    /** An object's tags are no resource tags to policies. */
    @Override
    public Map<String, String> context(String arn) {
        String[] path = path(arn);
        Map<String, String> keys = new TreeMap<>();
        if (path.length > 1) {
            s3.tags(path[0], path[1]).forEach((key, value) -> keys.put("s3:ExistingObjectTag/" + key, value));
        }
        return keys;
    }

    @Override
    public Map<String, String> tags(String arn) {
        String[] path = path(arn);
        return path.length == 1 ? s3.tags(path[0]) : Map.of();
    }

    /** The bucket, and the key of an object. */
    private static String[] path(String arn) {
        return arn.split(":", 6)[5].split("/", 2);
    }
}
