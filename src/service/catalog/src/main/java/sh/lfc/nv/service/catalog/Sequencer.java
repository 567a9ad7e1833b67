package sh.lfc.nv.service.catalog;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Orders the events of one object key (Amazon S3 User Guide, "Event message structure"): hexadecimal digits that are
 * compared from the left, the shorter one filled up with zeros on its right. It says nothing about events of different
 * keys.
 */
public record Sequencer(String digits) implements Comparable<Sequencer> {

    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-F]{1,256}");

    /** @throws IllegalArgumentException when the text is not a hexadecimal number */
    public Sequencer {
        digits = digits.toUpperCase(Locale.ROOT);
        if (!HEXADECIMAL.matcher(digits).matches()) {
            throw new IllegalArgumentException("A sequencer must be hexadecimal digits");
        }
    }

    /** Orders as {@link FileCatalog}'s statements do. Sequencers that differ in zeros at the end only are the same. */
    @Override
    public int compareTo(Sequencer other) {
        int length = Math.max(digits.length(), other.digits.length());
        return padded(length).compareTo(other.padded(length));
    }

    private String padded(int length) {
        return digits + "0".repeat(length - digits.length());
    }
}
