package sh.lfc.nv.terraform.stage;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * Names for resources that tests make beside each other: {@code nv-k4x9qz}. Lower-case letters, digits and single hyphens,
 * a letter first and none of the hyphens last: valid for S3 buckets, RDS and ElastiCache identifiers, Lambda functions, IAM
 * roles and the labels of DNS.
 */
public final class UniqueName {
    /** Without vowels, which make words, and without what looks like something else. */
    private static final String LETTERS = "bcdfghjkmnpqrstvwxz23456789";

    private static final int RANDOM = 6;
    private static final SecureRandom SOURCE = new SecureRandom();

    private UniqueName() {}

    /** A name of up to 63 characters, which is what buckets and labels of DNS may have. */
    public static String of(String prefix) {
        return of(prefix, 63);
    }

    /**
     * A name: the prefix, a hyphen and six random characters (one of 387 million). Thread-safe.
     *
     * @param prefix begins with a letter; upper case becomes lower case, and every other character a hyphen
     * @param maxLength in characters, at least 8; a prefix that is too long is cut
     */
    public static String of(String prefix, int maxLength) {
        if (maxLength < RANDOM + 2) {
            throw new IllegalArgumentException(
                    "a unique name has at least %d characters, not %d".formatted(RANDOM + 2, maxLength));
        }
        var clean = prefix.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        if (clean.isEmpty() || !Character.isLetter(clean.charAt(0))) {
            throw new IllegalArgumentException("a prefix begins with a letter, not as \"" + prefix + "\" does");
        }
        var cut = clean.substring(0, Math.min(clean.length(), maxLength - RANDOM - 1))
                .replaceAll("-+$", "");
        return cut + "-" + random();
    }

    private static String random() {
        var text = new StringBuilder();
        SOURCE.ints(RANDOM, 0, LETTERS.length()).forEach(i -> text.append(LETTERS.charAt(i)));
        return text.toString();
    }
}
