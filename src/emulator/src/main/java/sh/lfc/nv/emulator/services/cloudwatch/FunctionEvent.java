package sh.lfc.nv.emulator.services.cloudwatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * What a function is given when an alarm invokes it ("Invoke a Lambda function from an alarm").
 *
 * @param before the alarm in its previous state
 * @param after the alarm in its new state
 */
record FunctionEvent(Scope scope, Alarm before, Alarm after) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String json() {
        ObjectNode event = JSON.createObjectNode()
                .put("source", "aws.cloudwatch")
                .put("alarmArn", after.arn())
                .put("accountId", scope.account())
                .put("time", Times.LONG.format(after.state().updated()))
                .put("region", scope.region());
        ObjectNode data = event.putObject("alarmData").put("alarmName", after.name());
        data.set("state", state(after));
        data.set("previousState", state(before));
        data.set("configuration", configuration());
        return event.toString();
    }

    private static ObjectNode state(Alarm alarm) {
        Alarm.State state = alarm.state();
        ObjectNode node = JSON.createObjectNode().put("value", state.value()).put("reason", state.reason());
        putIfThere(node, "reasonData", state.reasonData());
        node.put("timestamp", Times.LONG.format(state.updated()));
        if (alarm instanceof AlarmOnAlarms composite && composite.suppression() != null) {
            node.put("actionsSuppressedBy", composite.suppression().by().toString())
                    .put("actionsSuppressedReason", composite.suppression().reason());
        }
        return node;
    }

    private ObjectNode configuration() {
        ObjectNode node = JSON.createObjectNode();
        putIfThere(node, "description", after.description());
        if (after instanceof AlarmOnAlarms composite) {
            rule(node, composite.configuration());
        } else if (after instanceof AlarmOnMetric metric) {
            metrics(node, metric);
        }
        return node;
    }

    private static void rule(ObjectNode node, PutCompositeAlarmRequest put) {
        node.put("alarmRule", put.alarmRule());
        if (put.actionsSuppressor() != null) {
            node.put("actionsSuppressor", put.actionsSuppressor())
                    .put("actionsSuppressorWaitPeriod", put.actionsSuppressorWaitPeriod())
                    .put("actionsSuppressorExtensionPeriod", put.actionsSuppressorExtensionPeriod());
        }
    }

    private static void metrics(ObjectNode node, AlarmOnMetric alarm) {
        PutMetricAlarmRequest put = alarm.configuration();
        List<MetricDataQuery> queries = alarm.metric() == null ? put.metrics() : List.of(only(alarm));
        var array = node.putArray("metrics");
        queries.forEach(query -> array.add(query(query)));
    }

    /** The metric of an alarm on a single one, whose ID is made up by CloudWatch and stays the same. */
    private static MetricDataQuery only(AlarmOnMetric alarm) {
        PutMetricAlarmRequest put = alarm.configuration();
        return MetricDataQuery.builder()
                .id(UUID.nameUUIDFromBytes(alarm.arn().getBytes(StandardCharsets.UTF_8))
                        .toString())
                .metricStat(MetricStat.builder()
                        .metric(metric -> metric.namespace(put.namespace())
                                .metricName(put.metricName())
                                .dimensions(put.dimensions()))
                        .period(put.period())
                        .stat(alarm.statistic())
                        .unit(put.unitAsString())
                        .build())
                .build();
    }

    private static ObjectNode query(MetricDataQuery query) {
        ObjectNode node = JSON.createObjectNode().put("id", query.id());
        putIfThere(node, "expression", query.expression());
        putIfThere(node, "label", query.label());
        if (query.metricStat() != null) {
            MetricStat stat = query.metricStat();
            ObjectNode shown = node.putObject("metricStat");
            ObjectNode metric = shown.putObject("metric")
                    .put("namespace", stat.metric().namespace())
                    .put("name", stat.metric().metricName());
            ObjectNode dimensions = metric.putObject("dimensions");
            stat.metric().dimensions().forEach(dimension -> dimensions.put(dimension.name(), dimension.value()));
            shown.put("period", stat.period()).put("stat", stat.stat());
            putIfThere(shown, "unit", stat.unitAsString());
        }
        return node.put("returnData", !Boolean.FALSE.equals(query.returnData()));
    }

    private static void putIfThere(ObjectNode node, String name, String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
