package sh.lfc.nv.emulator.services.cloudwatch;

import java.util.Map;
import java.util.TreeMap;

/**
 * The values that a metric had in some time. For use by one thread.
 *
 * <p>Single values are kept for percentiles, up to a number after which values that are within a percent of one another
 * are kept as one.
 */
final class Aggregate {

    private static final int MAX_VALUES = 256;
    private static final double CLOSE = 0.01;

    private double count;
    private double sum;
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;
    private Map<Double, Double> values = new TreeMap<>();
    /** Whether values are kept as what they are close to. */
    private boolean coarse;
    /** Whether some of the values are known by their statistics alone. */
    private boolean summarized;

    void add(double value, double times) {
        merge(times, value * times, value, value);
        keep(value, times);
    }

    /** Adds values of which only these statistics are known. */
    void addSummary(double sampleCount, double total, double least, double most) {
        merge(sampleCount, total, least, most);
        if (least == most) {
            keep(least, sampleCount);
        } else {
            summarized = true;
        }
    }

    void add(Aggregate other) {
        merge(other.count, other.sum, other.minimum, other.maximum);
        other.values.forEach(this::keep);
        summarized |= other.summarized;
    }

    /** The same, when nobody will ask for percentiles: much faster. */
    void addStatistics(Aggregate other) {
        merge(other.count, other.sum, other.minimum, other.maximum);
        summarized = true;
    }

    private void merge(double times, double total, double least, double most) {
        count += times;
        sum += total;
        minimum = Math.min(minimum, least);
        maximum = Math.max(maximum, most);
    }

    private void keep(double value, double times) {
        values.merge(coarse ? rounded(value) : value, times, Double::sum);
        if (!coarse && values.size() > MAX_VALUES) {
            coarse = true;
            Map<Double, Double> exact = values;
            values = new TreeMap<>();
            exact.forEach(this::keep);
        }
    }

    private static double rounded(double value) {
        if (value == 0) {
            return 0;
        }
        double step = Math.log1p(CLOSE);
        return Math.signum(value) * Math.exp(Math.round(Math.log(Math.abs(value)) / step) * step);
    }

    boolean isEmpty() {
        return count == 0;
    }

    double count() {
        return count;
    }

    double sum() {
        return sum;
    }

    double minimum() {
        return minimum;
    }

    double maximum() {
        return maximum;
    }

    double average() {
        return sum / count;
    }

    /** The percentile, or NaN where the single values are not known. */
    double percentile(double percent) {
        if (summarized || values.isEmpty()) {
            return Double.NaN;
        }
        double rank = count * percent / 100;
        double seen = 0;
        double last = minimum;
        for (Map.Entry<Double, Double> entry : values.entrySet()) {
            seen += entry.getValue();
            last = entry.getKey();
            if (seen >= rank) {
                break;
            }
        }
        return Math.max(minimum, Math.min(maximum, last));
    }
}
