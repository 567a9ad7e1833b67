package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * An alarm on a metric.
 *
 * @param configuration as it was put
 * @param configured when it was put
 */
record Alarm(String arn, PutMetricAlarmRequest configuration, Instant configured, State state) {

    /**
     * @param value {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}
     * @param reason for people
     * @param reasonData in JSON, or null
     * @param updated when it was last set
     * @param transitioned when the value last changed
     */
    record State(String value, String reason, String reasonData, Instant updated, Instant transitioned) {

        static State initial(Instant now) {
            return new State("INSUFFICIENT_DATA", "Unchecked: Initial alarm creation", null, now, now);
        }

        State next(String newValue, String newReason, String newData, Instant now) {
            return new State(newValue, newReason, newData, now, newValue.equals(value) ? transitioned : now);
        }
    }

    String name() {
        return configuration.alarmName();
    }

    boolean actionsEnabled() {
        return !Boolean.FALSE.equals(configuration.actionsEnabled());
    }

    /** What is to be notified when the alarm comes into a state. */
    List<String> actions(String state) {
        return switch (state) {
            case "OK" -> configuration.okActions();
            case "ALARM" -> configuration.alarmActions();
            default -> configuration.insufficientDataActions();
        };
    }

    boolean hasAction(String prefix) {
        return Stream.of("OK", "ALARM", "INSUFFICIENT_DATA")
                .flatMap(value -> actions(value).stream())
                .anyMatch(action -> action.startsWith(prefix));
    }

    Alarm with(State next) {
        return new Alarm(arn, configuration, configured, next);
    }

    Alarm withActionsEnabled(boolean enabled) {
        return new Alarm(arn, configuration.toBuilder().actionsEnabled(enabled).build(), configured, state);
    }

    MetricAlarm describe() {
        PutMetricAlarmRequest put = configuration;
        return MetricAlarm.builder()
                .alarmName(put.alarmName())
                .alarmArn(arn)
                .alarmDescription(put.alarmDescription())
                .alarmConfigurationUpdatedTimestamp(configured)
                .actionsEnabled(actionsEnabled())
                .okActions(put.okActions())
                .alarmActions(put.alarmActions())
                .insufficientDataActions(put.insufficientDataActions())
                .stateValue(state.value())
                .stateReason(state.reason())
                .stateReasonData(state.reasonData())
                .stateUpdatedTimestamp(state.updated())
                .stateTransitionedTimestamp(state.transitioned())
                .metricName(put.metricName())
                .namespace(put.namespace())
                .statistic(put.statisticAsString())
                .extendedStatistic(put.extendedStatistic())
                .dimensions(put.dimensions())
                .period(put.period())
                .unit(put.unitAsString())
                .evaluationPeriods(put.evaluationPeriods())
                .datapointsToAlarm(put.datapointsToAlarm())
                .threshold(put.threshold())
                .comparisonOperator(put.comparisonOperatorAsString())
                .treatMissingData(put.treatMissingData())
                .evaluateLowSampleCountPercentile(put.evaluateLowSampleCountPercentile())
                .metrics(put.metrics().isEmpty() ? null : put.metrics())
                .thresholdMetricId(put.thresholdMetricId())
                .build();
    }
}
