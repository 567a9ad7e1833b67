package sh.lfc.nv.emulator.services.s3;

/**
 * Calculates with cyclic redundancy checks instead of reading what they are of. A check is the rest of a division of
 * polynomials over two elements: what follows multiplies the rest of what precedes by a power of x.
 *
 * @param width in bits
 * @param polynomial with its bits reversed, as the algorithms of S3 have it; all of them begin and end with inverted
 *     bits
 */
record CrcArithmetic(int width, long polynomial) {

    private static final int BYTE = 8;

    /** The check of nothing. */
    long ofNothing() {
        return 0;
    }

    /** The check of two texts one behind the other. */
    long concatenated(long first, long second, long lengthOfSecond) {
        return product(powerOfX(lengthOfSecond), first) ^ second;
    }

    /** The check that bytes tell, the highest first. */
    long value(byte[] bytes) {
        long value = 0;
        for (byte one : bytes) {
            value = value << BYTE | one & 0xFF;
        }
        return value;
    }

    byte[] bytes(long value) {
        byte[] bytes = new byte[width / BYTE];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (value >>> width - BYTE * (i + 1));
        }
        return bytes;
    }

    /** x to the power of so many bytes, by squaring. */
    private long powerOfX(long bytes) {
        long power = one();
        long square = one() >>> BYTE;
        for (long left = bytes; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                power = product(square, power);
            }
            square = product(square, square);
        }
        return power;
    }

    /** The polynomial 1: the highest bit, as bits are reversed. */
    private long one() {
        return 1L << width - 1;
    }

    private long product(long a, long b) {
        long product = 0;
        long shifted = b;
        for (long bit = one(); bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ polynomial;
        }
        return product;
    }
}
