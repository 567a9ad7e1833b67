package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;

/** Answers the queries of GetMetricData and of alarms on expressions, which may refer to one another. */
final class MetricQueries {

    private static final int DEFAULT_PERIOD = 300;

    private final MetricStore store;
    private final Map<String, MetricDataQuery> queries = new HashMap<>();
    private final List<MetricDataQuery> order;
    private final Instant start;
    private final Instant end;
    private final boolean sliding;
    private final Map<String, NavigableMap<Instant, Double>> answers = new HashMap<>();

    MetricQueries(MetricStore store, List<MetricDataQuery> queries, Instant start, Instant end) {
        this(store, queries, start, end, false);
    }

    /** Queries whose periods begin at the start itself, as alarms' do, and not at full hours. */
    static MetricQueries sliding(MetricStore store, List<MetricDataQuery> queries, Instant start, Instant end) {
        return new MetricQueries(store, queries, start, end, true);
    }

    private MetricQueries(
            MetricStore store, List<MetricDataQuery> queries, Instant start, Instant end, boolean sliding) {
        this.sliding = sliding;
        this.store = store;
        this.order = queries;
        this.start = start;
        this.end = end;
        queries.forEach(query -> {
            if (query.id() == null || !query.id().matches("[a-z][A-Za-z0-9_]{0,254}")) {
                throw CloudWatchErrors.invalid(
                        "The value " + query.id()
                                + " for parameter MetricDataQueries.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.");
            }
            if ((query.metricStat() == null) == (query.expression() == null)) {
                throw CloudWatchErrors.combination(
                        "Exactly one of MetricStat and Expression must be specified for the query " + query.id() + ".");
            }
            if (this.queries.put(query.id(), query) != null) {
                throw CloudWatchErrors.invalid("The ID " + query.id() + " is used more than once.");
            }
        });
    }

    List<MetricDataResult> results(boolean newestFirst) {
        List<MetricDataResult> results = new ArrayList<>();
        for (MetricDataQuery query : order) {
            if (!Boolean.FALSE.equals(query.returnData())) {
                results.add(result(query, newestFirst));
            }
        }
        return results;
    }

    private MetricDataResult result(MetricDataQuery query, boolean newestFirst) {
        NavigableMap<Instant, Double> points = points(query.id());
        List<Instant> times = new ArrayList<>(points.keySet());
        List<Double> values = new ArrayList<>(points.values());
        if (newestFirst) {
            Collections.reverse(times);
            Collections.reverse(values);
        }
        String ownLabel = query.metricStat() == null
                ? query.id()
                : query.metricStat().metric().metricName();
        return MetricDataResult.builder()
                .id(query.id())
                .label(query.label() == null ? ownLabel : query.label())
                .timestamps(times)
                .values(values)
                .statusCode("Complete")
                .build();
    }

    /** The values of a query by the starts of their periods. */
    NavigableMap<Instant, Double> points(String id) {
        NavigableMap<Instant, Double> known = answers.get(id);
        if (known != null) {
            return known;
        }
        MetricDataQuery query = queries.get(id);
        if (query == null) {
            throw CloudWatchErrors.invalid("The expression refers to " + id + ", which is no ID of a query.");
        }
        // An expression that refers to itself finds itself empty instead of running forever.
        answers.put(id, new TreeMap<>());
        NavigableMap<Instant, Double> points = query.metricStat() == null
                ? new MathExpression(query.expression(), this).evaluate()
                : statistic(query.metricStat());
        answers.put(id, points);
        return points;
    }

    private NavigableMap<Instant, Double> statistic(MetricStat asked) {
        if (!Statistics.isKnown(asked.stat())) {
            throw CloudWatchErrors.invalid("The value " + asked.stat() + " for parameter Stat is not supported.");
        }
        Series series = store.of(MetricKey.of(asked.metric()));
        Timeline timeline = timeline(asked.period());
        NavigableMap<Instant, Double> points = new TreeMap<>();
        for (Instant from : timeline.starts()) {
            Aggregate aggregate = series.between(
                            from,
                            from.plus(timeline.period()),
                            asked.unitAsString(),
                            Statistics.isPercentile(asked.stat()))
                    .aggregate();
            double value = aggregate.isEmpty() ? Double.NaN : Statistics.of(aggregate, asked.stat());
            if (!Double.isNaN(value)) {
                points.put(from, value);
            }
        }
        return points;
    }

    /** The starts of all periods that a constant covers: those of the shortest period asked for. */
    List<Instant> grid() {
        int shortest = order.stream()
                .filter(query -> query.metricStat() != null)
                .mapToInt(query -> query.metricStat().period())
                .min()
                .orElse(DEFAULT_PERIOD);
        return timeline(shortest).starts();
    }

    private Timeline timeline(int period) {
        return sliding ? Timeline.sliding(start, end, period) : Timeline.of(start, end, period);
    }

    /** The IDs of all queries for metrics, in their order. */
    List<String> metrics() {
        return order.stream()
                .filter(query -> query.metricStat() != null)
                .map(MetricDataQuery::id)
                .toList();
    }
}
