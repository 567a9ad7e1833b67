package sh.lfc.nv.emulator.services.s3;

import java.time.Instant;
import sh.lfc.nv.emulator.call.Scope;

/** Takes the events of buckets that are configured to tell EventBridge. */
@FunctionalInterface
public interface BucketEvents {

    /**
     * @param scope the bucket's account and region
     * @param detailType for example {@code Object Created}
     * @param detail in JSON
     */
    void put(Scope scope, Instant time, String detailType, String bucketArn, String detail);
}
