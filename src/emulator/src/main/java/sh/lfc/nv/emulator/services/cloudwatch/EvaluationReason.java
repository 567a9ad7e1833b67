package sh.lfc.nv.emulator.services.cloudwatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * Why an alarm on a metric goes into a state, as CloudWatch words it.
 *
 * @param used the datapoints that were evaluated, the latest first
 * @param treatment what missing datapoints were treated as
 * @param end the end of the latest period
 */
record EvaluationReason(
        AlarmOnMetric alarm, List<AlarmEvaluation.Point> used, String treatment, Instant now, Instant end) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Alarm.Outcome outcome(Verdict verdict) {
        String reason = verdict == Verdict.INSUFFICIENT_DATA ? unknown() : crossed(verdict == Verdict.ALARM);
        return new Alarm.Outcome(verdict.name(), reason, data());
    }

    private int periods() {
        return alarm.configuration().evaluationPeriods();
    }

    private String unknown() {
        int unknown = periods() - used.size();
        return "Insufficient Data: " + counted(unknown, "datapoint") + (unknown == 1 ? " was" : " were") + " unknown.";
    }

    private String crossed(boolean alarming) {
        String filled = filled();
        if (used.isEmpty()) {
            return "Threshold Crossed: no datapoints were received for " + counted(periods(), "period") + " and "
                    + filled + ".";
        }
        long shown = used.stream().filter(this::breaches).count();
        shown = alarming ? shown : used.size() - shown;
        int least = alarming ? alarm.needed() : periods() - alarm.needed() + 1;
        return "Threshold Crossed: " + shown + " out of the last " + counted(used.size(), "datapoint") + " ["
                + used.stream()
                        .map(point -> point.value() + " (" + Times.SHORT.format(point.start()) + ")")
                        .collect(Collectors.joining(", "))
                + (shown == 1 ? "] was " : "] were ") + (alarming ? "" : "not ") + words() + " the threshold ("
                + alarm.configuration().threshold() + ")" + (filled.isEmpty() ? "" : " and " + filled) + " (minimum "
                + counted(least, "datapoint") + " for " + (alarming ? "OK -> ALARM" : "ALARM -> OK") + " transition).";
    }

    private boolean breaches(AlarmEvaluation.Point point) {
        return AlarmEvaluation.breaches(alarm.configuration(), point.value());
    }

    /** What missing datapoints have counted as; empty when they have not counted. */
    private String filled() {
        int missing = periods() - used.size();
        if (missing == 0 || !treatment.equals("breaching") && !treatment.equals("notBreaching")) {
            return "";
        }
        return counted(missing, "missing datapoint") + (missing == 1 ? " was" : " were") + " treated as ["
                + (treatment.equals("breaching") ? "Breaching" : "NonBreaching") + "]";
    }

    private static String counted(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private String words() {
        return switch (alarm.configuration().comparisonOperator()) {
            case GREATER_THAN_THRESHOLD -> "greater than";
            case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> "greater than or equal to";
            case LESS_THAN_THRESHOLD -> "less than";
            default -> "less than or equal to";
        };
    }

    private String data() {
        PutMetricAlarmRequest put = alarm.configuration();
        ObjectNode data = JSON.createObjectNode().put("version", "1.0").put("queryDate", Times.LONG.format(now));
        if (!used.isEmpty()) {
            data.put("startDate", Times.LONG.format(used.get(used.size() - 1).start()));
        }
        if (alarm.metric() != null) {
            data.put("statistic", alarm.statistic());
        }
        data.put("period", alarm.period().toSeconds());
        ArrayNode recent = data.putArray("recentDatapoints");
        for (int i = used.size() - 1; i >= 0; i--) {
            recent.add(used.get(i).value());
        }
        data.put("threshold", put.threshold());
        ArrayNode evaluated = data.putArray("evaluatedDatapoints");
        used.forEach(point -> evaluated
                .addObject()
                .put("timestamp", Times.LONG.format(point.start()))
                .put("sampleCount", point.sampleCount())
                .put("value", point.value()));
        for (int i = 1; used.isEmpty() && i <= periods(); i++) {
            Instant missing = end.minus(alarm.period().multipliedBy(i));
            evaluated.addObject().put("timestamp", Times.LONG.format(missing));
        }
        return data.toString();
    }
}
