package sh.lfc.nv.emulator.services.cloudwatch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statistics of "CloudWatch statistics definitions" that are known here, by name. */
final class Statistics {

    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,3}(?:\\.\\d{1,10})?)");

    private Statistics() {}

    static boolean isKnown(String name) {
        return switch (name) {
            case "SampleCount", "Average", "Sum", "Minimum", "Maximum" -> true;
            default -> isPercentile(name);
        };
    }

    static boolean isPercentile(String name) {
        Matcher matcher = PERCENTILE.matcher(name);
        return matcher.matches() && Double.parseDouble(matcher.group(1)) <= 100;
    }

    /** The statistic of an aggregate that is not empty; NaN where it cannot be told. */
    static double of(Aggregate aggregate, String name) {
        return switch (name) {
            case "SampleCount" -> aggregate.count();
            case "Average" -> aggregate.average();
            case "Sum" -> aggregate.sum();
            case "Minimum" -> aggregate.minimum();
            case "Maximum" -> aggregate.maximum();
            default -> aggregate.percentile(percent(name));
        };
    }

    /** The 99 of {@code p99}. */
    static double percent(String percentile) {
        return Double.parseDouble(percentile.substring(1));
    }
}
