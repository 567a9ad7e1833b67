package sh.lfc.nv.harness.bench.report;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * What a row should reach.
 *
 * @param peer the one to be compared with; null for a goal of its own
 * @param value in the row's unit or, where there is a peer, how many times as good as the peer
 */
public record Goal(String peer, double value) {

    /** A figure, at least or at most, as the unit has it. */
    public static Goal of(double value) {
        return new Goal(null, value);
    }

    /** So many times as good as a peer in the same run. */
    public static Goal times(String peer, double factor) {
        return new Goal(peer, factor);
    }

    /** Whether a row reaches it; empty where there is no peer to compare with. */
    Optional<Boolean> isMet(Row row) {
        if (peer != null) {
            return row.ratio(peer).map(ratio -> ratio >= value);
        }
        var ours = row.ours().median();
        return Optional.of(row.unit().moreIsBetter() ? ours >= value : ours <= value);
    }

    String shown(Unit unit) {
        if (peer == null) {
            return (unit.moreIsBetter() ? "≥ " : "≤ ") + unit.limit(value);
        }
        return value == 1
                ? "no worse than " + peer
                : "≥ %s × %s".formatted(NumberFormat.getInstance(Locale.ROOT).format(value), peer);
    }
}
