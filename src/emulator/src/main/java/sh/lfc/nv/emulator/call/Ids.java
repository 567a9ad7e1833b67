package sh.lfc.nv.emulator.call;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Identifiers in AWS's shapes, from one seeded source, so that a run can be replayed.
 *
 * <p>Safe for use by many threads. Not for secrets: those come from {@link java.security.SecureRandom}.
 */
public final class Ids {

    private static final String HEX = "0123456789abcdef";
    private static final String BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final long seed;
    private final Random random;

    public Ids(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /**
     * A source of randomness for one purpose alone: with the same seed it gives the same, whatever else was asked for
     * in the meantime. For one thread at a time.
     */
    public SplittableRandom random(String purpose) {
        return new SplittableRandom(seed * 31 + purpose.hashCode());
    }

    /** A resource identifier of EC2, for example {@code vpc-0a1b2c3d4e5f67890}: the prefix and 17 hex digits. */
    public String ec2(String prefix) {
        return prefix + "-0" + hex(16);
    }

    /** So many hexadecimal digits in lower case. */
    public String hex(int length) {
        return from(HEX, length);
    }

    /** So many digits and lower-case letters, as API Gateway's identifiers are. */
    public String base36(int length) {
        return from(BASE36, length);
    }

    /** So many upper-case letters and digits 2 to 7, as in IAM's unique identifiers and access keys. */
    public String base32(int length) {
        return from(BASE32, length);
    }

    /** So many letters of both cases and digits, as at the end of a secret's ARN. */
    public String alphanumeric(int length) {
        return from(ALPHANUMERIC, length);
    }

    public String uuid() {
        return new UUID(
                        (random.nextLong() & ~0xF000L) | 0x4000L,
                        (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L)
                .toString();
    }

    private String from(String alphabet, int length) {
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return id.toString();
    }
}
