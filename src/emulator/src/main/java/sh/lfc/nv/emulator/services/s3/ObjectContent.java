package sh.lfc.nv.emulator.services.s3;

import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * The data of an object and what describes it.
 *
 * @param file where the body lies
 * @param size in bytes
 * @param eTag without quotes
 * @param checksum the one that is kept
 * @param parts those of a multipart upload; empty for an object that was sent in one piece
 * @param headers what the writer said of it
 */
record ObjectContent(
        Path file, long size, String eTag, ObjectChecksum checksum, List<ObjectPart> parts, ObjectHeaders headers) {

    static ObjectContent of(StoredBody body, ChecksumKind kept, ObjectHeaders headers) {
        return new ObjectContent(body.file(), body.size(), body.eTag(), body.checksum(kept), List.of(), headers);
    }

    ObjectContent withStorageClass(StorageClass storageClass) {
        return new ObjectContent(file, size, eTag, checksum, parts, headers.withStorageClass(storageClass));
    }

    /** The entity tag as it stands in answers. */
    String quotedETag() {
        return '"' + eTag + '"';
    }
}
