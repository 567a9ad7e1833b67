package sh.lfc.nv.emulator.services.s3;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;

/** The checksums that S3 knows, after "Checking object integrity in Amazon S3" of its User Guide. */
enum ChecksumKind {
    CRC32(ChecksumAlgorithm.CRC32, ChecksumType.COMPOSITE, () -> Running.of(new CRC32(), 4)),
    CRC32C(ChecksumAlgorithm.CRC32_C, ChecksumType.COMPOSITE, () -> Running.of(new CRC32C(), 4)),
    CRC64NVME(ChecksumAlgorithm.CRC64_NVME, ChecksumType.FULL_OBJECT, () -> Running.of(new Crc64Nvme(), 8)),
    SHA1(ChecksumAlgorithm.SHA1, ChecksumType.COMPOSITE, () -> Running.of("SHA-1")),
    SHA256(ChecksumAlgorithm.SHA256, ChecksumType.COMPOSITE, () -> Running.of("SHA-256"));

    /** A checksum in the making. */
    interface Running {

        void update(byte[] bytes, int offset, int length);

        byte[] value();

        private static Running of(Checksum checksum, int bytes) {
            return new Running() {
                @Override
                public void update(byte[] buffer, int offset, int length) {
                    checksum.update(buffer, offset, length);
                }

                @Override
                public byte[] value() {
                    byte[] value = new byte[bytes];
                    for (int i = 0; i < bytes; i++) {
                        value[i] = (byte) (checksum.getValue() >>> 8 * (bytes - 1 - i));
                    }
                    return value;
                }
            };
        }

        /** A message digest of the JDK. */
        static Running of(String algorithm) {
            MessageDigest digest;
            try {
                digest = MessageDigest.getInstance(algorithm);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
            return new Running() {
                @Override
                public void update(byte[] buffer, int offset, int length) {
                    digest.update(buffer, offset, length);
                }

                @Override
                public byte[] value() {
                    return digest.digest();
                }
            };
        }
    }

    private final ChecksumAlgorithm algorithm;
    private final ChecksumType ofParts;
    private final Supplier<Running> start;

    ChecksumKind(ChecksumAlgorithm algorithm, ChecksumType ofParts, Supplier<Running> start) {
        this.algorithm = algorithm;
        this.ofParts = ofParts;
        this.start = start;
    }

    /** The kind that an algorithm of the SDK means; empty for none. */
    static Optional<ChecksumKind> of(ChecksumAlgorithm algorithm) {
        for (ChecksumKind kind : values()) {
            if (kind.algorithm == algorithm) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** The kind that a header is of, for example {@code x-amz-checksum-crc32}. */
    static Optional<ChecksumKind> ofHeader(String name) {
        for (ChecksumKind kind : values()) {
            if (kind.header().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    ChecksumAlgorithm algorithm() {
        return algorithm;
    }

    String header() {
        return "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
    }

    /** The name of the SDK's member, for example {@code ChecksumCRC32}. */
    String member() {
        return "Checksum" + name();
    }

    /** What the checksum of an object of several parts is made from unless the caller says so. */
    ChecksumType ofParts() {
        return ofParts;
    }

    /** Whether it can be made from the parts' checksums, from the whole object, or both. */
    boolean allows(ChecksumType type) {
        return switch (this) {
            case CRC64NVME -> type == ChecksumType.FULL_OBJECT;
            case SHA1, SHA256 -> type == ChecksumType.COMPOSITE;
            default -> true;
        };
    }

    Running start() {
        return start.get();
    }

    /** How to calculate with values; empty where that is not possible. */
    Optional<CrcArithmetic> arithmetic() {
        return switch (this) {
            case CRC32 -> Optional.of(new CrcArithmetic(32, 0xEDB88320L));
            case CRC32C -> Optional.of(new CrcArithmetic(32, 0x82F63B78L));
            case CRC64NVME -> Optional.of(new CrcArithmetic(64, Crc64Nvme.POLYNOMIAL));
            case SHA1, SHA256 -> Optional.empty();
        };
    }

    /** The number of bytes of a value. */
    int length() {
        return start().value().length;
    }
}
