package sh.lfc.nv.service.api;

import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** The bucket in which the files are. */
interface Storage {

    /** The file's content, to be closed by the caller; empty when there is none. */
    Optional<Content> open(String key);

    void put(String key, String contentType, byte[] body);

    Presigned presignDownload(String key);

    Presigned presignUpload(String key);

    /**
     * A file's content.
     *
     * @param etag with its quotes
     */
    record Content(InputStream stream, long size, String contentType, String etag) {}

    /** A URL with which anyone may do one thing until it expires. */
    record Presigned(String url, String method, Instant expires) {}
}
