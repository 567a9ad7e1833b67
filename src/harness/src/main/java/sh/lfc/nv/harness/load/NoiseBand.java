package sh.lfc.nv.harness.load;

import java.util.Arrays;
import java.util.List;

/**
 * Between what a number lies by chance, from the runs before: their median, and three times as far to each side as they
 * usually are from it. How far that is comes from the runs themselves, by the median of their distances (which one odd run
 * does not move), scaled so that it is the standard deviation of numbers that are normally spread.
 *
 * @param middle the median
 * @param spread the distance to each side
 */
record NoiseBand(double middle, double spread) {
    /** Fewer say nothing of what is usual. */
    static final int LEAST = 5;

    private static final double SIGMA = 1.4826;
    private static final double WIDTH = 3;

    /** @param resolution what the numbers are rounded to: nothing is nearer to another than that */
    static NoiseBand of(List<Double> before, double resolution) {
        var middle = median(before.stream().mapToDouble(Double::doubleValue).toArray());
        var distances =
                before.stream().mapToDouble(each -> Math.abs(each - middle)).toArray();
        return new NoiseBand(middle, WIDTH * Math.max(SIGMA * median(distances), resolution));
    }

    boolean above(double number) {
        return number > middle + spread;
    }

    boolean below(double number) {
        return number < middle - spread;
    }

    private static double median(double... numbers) {
        var sorted = numbers.clone();
        Arrays.sort(sorted);
        var half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
