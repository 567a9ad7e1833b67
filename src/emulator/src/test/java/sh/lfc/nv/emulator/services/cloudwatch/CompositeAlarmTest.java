package sh.lfc.nv.emulator.services.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ActionsSuppressedBy;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Composite alarms, on a clock that stands unless it is moved. */
class CompositeAlarmTest {

    private static final String ARN = "arn:aws:cloudwatch:us-east-1:000000000000:alarm:";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Emulator aws;
    private CloudWatchClient cloudWatch;
    private SnsClient sns;
    private SqsClient sqs;
    private String topic;
    private String queue;

    @BeforeEach
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        aws.clock().freeze();
        cloudWatch = Clients.of(CloudWatchClient.builder(), aws);
        sns = Clients.of(SnsClient.builder(), aws);
        sqs = Clients.of(SqsClient.builder(), aws);
        topic = sns.createTopic(create -> create.name("alarms")).topicArn();
        queue = sqs.createQueue(create -> create.queueName("alarms")
                        .attributes(Map.of(
                                QueueAttributeName.POLICY,
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{"
                                        + "\"Service\":\"sns.amazonaws.com\"},\"Action\":\"sqs:SendMessage\","
                                        + "\"Resource\":\"*\"}]}")))
                .queueUrl();
        sns.subscribe(subscribe -> subscribe
                .topicArn(topic)
                .protocol("sqs")
                .endpoint("arn:aws:sqs:us-east-1:000000000000:alarms")
                .attributes(Map.of("RawMessageDelivery", "true")));
    }

    @AfterEach
    void end() {
        List.of(cloudWatch, sns, sqs).forEach(client -> client.close());
        aws.close();
    }

    @Test
    void aCompositeAlarmFollowsItsChildrenAtOnce() {
        children("a", "b");
        set("a", "OK");
        set("b", "OK");
        composite("both", "ALARM(a) AND ALARM(\"" + ARN + "b\")");

        assertThat(describe("both").stateReason())
                .isEqualTo(ARN + "both was created and its alarm rule evaluates to OK");
        set("a", "ALARM");
        assertThat(state("both")).isEqualTo("OK");
        set("b", "ALARM");

        CompositeAlarm alarm = describe("both");
        assertThat(alarm.stateValueAsString()).isEqualTo("ALARM");
        assertThat(alarm.stateReason())
                .matches(ARN + "b transitioned to ALARM at [A-Z][a-z]+day \\d{2} [A-Z][a-z]+, "
                        + "\\d{4} \\d{2}:\\d{2}:\\d{2} UTC");
        assertThat(alarm.stateReasonData())
                .startsWith("{\"triggeringAlarms\":[{\"arn\":\"" + ARN + "b\",\"state\":{\"value\":\"ALARM\",");
        set("a", "INSUFFICIENT_DATA");
        assertThat(state("both")).isEqualTo("OK");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    # a is in ALARM, o in OK, i has insufficient data
                    TRUE                                            ; ALARM
                    FALSE                                           ; OK
                    ALARM(a)                                        ; ALARM
                    ALARM(o) OR OK(o)                               ; ALARM
                    NOT ALARM(o)                                    ; ALARM
                    INSUFFICIENT_DATA(i) AND NOT OK(i)              ; ALARM
                    ALARM(a) OR ALARM(o) AND ALARM(i)               ; ALARM
                    (ALARM(a) OR ALARM(o)) AND ALARM(i)             ; OK
                    NOT (ALARM(o) OR ALARM(i)) AND TRUE             ; ALARM
                    ALARM( "with (brackets), \\"quotes\\"" ) AND TRUE ; OK
                    AT_LEAST(2, NOT ALARM, (a, o, i))               ; ALARM
                    AT_LEAST(50%, OK, (a, o, i))                    ; OK
                    AT_LEAST(33%, OK, (a, "o", i)) AND ALARM(a)     ; ALARM
                    """)
    void aRuleMeansWhatItSays(String rule, String expected) {
        children("a", "o", "i", "with (brackets), \"quotes\"");
        set("a", "ALARM");
        set("o", "OK");

        composite("c", rule);

        assertThat(state("c")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
                    ()                          ; Error in AlarmRule [Unsupported token ')' at char 1, must be: '(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA]
                    ALARM(Queue Oldest Age)     ; Error in AlarmRule [Unsupported token 'Oldest' at char 12, must be: ')']
                    ALARM(a) XOR ALARM(a)       ; Error in AlarmRule [Unsupported token 'XOR' at char 9, must be: 'AND', 'OR']
                    ALARM(a) AND                ; Error in AlarmRule [Unsupported token '' at char 12, must be: '(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA]
                    ALARM(a) OR OK(gone)        ; Could not save the composite alarm as alarms [gone] in the alarm rule do not exist
                    """)
    void aRuleThatMeansNothingIsRefused(String rule, String message) {
        children("a");

        refused(() -> composite("c", rule), message);
    }

    @Test
    void limitsOfRulesAreKept() {
        refused(() -> composite("c", " TRUE"), "AlarmRule must not contain leading or trailing whitespace or be null");
        refused(() -> composite("c", "TRUE" + " OR TRUE".repeat(1500)), "length less than or equal to 10240");
        refused(() -> composite("c", "TRUE" + " OR TRUE".repeat(500)), "at most 500 elements");
        String[] many = IntStream.rangeClosed(1, 101).mapToObj(i -> "n" + i).toArray(String[]::new);
        refused(() -> composite("c", "ALARM(" + String.join(") OR ALARM(", many) + ")"), "at most 100 child alarms");
        refused(
                () -> composite(
                        "c", "TRUE", put -> put.actionsSuppressor("none").actionsSuppressorWaitPeriod(1)),
                "are required when ActionsSuppressor is specified");
    }

    @Test
    void onlyKnownKindsOfActionsAreTaken() {
        children("a");

        refused(
                () -> composite("c", "ALARM(a)", put -> put.alarmActions("arn:aws:sqs:us-east-1:000000000000:queue")),
                "Invalid arn syntax: arn:aws:sqs:us-east-1:000000000000:queue");
        refused(
                () -> composite("c", "ALARM(a)", put -> put.alarmActions("arn:aws:automate:us-east-1:ec2:stop")),
                "Composite alarms can only have actions of");
        refused(
                () -> composite("c", "ALARM(a)", put -> put.alarmActions("arn:aws:sns:eu-west-1:000000000000:topic")),
                "Invalid region eu-west-1 specified. Only us-east-1 is supported.");
    }

    @Test
    void aTopicIsToldWhichChildrenGaveTheAlarm() throws IOException {
        children("a");
        composite("c", "ALARM(a)", put -> put.alarmDescription("all of it")
                .alarmActions(topic)
                .okActions(topic));
        assertThat(states()).containsExactly("INSUFFICIENT_DATA -> OK");

        set("a", "ALARM");

        JsonNode notice = JSON.readTree(messages().get(0).body());
        assertThat(notice.path("AlarmName").asText()).isEqualTo("c");
        assertThat(notice.path("AlarmDescription").asText()).isEqualTo("all of it");
        assertThat(notice.path("AlarmRule").asText()).isEqualTo("ALARM(a)");
        assertThat(notice.path("OldStateValue").asText()).isEqualTo("OK");
        assertThat(notice.path("NewStateReason").asText()).startsWith(ARN + "a transitioned to ALARM at ");
        assertThat(notice.path("TriggeringChildren")).singleElement().satisfies(child -> {
            assertThat(child.path("Arn").asText()).isEqualTo(ARN + "a");
            assertThat(child.path("State").path("Value").asText()).isEqualTo("ALARM");
            assertThat(child.path("State").path("Timestamp").asText())
                    .isEqualTo(notice.path("StateChangeTime").asText());
        });
        assertThat(notice.has("Trigger")).isFalse();
    }

    @Test
    void aMetricThatMovesAnAlarmMovesWhatIsAboveIt() {
        children("a");
        composite("inner", "ALARM(a)");
        composite("outer", "ALARM(inner) AND TRUE");

        cloudWatch.putMetricData(put ->
                put.namespace("Test").metricData(data -> data.metricName("a").value(9.0)));
        aws.clock().advance(Duration.ofMinutes(1));

        assertThat(state("outer")).isEqualTo("ALARM");
        assertThat(cloudWatch
                        .describeAlarmHistory(
                                history -> history.alarmName("outer").alarmTypes(AlarmType.COMPOSITE_ALARM))
                        .alarmHistoryItems())
                .extracting(AlarmHistoryItem::historySummary)
                .containsExactly(
                        "Alarm updated from OK to ALARM",
                        "Alarm updated from INSUFFICIENT_DATA to OK",
                        "Alarm \"outer\" created");
        assertThat(cloudWatch
                        .describeAlarmHistory(history -> history.alarmName("outer"))
                        .alarmHistoryItems())
                .isEmpty();
    }

    @Test
    void alarmsInACircleAreAllowedAndNotEvaluatedForever() {
        children("a");
        composite("one", "FALSE");
        composite("two", "ALARM(one)");
        composite("one", "ALARM(a) AND NOT ALARM(two)");

        set("a", "ALARM");

        assertThat(state("two")).isEqualTo("ALARM");
        refused(
                () -> cloudWatch.deleteAlarms(delete -> delete.alarmNames("one")),
                "Cannot delete one as there are composite alarm(s) depending on it.");
        composite("one", "FALSE");
        cloudWatch.deleteAlarms(delete -> delete.alarmNames("two"));
    }

    @Test
    void anAlarmThatIsNeededIsNotDeleted() {
        children("a", "b", "s");
        composite("one", "ALARM(a) OR ALARM(b)");
        composite("two", "ALARM(a)", put -> put.actionsSuppressor("s")
                .actionsSuppressorWaitPeriod(60)
                .actionsSuppressorExtensionPeriod(60));

        refused(
                () -> cloudWatch.deleteAlarms(delete -> delete.alarmNames("a", "b")),
                "Cannot delete a,b as there are composite alarm(s) depending on them.");
        refused(
                () -> cloudWatch.deleteAlarms(delete -> delete.alarmNames("s")),
                "Cannot delete s as there are composite alarm(s) depending on it.");
        refused(
                () -> cloudWatch.deleteAlarms(delete -> delete.alarmNames("one", "two")),
                "more than one composite alarm");
        cloudWatch.deleteAlarms(delete -> delete.alarmNames("one", "b"));

        assertThat(names(cloudWatch.describeAlarms(
                        all -> all.alarmTypes(AlarmType.COMPOSITE_ALARM, AlarmType.METRIC_ALARM))))
                .containsExactly("two", "a", "s");
    }

    @Test
    void alarmsAreFoundByTypeAndByTheirRelatives() {
        children("a", "b");
        composite("inner", "ALARM(a)");
        composite("outer", "ALARM(inner) OR ALARM(b)");

        assertThat(names(cloudWatch.describeAlarms())).containsExactly("a", "b");
        assertThat(names(cloudWatch.describeAlarms(all -> all.alarmTypes(AlarmType.COMPOSITE_ALARM))))
                .containsExactly("inner", "outer");
        assertThat(names(cloudWatch.describeAlarms(all -> all.childrenOfAlarmName("outer"))))
                .containsExactly("inner", "b");
        assertThat(cloudWatch.describeAlarms(all -> all.parentsOfAlarmName("a")).compositeAlarms())
                .containsExactly(CompositeAlarm.builder()
                        .alarmName("inner")
                        .alarmArn(ARN + "inner")
                        .build());
        refused(
                () -> cloudWatch.describeAlarms(
                        all -> all.parentsOfAlarmName("a").alarmNamePrefix("i")),
                "no other parameters");
        List<String> paged = cloudWatch
                .describeAlarmsPaginator(all -> all.alarmTypes(AlarmType.COMPOSITE_ALARM, AlarmType.METRIC_ALARM)
                        .maxRecords(1))
                .stream()
                .flatMap(page -> names(page).stream())
                .toList();
        assertThat(paged).containsExactly("inner", "outer", "a", "b");
    }

    @Test
    void tagsAndConfigurationAreKeptAndTheTypeStays() {
        children("a");
        composite("c", "ALARM(a)", put -> put.tags(tag -> tag.key("Env").value("demo")));
        composite("c", "NOT ALARM(a)", put -> put.actionsEnabled(false));

        assertThat(cloudWatch
                        .listTagsForResource(list -> list.resourceARN(ARN + "c"))
                        .tags())
                .hasSize(1);
        assertThat(describe("c").actionsEnabled()).isFalse();
        assertThat(describe("c").stateReason()).isEqualTo(ARN + "c was updated and its alarm rule evaluates to ALARM");
        refused(() -> children("c"), "AlarmName [c] is already used by another alarm of a different type");
        refused(() -> composite("a", "TRUE"), "AlarmName [a] is already used by another alarm of a different type");
    }

    @Test
    void aStateThatIsSetByHandHoldsUntilAChildMoves() throws IOException {
        children("a", "b");
        composite("c", "ALARM(a)", put -> put.alarmActions(topic));

        set("c", "ALARM");
        aws.clock().advance(Duration.ofMinutes(5));
        assertThat(state("c")).isEqualTo("ALARM");
        assertThat(JSON.readTree(messages().get(0).body()).path("TriggeringChildren"))
                .isEmpty();
        set("b", "OK");
        assertThat(state("c")).isEqualTo("ALARM");
        set("a", "OK");

        assertThat(state("c")).isEqualTo("OK");
    }

    // The examples of "Suppressing composite alarm actions": two time units to wait, three of extension.

    @Test
    void example1ActionsAreTakenAfterTheWaitPeriod() throws IOException {
        suppressed();

        set("a", "ALARM");
        assertThat(describe("c").actionsSuppressedBy()).isEqualTo(ActionsSuppressedBy.WAIT_PERIOD);
        assertThat(describe("c").actionsSuppressedReason()).isEqualTo("Actions suppressed by WaitPeriod");
        units(1);
        assertThat(states()).isEmpty();
        units(1);

        assertThat(states()).containsExactly("ALARM -> ALARM");
        assertThat(describe("c").actionsSuppressedBy()).isNull();
    }

    @Test
    void example2TheSuppressorEndsTheWaitPeriod() {
        suppressed();

        set("a", "ALARM");
        units(1);
        set("s", "ALARM");
        units(9);

        assertThat(states()).isEmpty();
        assertThat(describe("c").actionsSuppressedBy()).isEqualTo(ActionsSuppressedBy.ALARM);
    }

    @Test
    void example3AChangeOfStateBeginsANewWaitPeriod() {
        suppressed();

        set("a", "ALARM");
        units(1);
        set("a", "OK");
        units(1);
        assertThat(states()).isEmpty();
        units(1);

        assertThat(states()).containsExactly("OK -> OK");
    }

    @Test
    void example4ASuppressorThatIsInAlarmAlreadyStopsActions() {
        suppressed();

        set("s", "ALARM");
        set("a", "ALARM");
        units(9);

        assertThat(states()).isEmpty();
        assertThat(describe("c").actionsSuppressedBy()).isEqualTo(ActionsSuppressedBy.ALARM);
    }

    @Test
    void example5ActionsAreTakenAfterTheExtensionPeriod() {
        suppressed();

        set("a", "ALARM");
        units(1);
        set("s", "ALARM");
        units(3);
        set("s", "OK");
        assertThat(describe("c").actionsSuppressedBy()).isEqualTo(ActionsSuppressedBy.EXTENSION_PERIOD);
        units(2);
        assertThat(states()).isEmpty();
        units(1);

        assertThat(states()).containsExactly("ALARM -> ALARM");
    }

    @Test
    void example6AChangeOfStateDiscardsTheExtensionPeriod() {
        suppressed();

        set("a", "ALARM");
        units(1);
        set("s", "ALARM");
        units(3);
        set("s", "OK");
        units(1);
        set("a", "OK");
        assertThat(describe("c").actionsSuppressedBy()).isEqualTo(ActionsSuppressedBy.WAIT_PERIOD);
        units(1);
        assertThat(states()).isEmpty();
        units(1);

        assertThat(states()).containsExactly("OK -> OK");
    }

    @Test
    void whatHasNotChangedDuringTheSuppressionIsNotToldAgain() {
        suppressed();

        set("s", "ALARM");
        units(1);
        set("s", "OK");
        units(9);

        assertThat(states()).isEmpty();
        assertThat(describe("c").actionsSuppressedBy()).isNull();
    }

    /** A composite alarm on {@code a} that {@code s} suppresses, and whose creation nobody is told of any more. */
    private void suppressed() {
        children("a", "s");
        set("a", "OK");
        set("s", "OK");
        composite("c", "ALARM(a)", put -> put.alarmActions(topic)
                .okActions(topic)
                .actionsSuppressor("s")
                .actionsSuppressorWaitPeriod(2)
                .actionsSuppressorExtensionPeriod(3));
        units(9);
        messages();
    }

    private void units(int count) {
        aws.clock().advance(Duration.ofSeconds(count));
    }

    private void children(String... names) {
        for (String name : names) {
            cloudWatch.putMetricAlarm(put -> put.alarmName(name)
                    .namespace("Test")
                    .metricName(name)
                    .statistic(Statistic.SUM)
                    .period(60)
                    .evaluationPeriods(1)
                    .threshold(1.0)
                    .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                    .treatMissingData("ignore"));
        }
    }

    private void composite(String name, String rule) {
        composite(name, rule, put -> {});
    }

    private void composite(String name, String rule, Consumer<PutCompositeAlarmRequest.Builder> more) {
        cloudWatch.putCompositeAlarm(put -> more.accept(put.alarmName(name).alarmRule(rule)));
    }

    private void set(String alarm, String state) {
        cloudWatch.setAlarmState(set -> set.alarmName(alarm).stateValue(state).stateReason("a test"));
    }

    private String state(String alarm) {
        return describe(alarm).stateValueAsString();
    }

    private CompositeAlarm describe(String alarm) {
        return cloudWatch
                .describeAlarms(all -> all.alarmNames(alarm).alarmTypes(AlarmType.COMPOSITE_ALARM))
                .compositeAlarms()
                .get(0);
    }

    private static List<String> names(DescribeAlarmsResponse page) {
        List<String> names = new ArrayList<>(
                page.compositeAlarms().stream().map(CompositeAlarm::alarmName).toList());
        names.addAll(page.metricAlarms().stream().map(MetricAlarm::alarmName).toList());
        return names;
    }

    /** What the topic was told, from old to new, since this was asked last. */
    private List<String> states() {
        return messages().stream().map(CompositeAlarmTest::transition).toList();
    }

    private static String transition(Message message) {
        try {
            JsonNode notice = JSON.readTree(message.body());
            return notice.path("OldStateValue").asText() + " -> "
                    + notice.path("NewStateValue").asText();
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What was told when nothing is under way any more. */
    private List<Message> messages() {
        units(0);
        List<Message> messages = sqs.receiveMessage(
                        receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
        messages.forEach(
                message -> sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle())));
        return messages;
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CloudWatchException.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
            assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
        });
    }
}
