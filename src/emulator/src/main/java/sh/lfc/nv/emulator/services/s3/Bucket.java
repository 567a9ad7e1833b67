package sh.lfc.nv.emulator.services.s3;

import java.time.Instant;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/**
 * A bucket.
 *
 * <p>Safe for use by many threads.
 */
final class Bucket {

    private final String name;
    private final String account;
    private final String region;
    private final Instant created;
    private final BucketSettings settings = new BucketSettings();
    private final BucketObjects objects = new BucketObjects(this);
    private final MultipartUploads uploads = new MultipartUploads();
    private volatile BucketVersioningStatus versioning;

    Bucket(String name, String account, String region, Instant created) {
        this.name = name;
        this.account = account;
        this.region = region;
        this.created = created;
    }

    String name() {
        return name;
    }

    /** The account that owns the bucket. */
    String account() {
        return account;
    }

    String region() {
        return region;
    }

    Instant created() {
        return created;
    }

    String arn() {
        return "arn:aws:s3:::" + name;
    }

    BucketSettings settings() {
        return settings;
    }

    BucketObjects objects() {
        return objects;
    }

    MultipartUploads uploads() {
        return uploads;
    }

    /** Enabled or suspended; null as long as versioning never was enabled. */
    BucketVersioningStatus versioning() {
        return versioning;
    }

    void versioning(BucketVersioningStatus status) {
        versioning = status;
    }

    /** The version identifier as answers and events tell it: nothing as long as there was no versioning. */
    String shown(String versionId) {
        return versioning == null ? null : versionId;
    }
}
