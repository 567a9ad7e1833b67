package sh.lfc.nv.emulator.services.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.DashboardInvalidInputErrorException;
import software.amazon.awssdk.services.cloudwatch.model.DashboardNotFoundErrorException;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.HistoryItemType;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Each test has an emulator, for each moves the time. */
class CloudWatchServiceTest {

    private Emulator aws;
    private CloudWatchClient cloudWatch;

    @BeforeEach
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        cloudWatch = Clients.of(CloudWatchClient.builder(), aws);
    }

    @AfterEach
    void end() {
        cloudWatch.close();
        aws.close();
    }

    @Test
    void valuesComeBackAsStatistics() {
        for (double value : List.of(1.0, 2.0, 3.0, 10.0)) {
            put("Latency", value);
        }

        Datapoint point = statistics("Latency", "p50", "p99").get(0);

        assertThat(point.sum()).isEqualTo(16);
        assertThat(point.average()).isEqualTo(4);
        assertThat(point.minimum()).isEqualTo(1);
        assertThat(point.maximum()).isEqualTo(10);
        assertThat(point.sampleCount()).isEqualTo(4);
        assertThat(point.extendedStatistics()).containsEntry("p50", 2.0).containsEntry("p99", 10.0);
    }

    @Test
    void metricsAreListedByWhatTheyHave() {
        put("A", 1);
        put("B", 1);

        assertThat(cloudWatch
                        .listMetrics(list -> list.namespace("Test").metricName("A"))
                        .metrics())
                .singleElement()
                .satisfies(metric -> assertThat(metric.dimensions())
                        .containsExactly(
                                Dimension.builder().name("Host").value("a").build()));
        assertThat(cloudWatch
                        .listMetrics(list -> list.namespace("Test")
                                .dimensions(d -> d.name("Host").value("b")))
                        .metrics())
                .isEmpty();
        aws.clock().advance(Duration.ofDays(16));
        assertThat(cloudWatch.listMetrics(list -> list.namespace("Test")).metrics())
                .isEmpty();
    }

    @Test
    void valuesMustBeOfOnesOwnNamespaceAndOfNow() {
        assertThatThrownBy(() -> cloudWatch.putMetricData(put -> put.namespace("AWS/Lambda")
                        .metricData(d -> d.metricName("x").value(1.0))))
                .isInstanceOf(InvalidParameterValueException.class);
        assertThatThrownBy(() -> cloudWatch.putMetricData(put -> put.namespace("Test")
                        .metricData(d -> d.metricName("x").value(1.0).timestamp(Instant.EPOCH))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Timestamp");
    }

    @Test
    void expressionsCombineMetrics() {
        put("Hits", 30);
        put("Misses", 10);

        GetMetricDataResponse answer = cloudWatch.getMetricData(get -> get.startTime(now().minusSeconds(600))
                .endTime(now().plusSeconds(60))
                .metricDataQueries(
                        query("hits", "Hits"),
                        query("misses", "Misses"),
                        MetricDataQuery.builder()
                                .id("rate")
                                .expression("100 * hits / (hits + misses)")
                                .build(),
                        MetricDataQuery.builder()
                                .id("total")
                                .expression("SUM([hits, misses])")
                                .build()));

        assertThat(answer.metricDataResults())
                .filteredOn(result -> result.id().matches("rate|total"))
                .extracting(MetricDataResult::values)
                .containsExactly(List.of(75.0), List.of(40.0));
    }

    @Test
    void anAlarmFollowsItsMetricAndTellsATopic() throws IOException {
        try (SnsClient sns = Clients.of(SnsClient.builder(), aws);
                SqsClient sqs = Clients.of(SqsClient.builder(), aws)) {
            String topic = sns.createTopic(create -> create.name("alarms")).topicArn();
            String queue = sqs.createQueue(create -> create.queueName("alarms")
                            .attributes(Map.of(
                                    QueueAttributeName.POLICY,
                                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{"
                                            + "\"Service\":\"sns.amazonaws.com\"},\"Action\":\"sqs:SendMessage\","
                                            + "\"Resource\":\"*\"}]}")))
                    .queueUrl();
            sns.subscribe(subscribe ->
                    subscribe.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:000000000000:alarms"));
            alarm("errors", "notBreaching", topic);
            assertThat(state("errors")).isEqualTo("INSUFFICIENT_DATA");

            aws.clock().advance(Duration.ofMinutes(2));
            awaitState("errors", "OK");
            put("Errors", 3);
            aws.clock().advance(Duration.ofMinutes(2));
            awaitState("errors", "ALARM");

            JsonNode notice = notice(sqs, queue);
            assertThat(notice.path("NewStateValue").asText()).isEqualTo("ALARM");
            assertThat(notice.path("OldStateValue").asText()).isEqualTo("OK");
            assertThat(notice.path("NewStateReason").asText())
                    .startsWith("Threshold Crossed: 1 out of the last 1 datapoint [3.0 (")
                    .endsWith("was greater than or equal to the threshold (1.0) (minimum 1 datapoint for OK -> ALARM "
                            + "transition).");
            assertThat(notice.path("Trigger").path("Statistic").asText()).isEqualTo("SUM");
            assertThat(notice.path("Region").asText()).isEqualTo("US East (N. Virginia)");
        }
        assertThat(cloudWatch
                        .describeAlarmHistory(
                                history -> history.alarmName("errors").historyItemType(HistoryItemType.STATE_UPDATE))
                        .alarmHistoryItems())
                .extracting(AlarmHistoryItem::historySummary)
                .containsExactly("Alarm updated from OK to ALARM", "Alarm updated from INSUFFICIENT_DATA to OK");
        aws.clock().advance(Duration.ofMinutes(30));
        awaitState("errors", "OK");
    }

    @Test
    void missingDataIsWhatTheAlarmSaysItIs() {
        alarm("breaching", "breaching");
        alarm("missing", "missing");
        alarm("ignore", "ignore");
        cloudWatch.setAlarmState(
                set -> set.alarmName("missing").stateValue("OK").stateReason("a test"));
        cloudWatch.setAlarmState(set -> set.alarmName("ignore").stateValue("OK").stateReason("a test"));

        aws.clock().advance(Duration.ofMinutes(2));

        awaitState("breaching", "ALARM");
        awaitState("missing", "INSUFFICIENT_DATA");
        assertThat(state("ignore")).isEqualTo("OK");
    }

    @Test
    void aQueueThatFillsSetsOffItsAlarm() {
        try (SqsClient sqs = Clients.of(SqsClient.builder(), aws)) {
            String queue = sqs.createQueue(create -> create.queueName("dead")).queueUrl();
            cloudWatch.putMetricAlarm(put -> put.alarmName("dead-letters")
                    .namespace("AWS/SQS")
                    .metricName("ApproximateNumberOfMessagesVisible")
                    .dimensions(d -> d.name("QueueName").value("dead"))
                    .statistic(Statistic.MAXIMUM)
                    .period(300)
                    .evaluationPeriods(1)
                    .threshold(0.0)
                    .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                    .treatMissingData("notBreaching"));
            sqs.sendMessage(send -> send.queueUrl(queue).messageBody("lost"));
        }

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            aws.clock().advance(Duration.ofMinutes(1));
            return state("dead-letters").equals("ALARM");
        });
    }

    @Test
    void anAlarmThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> cloudWatch.putMetricAlarm(put -> put.alarmName("a")
                        .namespace("Test")
                        .metricName("x")
                        .statistic(Statistic.SUM)
                        .period(45)
                        .evaluationPeriods(1)
                        .threshold(1.0)
                        .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Period");
        assertThatThrownBy(() -> cloudWatch.putMetricAlarm(put -> put.alarmName("a")))
                .isInstanceOfSatisfying(CloudWatchException.class, refusal -> assertThat(
                                refusal.awsErrorDetails().errorCode())
                        .isEqualTo("ValidationError"));
        assertThatThrownBy(() -> cloudWatch.deleteAlarms(delete -> delete.alarmNames("nothing")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void anAlarmKeepsItsTagsAndIsGoneOnceDeleted() {
        alarm("tagged", "missing");
        String arn = "arn:aws:cloudwatch:us-east-1:000000000000:alarm:tagged";
        cloudWatch.tagResource(
                tag -> tag.resourceARN(arn).tags(t -> t.key("Env").value("demo")));

        assertThat(cloudWatch.listTagsForResource(list -> list.resourceARN(arn)).tags())
                .hasSize(1);
        cloudWatch.deleteAlarms(delete -> delete.alarmNames("tagged"));
        assertThat(cloudWatch.describeAlarms().metricAlarms()).isEmpty();
    }

    @Test
    void aDashboardIsCheckedAndKept() {
        String body = "{\"widgets\":[{\"type\":\"metric\",\"x\":0,\"y\":0,\"width\":12,\"height\":6,\"properties\":"
                + "{\"region\":\"us-east-1\",\"metrics\":[[\"AWS/SQS\",\"NumberOfMessagesSent\",\"QueueName\",\"q\"]]}}]}";

        cloudWatch.putDashboard(put -> put.dashboardName("d").dashboardBody(body));

        assertThat(cloudWatch.getDashboard(get -> get.dashboardName("d")).dashboardBody())
                .isEqualTo(body);
        assertThat(cloudWatch.getDashboard(get -> get.dashboardName("d")).dashboardArn())
                .isEqualTo("arn:aws:cloudwatch::000000000000:dashboard/d");
        assertThatThrownBy(() -> cloudWatch.putDashboard(put ->
                        put.dashboardName("d").dashboardBody("{\"widgets\":[{\"type\":\"metric\",\"width\":25}]}")))
                .isInstanceOfSatisfying(DashboardInvalidInputErrorException.class, refusal -> assertThat(
                                refusal.dashboardValidationMessages())
                        .hasSize(2));
        cloudWatch.deleteDashboards(delete -> delete.dashboardNames("d"));
        assertThatThrownBy(() -> cloudWatch.getDashboard(get -> get.dashboardName("d")))
                .isInstanceOf(DashboardNotFoundErrorException.class);
    }

    private void put(String name, double value) {
        cloudWatch.putMetricData(put -> put.namespace("Test").metricData(data -> data.metricName(name)
                .dimensions(d -> d.name("Host").value("a"))
                .value(value)));
    }

    private List<Datapoint> statistics(String name, String... extended) {
        return cloudWatch
                .getMetricStatistics(get -> get.namespace("Test")
                        .metricName(name)
                        .dimensions(d -> d.name("Host").value("a"))
                        .startTime(now().minusSeconds(600))
                        .endTime(now().plusSeconds(60))
                        .period(3600)
                        .statistics(
                                Statistic.SUM,
                                Statistic.AVERAGE,
                                Statistic.MINIMUM,
                                Statistic.MAXIMUM,
                                Statistic.SAMPLE_COUNT)
                        .extendedStatistics(extended))
                .datapoints();
    }

    private void alarm(String name, String missing, String... topics) {
        cloudWatch.putMetricAlarm(put -> put.alarmName(name)
                .namespace("Test")
                .metricName("Errors")
                .dimensions(d -> d.name("Host").value("a"))
                .statistic(Statistic.SUM)
                .period(300)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData(missing)
                .alarmActions(topics));
    }

    private String state(String alarm) {
        MetricAlarm found = cloudWatch
                .describeAlarms(describe -> describe.alarmNames(alarm))
                .metricAlarms()
                .get(0);
        return found.stateValueAsString();
    }

    private void awaitState(String alarm, String state) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(state(alarm))
                .isEqualTo(state));
    }

    private static JsonNode notice(SqsClient sqs, String queue) throws IOException {
        ObjectMapper json = new ObjectMapper();
        String envelope = sqs.receiveMessage(receive -> receive.queueUrl(queue).waitTimeSeconds(10))
                .messages()
                .get(0)
                .body();
        assertThat(json.readTree(envelope).path("Subject").asText())
                .isEqualTo("ALARM: \"errors\" in US East (N. Virginia)");
        return json.readTree(json.readTree(envelope).path("Message").asText());
    }

    private MetricDataQuery query(String id, String metric) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(stat -> stat.metric(Metric.builder()
                                .namespace("Test")
                                .metricName(metric)
                                .dimensions(Dimension.builder()
                                        .name("Host")
                                        .value("a")
                                        .build())
                                .build())
                        .period(3600)
                        .stat("Sum"))
                .build();
    }

    private Instant now() {
        return aws.clock().instant();
    }
}
