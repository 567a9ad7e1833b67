package sh.lfc.nv.emulator.services.s3;

import java.time.Instant;

/** A part of a multipart upload that is not complete yet. */
record UploadedPart(int number, StoredBody body, ObjectChecksum checksum, Instant lastModified) {

    String quotedETag() {
        return '"' + body.eTag() + '"';
    }
}
