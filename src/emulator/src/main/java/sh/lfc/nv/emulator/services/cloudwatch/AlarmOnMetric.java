package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * An alarm on a metric, or on an expression of several.
 *
 * @param configuration as it was put
 * @param metric the metric; null for an expression
 * @param configured when it was put
 */
record AlarmOnMetric(
        String arn, PutMetricAlarmRequest configuration, MetricKey metric, Instant configured, Alarm.State state)
        implements Alarm {

    private static final Duration DAY = Duration.ofDays(1);

    /** How often an alarm is evaluated. */
    enum Evaluated {
        EACH_TEN_SECONDS,
        EACH_MINUTE,
        EACH_HOUR
    }

    static AlarmOnMetric of(String arn, PutMetricAlarmRequest put, Instant now, Alarm.State state) {
        MetricKey metric =
                put.metrics().isEmpty() ? MetricKey.of(put.namespace(), put.metricName(), put.dimensions()) : null;
        return new AlarmOnMetric(arn, put, metric, now, state);
    }

    @Override
    public String name() {
        return configuration.alarmName();
    }

    @Override
    public String description() {
        return configuration.alarmDescription();
    }

    @Override
    public AlarmType type() {
        return AlarmType.METRIC_ALARM;
    }

    @Override
    public Actions actions() {
        return new Actions(
                !Boolean.FALSE.equals(configuration.actionsEnabled()),
                configuration.okActions(),
                configuration.alarmActions(),
                configuration.insufficientDataActions());
    }

    @Override
    public AlarmOnMetric with(State next) {
        return new AlarmOnMetric(arn, configuration, metric, configured, next);
    }

    @Override
    public AlarmOnMetric withActionsEnabled(boolean enabled) {
        return new AlarmOnMetric(
                arn, configuration.toBuilder().actionsEnabled(enabled).build(), metric, configured, state);
    }

    /** The length of one datapoint; for an expression the longest of its metrics'. */
    Duration period() {
        return Duration.ofSeconds(
                metric != null
                        ? configuration.period()
                        : configuration.metrics().stream()
                                .filter(query -> query.metricStat() != null)
                                .mapToInt(query -> query.metricStat().period())
                                .max()
                                .orElse(60));
    }

    /** After "Alarm evaluation": by the period, and alarms that look at more than a day once an hour. */
    Evaluated evaluated() {
        Duration period = period();
        if (period.toSeconds() < 60) {
            return Evaluated.EACH_TEN_SECONDS;
        }
        return period.multipliedBy(configuration.evaluationPeriods()).compareTo(DAY) > 0
                ? Evaluated.EACH_HOUR
                : Evaluated.EACH_MINUTE;
    }

    /** How many of the datapoints must be breaching. */
    int needed() {
        return configuration.datapointsToAlarm() == null
                ? configuration.evaluationPeriods()
                : configuration.datapointsToAlarm();
    }

    /** The statistic of a single metric. */
    String statistic() {
        return configuration.statistic() == null
                ? configuration.extendedStatistic()
                : configuration.statisticAsString();
    }

    MetricAlarm describe() {
        PutMetricAlarmRequest put = configuration;
        return MetricAlarm.builder()
                .alarmName(put.alarmName())
                .alarmArn(arn)
                .alarmDescription(put.alarmDescription())
                .alarmConfigurationUpdatedTimestamp(configured)
                .actionsEnabled(actions().enabled())
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
