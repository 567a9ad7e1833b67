package sh.lfc.nv.harness.load;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import sh.lfc.nv.harness.system.DeployedSystem;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/**
 * What CloudWatch measured of the parts of the service while a load ran, by the minute: what the logs of single requests do
 * not tell, such as how busy the database was and how often functions were throttled.
 *
 * @param rows those that were measured
 * @param absent what was not measured there, such as {@code database, processor}
 */
record Measured(List<Row> rows, List<String> absent) {
    /** CloudWatch knows most metrics within one to two minutes. */
    private static final Duration LATE = Duration.ofMinutes(3);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    /**
     * A metric's values.
     *
     * @param part of the service
     * @param what is measured, and how the values of a minute become one
     * @param unit such as {@code ms}, or empty
     * @param whole over all minutes, where that follows from the minutes' values
     * @param worst the highest value of a minute
     * @param at that minute
     */
    record Row(String part, String what, String unit, OptionalDouble whole, double worst, Instant at) {}

    /**
     * Asks for what was measured between two times; where CloudWatch has not counted all requests yet, for up to
     * three minutes.
     *
     * @param requests how many the API answered, as far as is known
     */
    static Measured of(DeployedSystem system, Instant from, Instant to, long requests) throws InterruptedException {
        var metrics = Metric.of(system);
        try (var cloudWatch = system.target().aws().client(CloudWatchClient.builder())) {
            var end = System.nanoTime() + LATE.toNanos();
            while (true) {
                var found = of(metrics, ask(cloudWatch, metrics, from, to));
                if (counted(found) >= requests || System.nanoTime() > end) {
                    return found;
                }
                Thread.sleep(LOOK_AGAIN.toMillis());
            }
        }
    }

    private static List<MetricDataResult> ask(
            CloudWatchClient cloudWatch, List<Metric> metrics, Instant from, Instant to) {
        var queries = new ArrayList<MetricDataQuery>();
        for (var i = 0; i < metrics.size(); i++) {
            queries.add(metrics.get(i).query(id(i)));
        }
        var request = GetMetricDataRequest.builder()
                .startTime(from.truncatedTo(ChronoUnit.MINUTES))
                .endTime(to.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES))
                .metricDataQueries(queries)
                .build();
        return cloudWatch.getMetricDataPaginator(request).metricDataResults().stream()
                .toList();
    }

    /** @param results of the queries, some of which may come in parts */
    static Measured of(List<Metric> metrics, List<MetricDataResult> results) {
        var rows = new ArrayList<Row>();
        var absent = new ArrayList<String>();
        for (var i = 0; i < metrics.size(); i++) {
            var metric = metrics.get(i);
            var id = id(i);
            var own = results.stream().filter(result -> result.id().equals(id)).toList();
            var values =
                    own.stream().flatMap(result -> result.values().stream()).toList();
            var times =
                    own.stream().flatMap(result -> result.timestamps().stream()).toList();
            if (values.isEmpty()) {
                absent.add(metric.part() + ", " + metric.title());
            } else {
                var worst = values.indexOf(Collections.max(values));
                rows.add(new Row(
                        metric.part(),
                        metric.title() + ", " + metric.statistic().shown(),
                        metric.unit(),
                        metric.statistic().of(values),
                        values.get(worst),
                        times.get(worst)));
            }
        }
        return new Measured(rows, absent);
    }

    /** An identifier has to begin with a lower case letter. */
    private static String id(int number) {
        return "m" + number;
    }

    private static double counted(Measured measured) {
        return measured.rows().stream()
                .filter(row -> row.what().startsWith(Metric.REQUESTS))
                .mapToDouble(row -> row.whole().orElse(0))
                .sum();
    }
}
