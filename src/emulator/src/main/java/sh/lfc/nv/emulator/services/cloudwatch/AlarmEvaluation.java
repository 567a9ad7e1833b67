package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * In which state the metric puts an alarm, after "Alarm evaluation" and "Configuring how CloudWatch alarms treat missing
 * data". Where periods are shorter than an hour it looks at two more than are to be evaluated, as in the documentation's
 * examples; how many more CloudWatch looks at otherwise is not documented.
 *
 * <p>An alarm on a metric without data costs next to nothing, for alarms are evaluated once a minute.
 */
final class AlarmEvaluation {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MORE_PERIODS = 2;

    /** One datapoint that there is. */
    record Point(Instant start, double value, double sampleCount) {}

    private final AlarmOnMetric alarm;
    private final PutMetricAlarmRequest put;
    private final MetricStore store;
    private final Instant now;
    private final Instant end;
    private final Duration period;
    private final int range;

    /** @param end up to when data counts; the end of the latest period */
    AlarmEvaluation(AlarmOnMetric alarm, MetricStore store, Instant now, Instant end) {
        this.alarm = alarm;
        this.put = alarm.configuration();
        this.store = store;
        this.now = now;
        this.end = end;
        this.period = alarm.period();
        this.range = put.evaluationPeriods() + (period.compareTo(HOUR) < 0 ? MORE_PERIODS : 0);
    }

    /** The state to go into, or empty when the alarm stays in the one that it is in. */
    Optional<Alarm.Outcome> outcome() {
        if (isSilent()) {
            return changed(Verdict.ofNothing(treatment()), List.of());
        }
        List<Point> found = new ArrayList<>();
        List<Verdict.Datapoint> datapoints = new ArrayList<>();
        for (int i = 1; i <= range; i++) {
            Instant start = end.minus(period.multipliedBy(i));
            Optional<Point> point = point(start);
            point.ifPresent(found::add);
            datapoints.add(point.map(this::judged).orElse(Verdict.Datapoint.MISSING));
        }
        List<Point> used = found.subList(0, Math.min(put.evaluationPeriods(), found.size()));
        if (isIgnoredForFewSamples(used)) {
            return Optional.empty();
        }
        return changed(Verdict.of(datapoints, put.evaluationPeriods(), alarm.needed(), treatment()), used);
    }

    private String treatment() {
        return put.treatMissingData() == null ? "missing" : put.treatMissingData();
    }

    private Optional<Alarm.Outcome> changed(Verdict verdict, List<Point> used) {
        return verdict == Verdict.KEEP || alarm.isIn(verdict.name())
                ? Optional.empty()
                : Optional.of(new EvaluationReason(alarm, used, treatment(), now, end).outcome(verdict));
    }

    /** Whether none of the metrics has any data in the range, so that there is nothing to compute. */
    private boolean isSilent() {
        Instant begin = end.minus(period.multipliedBy(range));
        if (alarm.metric() != null) {
            return !store.of(alarm.metric()).activeSince(begin);
        }
        boolean hasMetrics = false;
        for (MetricDataQuery query : put.metrics()) {
            if (query.metricStat() == null) {
                // What is filled, or made of constants, has values where its metrics have none.
                if (query.expression().contains("FILL") || query.expression().contains("[")) {
                    return false;
                }
            } else if (store.of(MetricKey.of(query.metricStat().metric())).activeSince(begin)) {
                return false;
            } else {
                hasMetrics = true;
            }
        }
        return hasMetrics;
    }

    private Optional<Point> point(Instant start) {
        Instant until = start.plus(period);
        if (alarm.metric() == null) {
            return computed(start, until);
        }
        Aggregate aggregate = store.of(alarm.metric())
                .between(start, until, put.unitAsString(), put.extendedStatistic() != null)
                .aggregate();
        if (aggregate.isEmpty()) {
            return Optional.empty();
        }
        double value = Statistics.of(aggregate, alarm.statistic());
        return Double.isNaN(value) ? Optional.empty() : Optional.of(new Point(start, value, aggregate.count()));
    }

    private Optional<Point> computed(Instant start, Instant until) {
        String watched = put.metrics().stream()
                .filter(query -> !Boolean.FALSE.equals(query.returnData()))
                .map(MetricDataQuery::id)
                .findFirst()
                .orElse(put.metrics().get(0).id());
        NavigableMap<Instant, Double> values =
                MetricQueries.sliding(store, put.metrics(), start, until).points(watched);
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Point(start, values.lastEntry().getValue(), values.size()));
    }

    private Verdict.Datapoint judged(Point point) {
        return breaches(put, point.value()) ? Verdict.Datapoint.BREACHING : Verdict.Datapoint.NOT_BREACHING;
    }

    static boolean breaches(PutMetricAlarmRequest put, double value) {
        double threshold = put.threshold();
        return switch (put.comparisonOperator()) {
            case GREATER_THAN_THRESHOLD -> value > threshold;
            case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> value >= threshold;
            case LESS_THAN_THRESHOLD -> value < threshold;
            default -> value <= threshold;
        };
    }

    /**
     * Whether the alarm is not to go by samples that are too few for a percentile to mean anything: 1000 for p99, for
     * example, 20 for p50 and 100 for p10.
     */
    private boolean isIgnoredForFewSamples(List<Point> used) {
        if (!"ignore".equals(put.evaluateLowSampleCountPercentile()) || put.extendedStatistic() == null) {
            return false;
        }
        double samples = used.stream().mapToDouble(Point::sampleCount).sum();
        double percent = Statistics.percent(put.extendedStatistic());
        return !used.isEmpty() && samples * Math.min(percent, 100 - percent) < 1000;
    }
}
