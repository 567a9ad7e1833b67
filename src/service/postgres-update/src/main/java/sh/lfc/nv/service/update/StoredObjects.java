package sh.lfc.nv.service.update;

import java.time.Instant;
import java.util.Optional;

/** What the bucket says of its objects now. */
interface StoredObjects {

    /**
     * The head of one version, or of the current one when no version is given.
     *
     * @return empty when there is none, or when the current one is a delete marker
     * @throws BadRecordException when there can be no such object
     */
    Optional<Head> head(String key, Optional<String> versionId);

    /**
     * An object's head.
     *
     * @param etag without quotes
     */
    record Head(long size, String contentType, String etag, Optional<String> versionId, Instant lastModified) {}
}
