package sh.lfc.nv.service.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * A file of the catalogue.
 *
 * @param key its object key in the bucket
 * @param size in bytes
 * @param etag without quotes
 * @param versionId of the object's current version; empty in a bucket without versions
 * @param added when this content was added
 */
public record FileEntry(
        String key, long size, String contentType, String etag, Optional<String> versionId, Instant added) {

    /** The key after its last slash. */
    public String filename() {
        return filename(key);
    }

    /** The key up to its last slash, that included; empty when it has none. */
    public String prefixPath() {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    static String filename(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
