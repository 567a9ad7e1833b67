package sh.lfc.nv.harness.bench.report;

import java.util.Collection;

/**
 * What was measured.
 *
 * @param median of all rounds
 * @param least of all rounds
 * @param most of all rounds
 * @param rounds how often it was measured
 */
public record Figure(double median, double least, double most, int rounds) {

    /** Of several rounds, at least one. */
    public static Figure of(Collection<? extends Number> rounds) {
        var sorted = rounds.stream().mapToDouble(Number::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        var middle = sorted.length / 2;
        var median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Figure(median, sorted[0], sorted[sorted.length - 1], sorted.length);
    }

    /** Measured once. */
    public static Figure of(double value) {
        return new Figure(value, value, value, 1);
    }
}
