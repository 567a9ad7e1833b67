package sh.lfc.nv.emulator.services.s3;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/** The 64-bit cyclic redundancy check of the NVM Express specification, sixteen bytes at a time. */
final class Crc64Nvme implements Checksum {

    static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
    private static final int BYTES = 256;
    private static final int STEP = 16;

    /** What a byte contributes that so many bytes follow, one table behind the other. */
    private static final long[] TABLES = tables();

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long crc = -1L;

    private static long[] tables() {
        long[] tables = new long[STEP * BYTES];
        for (int i = 0; i < BYTES; i++) {
            long value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
            }
            tables[i] = value;
        }
        for (int i = BYTES; i < tables.length; i++) {
            long before = tables[i - BYTES];
            tables[i] = (before >>> 8) ^ tables[(int) (before & 0xFF)];
        }
        return tables;
    }

    @Override
    public void update(int b) {
        crc = (crc >>> 8) ^ TABLES[(int) ((crc ^ b) & 0xFF)];
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        long value = crc;
        for (; end - at >= STEP; at += STEP) {
            value = followed(value ^ (long) LONGS.get(bytes, at), 8) ^ followed((long) LONGS.get(bytes, at + 8), 0);
        }
        crc = value;
        for (; at < end; at++) {
            update(bytes[at]);
        }
    }

    /** What eight bytes contribute that so many bytes follow. */
    private static long followed(long bytes, int by) {
        long[] tables = TABLES;
        int last = by * BYTES;
        return tables[last + 7 * BYTES + (int) (bytes & 0xFF)]
                ^ tables[last + 6 * BYTES + (int) (bytes >>> 8 & 0xFF)]
                ^ tables[last + 5 * BYTES + (int) (bytes >>> 16 & 0xFF)]
                ^ tables[last + 4 * BYTES + (int) (bytes >>> 24 & 0xFF)]
                ^ tables[last + 3 * BYTES + (int) (bytes >>> 32 & 0xFF)]
                ^ tables[last + 2 * BYTES + (int) (bytes >>> 40 & 0xFF)]
                ^ tables[last + BYTES + (int) (bytes >>> 48 & 0xFF)]
                ^ tables[last + (int) (bytes >>> 56)];
    }

    @Override
    public long getValue() {
        return ~crc;
    }

    @Override
    public void reset() {
        crc = -1L;
    }
}
