package sh.lfc.nv.harness.bench.report;

import java.util.Locale;

/** What a figure counts, how it is written, and whether more of it is better. */
public enum Unit {
    PER_SECOND("/s", true),
    MEGABYTES_PER_SECOND(" MB/s", true),
    SECONDS(" s", false),
    MILLISECONDS(" ms", false),
    MICROSECONDS(" µs", false),
    MEGABYTES(" MB", false),
    /** A number of times, such as of growth. */
    TIMES(" ×", false);

    private static final double SMALL = 10;
    private static final double MIDDLE = 100;

    private final String sign;
    private final boolean moreIsBetter;

    Unit(String sign, boolean moreIsBetter) {
        this.sign = sign;
        this.moreIsBetter = moreIsBetter;
    }

    public boolean moreIsBetter() {
        return moreIsBetter;
    }

    /** With about three digits that mean something. */
    public String shown(double value) {
        var size = Math.abs(value);
        var format = size < SMALL ? "%.2f" : size < MIDDLE ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, value) + sign;
    }

    /** A limit, which is as round as it was meant. */
    String limit(double value) {
        return (value == Math.rint(value) ? String.format(Locale.ROOT, "%,.0f", value) : String.valueOf(value)) + sign;
    }
}
