package sh.lfc.nv.emulator.services;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** What CloudWatch has recorded. */
public final class Metrics {

    private Metrics() {}

    /**
     * The sum of a metric's values.
     *
     * @param now the emulator's time
     * @param past how far to look back; a day to come is looked at, too
     */
    public static double sum(
            CloudWatchClient cloudWatch,
            String namespace,
            String metric,
            Map<String, String> dimensions,
            Instant now,
            Duration past) {
        return cloudWatch
                .getMetricStatistics(get -> get.namespace(namespace)
                        .metricName(metric)
                        .dimensions(dimensions.entrySet().stream()
                                .map(each -> Dimension.builder()
                                        .name(each.getKey())
                                        .value(each.getValue())
                                        .build())
                                .toList())
                        .startTime(now.minus(past))
                        .endTime(now.plus(Duration.ofDays(1)))
                        .period(86_400)
                        .statistics(Statistic.SUM))
                .datapoints()
                .stream()
                .mapToDouble(Datapoint::sum)
                .sum();
    }
}
