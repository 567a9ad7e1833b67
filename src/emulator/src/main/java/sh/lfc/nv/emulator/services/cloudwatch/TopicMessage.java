package sh.lfc.nv.emulator.services.cloudwatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * What a topic is told of a change of an alarm's state.
 *
 * @param alarm in its new state
 */
record TopicMessage(Scope scope, Alarm alarm, String oldState) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String subject() {
        String subject = alarm.state().value() + ": \"" + alarm.name() + "\" in " + region();
        return subject.length() <= 100 ? subject : subject.substring(0, 97) + "...";
    }

    private String region() {
        Region region = Region.of(scope.region());
        return region.metadata() == null ? scope.region() : region.metadata().description();
    }

    String json() {
        ObjectNode node = JSON.createObjectNode();
        node.put("AlarmName", alarm.name());
        node.put("AlarmDescription", alarm.description());
        node.put("AWSAccountId", scope.account());
        node.put("AlarmConfigurationUpdatedTimestamp", Times.LONG.format(alarm.configured()));
        node.put("NewStateValue", alarm.state().value());
        node.put("NewStateReason", alarm.state().reason());
        node.put("StateChangeTime", Times.LONG.format(alarm.state().updated()));
        node.put("Region", region());
        node.put("AlarmArn", alarm.arn());
        node.put("OldStateValue", oldState);
        actions(node, "OKActions", alarm.actions().ok());
        actions(node, "AlarmActions", alarm.actions().alarm());
        actions(node, "InsufficientDataActions", alarm.actions().insufficientData());
        if (alarm instanceof AlarmOnMetric metric) {
            node.set("Trigger", trigger(metric.configuration()));
        } else if (alarm instanceof AlarmOnAlarms composite) {
            node.put("AlarmRule", composite.configuration().alarmRule());
            children(node.putArray("TriggeringChildren"), composite.triggering());
        }
        return node.toString();
    }

    private static void actions(ObjectNode node, String name, List<String> arns) {
        ArrayNode array = node.putArray(name);
        arns.forEach(array::add);
    }

    private static void children(ArrayNode array, List<AlarmOnAlarms.Child> children) {
        children.forEach(child -> array.addObject()
                .put("Arn", child.arn())
                .putObject("State")
                .put("Value", child.state())
                .put("Timestamp", Times.LONG.format(child.since())));
    }

    private static ObjectNode trigger(PutMetricAlarmRequest put) {
        ObjectNode trigger = JSON.createObjectNode();
        if (put.metrics().isEmpty()) {
            trigger.put("MetricName", put.metricName());
            trigger.put("Namespace", put.namespace());
            if (put.statistic() != null) {
                trigger.put("StatisticType", "Statistic");
                trigger.put("Statistic", put.statisticAsString().toUpperCase(Locale.ROOT));
            } else {
                trigger.put("StatisticType", "ExtendedStatistic");
                trigger.put("ExtendedStatistic", put.extendedStatistic());
            }
            trigger.put("Unit", put.unitAsString());
            ArrayNode dimensions = trigger.putArray("Dimensions");
            put.dimensions().forEach(dimension -> dimensions
                    .addObject()
                    .put("value", dimension.value())
                    .put("name", dimension.name()));
            trigger.put("Period", put.period());
        } else {
            ArrayNode metrics = trigger.putArray("Metrics");
            put.metrics().forEach(query -> metrics.add(query(query)));
        }
        trigger.put("EvaluationPeriods", put.evaluationPeriods());
        if (put.datapointsToAlarm() != null) {
            trigger.put("DatapointsToAlarm", put.datapointsToAlarm());
        }
        trigger.put("ComparisonOperator", put.comparisonOperatorAsString());
        trigger.put("Threshold", put.threshold());
        trigger.put("TreatMissingData", put.treatMissingData() == null ? "missing" : put.treatMissingData());
        trigger.put(
                "EvaluateLowSampleCountPercentile",
                put.evaluateLowSampleCountPercentile() == null ? "" : put.evaluateLowSampleCountPercentile());
        return trigger;
    }

    private static ObjectNode query(MetricDataQuery query) {
        ObjectNode node = JSON.createObjectNode().put("Id", query.id());
        if (query.expression() != null) {
            node.put("Expression", query.expression());
        }
        node.put("ReturnData", !Boolean.FALSE.equals(query.returnData()));
        return node;
    }
}
