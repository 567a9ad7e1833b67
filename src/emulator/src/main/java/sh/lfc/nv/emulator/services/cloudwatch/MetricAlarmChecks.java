package sh.lfc.nv.emulator.services.cloudwatch;

import java.util.List;
import java.util.Set;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/** What PutMetricAlarm refuses, after the CloudWatch API reference. */
final class MetricAlarmChecks {

    private static final Set<String> TREATMENTS = Set.of("breaching", "notBreaching", "ignore", "missing");
    private static final Set<String> OPERATORS = Set.of(
            "GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold");
    private static final Set<String> LOW_SAMPLES = Set.of("evaluate", "ignore");
    private static final int DAY = 86400;

    private MetricAlarmChecks() {}

    static void check(PutMetricAlarmRequest put, Scope scope) {
        Constraints.query()
                .required("alarmName", put.alarmName())
                .length("alarmName", put.alarmName(), 1, 255)
                .length("alarmDescription", put.alarmDescription(), 0, 1024)
                .required("evaluationPeriods", put.evaluationPeriods())
                .range("evaluationPeriods", put.evaluationPeriods(), 1, Integer.MAX_VALUE)
                .range("datapointsToAlarm", put.datapointsToAlarm(), 1, Integer.MAX_VALUE)
                .required("comparisonOperator", put.comparisonOperatorAsString())
                .check();
        if (!OPERATORS.contains(put.comparisonOperatorAsString())) {
            throw CloudWatchErrors.invalid("The comparison operator " + put.comparisonOperatorAsString()
                    + " needs anomaly detection, which this CloudWatch does not have.");
        }
        if (put.metrics().isEmpty()) {
            metric(put);
        } else if (put.metricName() != null) {
            throw CloudWatchErrors.combination(
                    "You can specify the parameters MetricName and Metrics for a metric alarm, but not both.");
        }
        CloudWatchErrors.require("Threshold", put.threshold());
        if (put.treatMissingData() != null && !TREATMENTS.contains(put.treatMissingData())) {
            throw CloudWatchErrors.invalid(
                    "The value " + put.treatMissingData() + " for parameter TreatMissingData is not supported.");
        }
        if (put.datapointsToAlarm() != null && put.datapointsToAlarm() > put.evaluationPeriods()) {
            throw CloudWatchErrors.invalid(
                    "The parameter DatapointsToAlarm must be less than or equal to EvaluationPeriods.");
        }
        if (put.evaluateLowSampleCountPercentile() != null
                && !LOW_SAMPLES.contains(put.evaluateLowSampleCountPercentile())) {
            throw CloudWatchErrors.validation(
                    "Supported options for EvaluateLowSampleCountPercentile are evaluate and ignore.");
        }
        ActionChecks.check(
                List.of(put.okActions(), put.alarmActions(), put.insufficientDataActions()),
                scope,
                ActionChecks.OF_METRIC_ALARMS);
    }

    private static void metric(PutMetricAlarmRequest put) {
        CloudWatchErrors.require("MetricName", put.metricName());
        CloudWatchErrors.require("Namespace", put.namespace());
        CloudWatchErrors.require("Period", put.period());
        if ((put.statistic() == null) == (put.extendedStatistic() == null)) {
            throw CloudWatchErrors.combination(
                    "Exactly one of the parameters Statistic and ExtendedStatistic must be specified.");
        }
        if (put.extendedStatistic() != null && !Statistics.isPercentile(put.extendedStatistic())) {
            throw CloudWatchErrors.invalid(
                    "The value " + put.extendedStatistic() + " for parameter ExtendedStatistic is not supported.");
        }
        if (put.period() != 10
                && put.period() != 20
                && put.period() != 30
                && (put.period() < 60 || put.period() % 60 != 0)) {
            throw CloudWatchErrors.invalid("Period must be 10, 20, 30 or a multiple of 60.");
        }
        long most = put.period() >= 3600 ? 7L * DAY : DAY;
        if ((long) put.period() * put.evaluationPeriods() > most) {
            throw CloudWatchErrors.combination("Metrics cannot be checked across more than "
                    + (most == DAY
                            ? "a day (EvaluationPeriods * Period must be <= 86400)."
                            : "seven days " + "(EvaluationPeriods * Period must be <= 604800)."));
        }
    }
}
