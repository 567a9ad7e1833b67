package sh.lfc.nv.emulator.network;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses.
 *
 * @param base the first address, as an unsigned number of 32 bits
 * @param bits the length of the prefix, 0 to 32
 */
public record Cidr(long base, int bits) {

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");
    private static final int LENGTH = 32;

    public Cidr {
        if (bits < 0 || bits > LENGTH || base < 0 || base >= 1L << LENGTH) {
            throw new IllegalArgumentException(base + "/" + bits);
        }
        base = base >> (LENGTH - bits) << (LENGTH - bits);
    }

    /** Reads for example {@code 10.23.0.0/16}; bits behind the prefix are dropped. An address alone is a /32. */
    public static Optional<Cidr> parse(String text) {
        Matcher matcher = FORM.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long base = 0;
        for (int group = 1; group <= 4; group++) {
            int octet = Integer.parseInt(matcher.group(group));
            if (octet > 255) {
                return Optional.empty();
            }
            base = base << 8 | octet;
        }
        int bits = matcher.group(5) == null ? LENGTH : Integer.parseInt(matcher.group(5));
        return bits > LENGTH ? Optional.empty() : Optional.of(new Cidr(base, bits));
    }

    /** Reads a text that is known to be a range. */
    public static Cidr of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    /** The number of addresses. */
    public long size() {
        return 1L << (LENGTH - bits);
    }

    public boolean contains(Cidr other) {
        return bits <= other.bits && other.base >= base && other.base < base + size();
    }

    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    /** The address at this place of the range, counted from 0, for example {@code 10.23.0.4}. */
    public String address(long place) {
        return dotted(base + place);
    }

    private static String dotted(long address) {
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    @Override
    public String toString() {
        return dotted(base) + "/" + bits;
    }
}
