package sh.lfc.nv.emulator.services.s3;

import java.util.zip.Checksum;

/** The 64-bit cyclic redundancy check of the NVM Express specification, eight bytes at a time. */
final class Crc64Nvme implements Checksum {

    private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;
    private static final long[][] TABLES = tables();

    private long crc = -1L;

    private static long[][] tables() {
        long[][] tables = new long[8][256];
        for (int i = 0; i < 256; i++) {
            long value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
            }
            tables[0][i] = value;
        }
        for (int i = 0; i < 256; i++) {
            for (int slice = 1; slice < 8; slice++) {
                long before = tables[slice - 1][i];
                tables[slice][i] = (before >>> 8) ^ tables[0][(int) (before & 0xFF)];
            }
        }
        return tables;
    }

    @Override
    public void update(int b) {
        crc = (crc >>> 8) ^ TABLES[0][(int) ((crc ^ b) & 0xFF)];
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        long value = crc;
        for (; end - at >= 8; at += 8) {
            value ^= littleEndian(bytes, at);
            value = TABLES[7][(int) (value & 0xFF)]
                    ^ TABLES[6][(int) (value >>> 8 & 0xFF)]
                    ^ TABLES[5][(int) (value >>> 16 & 0xFF)]
                    ^ TABLES[4][(int) (value >>> 24 & 0xFF)]
                    ^ TABLES[3][(int) (value >>> 32 & 0xFF)]
                    ^ TABLES[2][(int) (value >>> 40 & 0xFF)]
                    ^ TABLES[1][(int) (value >>> 48 & 0xFF)]
                    ^ TABLES[0][(int) (value >>> 56)];
        }
        crc = value;
        for (; at < end; at++) {
            update(bytes[at]);
        }
    }

    private static long littleEndian(byte[] bytes, int at) {
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
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
