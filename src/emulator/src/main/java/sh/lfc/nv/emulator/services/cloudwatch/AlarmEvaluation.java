package sh.lfc.nv.emulator.services.cloudwatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * In which state the metric puts an alarm, after "Alarm evaluation" and "Configuring how CloudWatch alarms treat
 * missing data". Looks at whole minutes that have passed; looks at more periods than are to be evaluated, so that late
 * data still counts, where periods are shorter than an hour.
 */
final class AlarmEvaluation {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HOUR = 3600;
    private static final int MORE_PERIODS = 2;
    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss").withZone(ZoneOffset.UTC);
    static final DateTimeFormatter LONG =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx").withZone(ZoneOffset.UTC);

    /** A state with its reasons. */
    record Outcome(String state, String reason, String reasonData) {}

    private record Point(Instant start, double value, double sampleCount) {}

    private final PutMetricAlarmRequest alarm;
    private final MetricStore store;
    private final Instant now;
    private final int periods;
    private final int needed;
    private final Duration period;

    AlarmEvaluation(PutMetricAlarmRequest alarm, MetricStore store, Instant now) {
        this.alarm = alarm;
        this.store = store;
        this.now = now;
        this.periods = alarm.evaluationPeriods();
        this.needed = alarm.datapointsToAlarm() == null ? periods : alarm.datapointsToAlarm();
        int seconds = alarm.metrics().isEmpty()
                ? alarm.period()
                : alarm.metrics().stream()
                        .filter(query -> query.metricStat() != null)
                        .mapToInt(query -> query.metricStat().period())
                        .max()
                        .orElse(60);
        this.period = Duration.ofSeconds(Math.max(60, seconds));
    }

    /** The state to be in, or empty when the alarm stays as it is. */
    Optional<Outcome> outcome() {
        List<Point> found = points();
        List<Point> used = found.subList(0, Math.min(periods, found.size()));
        int missing = periods - used.size();
        int breaching =
                (int) used.stream().filter(point -> breaches(point.value())).count();
        String treatment = alarm.treatMissingData() == null ? "missing" : alarm.treatMissingData();
        if (missing == 0) {
            return decided(breaching >= needed, used, breaching, 0, treatment);
        }
        return switch (treatment) {
            case "breaching" -> decided(breaching + missing >= needed, used, breaching, missing, treatment);
            case "notBreaching" -> decided(breaching >= needed, used, breaching, missing, treatment);
            case "ignore" -> breaching >= needed ? decided(true, used, breaching, 0, treatment) : Optional.empty();
            default ->
                used.isEmpty()
                        ? insufficient()
                        : decided(breaching >= Math.min(needed, used.size()), used, breaching, 0, treatment);
        };
    }

    /** The datapoints that there are, the latest first. */
    private List<Point> points() {
        int range = period.toSeconds() >= HOUR ? periods : periods + MORE_PERIODS;
        Instant end = now.truncatedTo(ChronoUnit.MINUTES);
        List<Point> points = new ArrayList<>();
        for (int i = 1; i <= range; i++) {
            Instant start = end.minus(period.multipliedBy(i));
            Instant until = start.plus(period);
            point(start, until).ifPresent(points::add);
        }
        return points;
    }

    private Optional<Point> point(Instant start, Instant until) {
        if (!alarm.metrics().isEmpty()) {
            return computed(start, until);
        }
        Aggregate aggregate = store.of(MetricKey.of(alarm.namespace(), alarm.metricName(), alarm.dimensions()))
                .between(start, until, alarm.unitAsString())
                .aggregate();
        if (aggregate.isEmpty()) {
            return Optional.empty();
        }
        double value = Statistics.of(aggregate, statistic());
        return Double.isNaN(value) ? Optional.empty() : Optional.of(new Point(start, value, aggregate.count()));
    }

    private Optional<Point> computed(Instant start, Instant until) {
        String watched = alarm.metrics().stream()
                .filter(query -> !Boolean.FALSE.equals(query.returnData()))
                .map(MetricDataQuery::id)
                .findFirst()
                .orElse(alarm.metrics().get(0).id());
        NavigableMap<Instant, Double> values = new MetricQueries(store, alarm.metrics(), start, until).points(watched);
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Point(start, values.lastEntry().getValue(), values.size()));
    }

    private String statistic() {
        return alarm.statistic() == null ? alarm.extendedStatistic() : alarm.statisticAsString();
    }

    private boolean breaches(double value) {
        return switch (alarm.comparisonOperatorAsString()) {
            case "GreaterThanThreshold" -> value > alarm.threshold();
            case "GreaterThanOrEqualToThreshold" -> value >= alarm.threshold();
            case "LessThanThreshold" -> value < alarm.threshold();
            default -> value <= alarm.threshold();
        };
    }

    private Optional<Outcome> insufficient() {
        String reason =
                "Insufficient Data: " + counted(periods, "datapoint") + (periods == 1 ? " was" : " were") + " unknown.";
        return Optional.of(new Outcome("INSUFFICIENT_DATA", reason, data(List.of())));
    }

    private Optional<Outcome> decided(
            boolean alarming, List<Point> used, int breaching, int missing, String treatment) {
        String state = alarming ? "ALARM" : "OK";
        String transition = " (minimum " + counted(alarming ? needed : periods - needed + 1, "datapoint") + " for "
                + (alarming ? "OK -> ALARM" : "ALARM -> OK") + " transition).";
        StringBuilder reason = new StringBuilder("Threshold Crossed: ");
        if (used.isEmpty()) {
            reason.append("no datapoints were received for ")
                    .append(counted(periods, "period"))
                    .append(" and ")
                    .append(filled(missing, treatment))
                    .append('.');
            return Optional.of(new Outcome(state, reason.toString(), data(used)));
        }
        int shown = alarming ? breaching : used.size() - breaching;
        reason.append(shown)
                .append(" out of the last ")
                .append(counted(used.size(), "datapoint"))
                .append(" [")
                .append(used.stream()
                        .map(point -> point.value() + " (" + SHORT.format(point.start()) + ")")
                        .collect(Collectors.joining(", ")))
                .append(shown == 1 ? "] was " : "] were ")
                .append(alarming ? "" : "not ")
                .append(words())
                .append(" the threshold (")
                .append(alarm.threshold())
                .append(')')
                .append(missing > 0 ? " and " + filled(missing, treatment) : "")
                .append(transition);
        return Optional.of(new Outcome(state, reason.toString(), data(used)));
    }

    private static String filled(int missing, String treatment) {
        return counted(missing, "missing datapoint") + (missing == 1 ? " was" : " were") + " treated as ["
                + (treatment.equals("breaching") ? "Breaching" : "NonBreaching") + "]";
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private String words() {
        return switch (alarm.comparisonOperatorAsString()) {
            case "GreaterThanThreshold" -> "greater than";
            case "GreaterThanOrEqualToThreshold" -> "greater than or equal to";
            case "LessThanThreshold" -> "less than";
            default -> "less than or equal to";
        };
    }

    private String data(List<Point> used) {
        ObjectNode data = JSON.createObjectNode().put("version", "1.0").put("queryDate", LONG.format(now));
        if (!used.isEmpty()) {
            data.put("startDate", LONG.format(used.get(used.size() - 1).start()));
        }
        if (alarm.metrics().isEmpty()) {
            data.put("statistic", statistic());
        }
        data.put("period", period.toSeconds());
        ArrayNode recent = data.putArray("recentDatapoints");
        for (int i = used.size() - 1; i >= 0; i--) {
            recent.add(used.get(i).value());
        }
        data.put("threshold", alarm.threshold());
        ArrayNode evaluated = data.putArray("evaluatedDatapoints");
        used.forEach(point -> evaluated
                .addObject()
                .put("timestamp", LONG.format(point.start()))
                .put("sampleCount", point.sampleCount())
                .put("value", point.value()));
        return data.toString();
    }
}
