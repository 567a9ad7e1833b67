package sh.lfc.nv.emulator.services.s3;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;

/**
 * A body that was received.
 *
 * @param file where it lies; never changed
 * @param size in bytes
 * @param md5 of the whole
 * @param checksums those that were asked for, in Base64
 */
record StoredBody(Path file, long size, byte[] md5, Map<ChecksumKind, String> checksums) {

    /** The entity tag of an object that was sent in one piece, without quotes. */
    String eTag() {
        return HexFormat.of().formatHex(md5);
    }

    ObjectChecksum checksum(ChecksumKind kind) {
        return ObjectChecksum.full(kind, checksums.get(kind));
    }
}
