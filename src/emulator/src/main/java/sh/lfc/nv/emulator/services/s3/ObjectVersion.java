package sh.lfc.nv.emulator.services.s3;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * One version of an object, or a delete marker.
 *
 * @param versionId {@code null} in letters for what was written while the bucket had no versioning
 * @param lastModified in whole seconds, as S3 has it
 * @param content the data; null for a delete marker
 * @param sequencer greater than that of every earlier version of the key
 */
record ObjectVersion(
        String key,
        String versionId,
        Instant lastModified,
        ObjectContent content,
        Map<String, String> tags,
        String sequencer) {

    /** The version identifier of what was written without versioning. */
    static final String NULL = "null";

    boolean isDeleteMarker() {
        return content == null;
    }

    boolean isNull() {
        return versionId.equals(NULL);
    }

    ObjectVersion withStorageClass(StorageClass storageClass) {
        return new ObjectVersion(key, versionId, lastModified, content.withStorageClass(storageClass), tags, sequencer);
    }

    ObjectVersion withTags(Map<String, String> newTags) {
        return new ObjectVersion(key, versionId, lastModified, content, newTags, sequencer);
    }
}
