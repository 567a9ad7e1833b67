package sh.lfc.nv.emulator.services.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import sh.lfc.nv.emulator.services.Clients;
import sh.lfc.nv.emulator.services.eventbridge.EventAccount;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Schedules that invoke their targets, in simulated time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScheduleRunsTest {

    private static final String ROLE = "arn:aws:iam::000000000000:role/scheduler";
    private static final String POOR_ROLE = "arn:aws:iam::000000000000:role/poor";

    private EventAccount account;
    private SchedulerClient scheduler;

    @BeforeAll
    void start() throws IOException {
        account = new EventAccount();
        scheduler = Clients.of(SchedulerClient.builder(), account.aws);
        role("scheduler", "\"sqs:SendMessage\",\"sns:Publish\",\"events:PutEvents\"", "*");
        role("poor", "\"sqs:SendMessage\"", EventAccount.queueArn("poor-letters"));
    }

    private void role(String name, String actions, String resource) {
        try (IamClient iam = Clients.of(IamClient.builder(), account.aws)) {
            iam.createRole(
                    role -> role.roleName(name)
                            .assumeRolePolicyDocument(
                                    """
                            {"Version": "2012-10-17", "Statement": [
                              {"Effect": "Allow", "Principal": {"Service": "scheduler.amazonaws.com"},
                               "Action": "sts:AssumeRole", "Condition": {"StringEquals": {
                                 "aws:SourceAccount": "000000000000",
                                 "aws:SourceArn": "arn:aws:scheduler:us-east-1:000000000000:schedule-group/default"}}}]}"""));
            iam.putRolePolicy(put -> put.roleName(name)
                    .policyName(name)
                    .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":["
                            + actions + "],\"Resource\":\"" + resource + "\"}]}"));
        }
    }

    @AfterAll
    void end() {
        scheduler.close();
        account.close();
    }

    /** A schedule that sends the time of each invocation to a queue of its own name. */
    private void create(String name, String expression, Consumer<CreateScheduleRequest.Builder> more) {
        String queue = account.closedQueue(name);
        CreateScheduleRequest.Builder request = CreateScheduleRequest.builder()
                .name(name)
                .scheduleExpression(expression)
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(target -> target.arn(queue).roleArn(ROLE).input("<aws.scheduler.scheduled-time>"));
        more.accept(request);
        scheduler.createSchedule(request.build());
    }

    private void advance(Duration by) {
        account.aws.clock().advance(by);
    }

    private Instant now() {
        return account.aws.clock().instant();
    }

    private List<Instant> times(String queue) {
        return account.messages(queue).stream()
                .map(message -> Instant.parse(message.body()))
                .sorted()
                .toList();
    }

    @Test
    void aOneTimeScheduleIsDueAtItsZonesTimeAndGoneAfterwards() {
        ZoneId zone = ZoneId.of("Asia/Kolkata");
        ZonedDateTime due = now().atZone(zone).plusDays(3).with(LocalTime.of(9, 30));
        create(
                "once",
                "at(" + due.toLocalDateTime().truncatedTo(ChronoUnit.SECONDS) + ":00)",
                schedule -> schedule.scheduleExpressionTimezone("Asia/Kolkata")
                        .actionAfterCompletion(ActionAfterCompletion.DELETE));
        create(
                "once-kept",
                "at(" + due.toLocalDateTime().truncatedTo(ChronoUnit.SECONDS) + ":00)",
                schedule -> schedule.scheduleExpressionTimezone("Asia/Kolkata"));

        advance(Duration.between(now(), due.toInstant()).minusSeconds(1));
        assertThat(times("once")).isEmpty();
        advance(Duration.ofDays(5));

        assertThat(times("once")).containsExactly(due.toInstant());
        assertThatThrownBy(() -> scheduler.getSchedule(get -> get.name("once")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(scheduler.getSchedule(get -> get.name("once-kept")).state()).isEqualTo(ScheduleState.ENABLED);
    }

    @Test
    void aDailyScheduleIsDueAtItsZonesTime() {
        ZoneId zone = ZoneId.of("Asia/Tokyo");
        ZonedDateTime today = now().atZone(zone).with(LocalTime.of(8, 15)).truncatedTo(ChronoUnit.MINUTES);
        Instant first = (today.toInstant().isAfter(now()) ? today : today.plusDays(1)).toInstant();
        create("morning", "cron(15 8 * * ? *)", schedule -> schedule.scheduleExpressionTimezone("Asia/Tokyo"));

        advance(Duration.ofDays(2));

        assertThat(times("morning")).containsExactly(first, first.plus(1, ChronoUnit.DAYS));
    }

    @Test
    void aRateInvokesItsTargetAtOnceUnlessItHasAStart() {
        Instant begin = now().truncatedTo(ChronoUnit.SECONDS);
        create("rated", "rate(5 minutes)", any -> {});
        create("started", "rate(5 minutes)", schedule -> schedule.startDate(begin.plus(7, ChronoUnit.MINUTES))
                .endDate(begin.plus(17, ChronoUnit.MINUTES)));

        advance(Duration.ofMinutes(11));
        assertThat(times("rated"))
                .containsExactly(begin, begin.plus(5, ChronoUnit.MINUTES), begin.plus(10, ChronoUnit.MINUTES));
        scheduler.deleteSchedule(delete -> delete.name("rated"));
        advance(Duration.ofHours(1));

        assertThat(times("rated")).isEmpty();
        assertThat(times("started"))
                .containsExactly(
                        begin.plus(7, ChronoUnit.MINUTES),
                        begin.plus(12, ChronoUnit.MINUTES),
                        begin.plus(17, ChronoUnit.MINUTES));
    }

    @Test
    void aScheduleThatEndsIsGoneIfItIsMeantTo() {
        create("ends", "rate(1 hour)", schedule -> schedule.endDate(now().plus(90, ChronoUnit.MINUTES))
                .actionAfterCompletion(ActionAfterCompletion.DELETE));

        advance(Duration.ofHours(3));

        assertThat(account.messages("ends")).hasSize(2);
        assertThatThrownBy(() -> scheduler.getSchedule(get -> get.name("ends")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aDisabledScheduleWaits() {
        create("disabled", "rate(1 minute)", schedule -> schedule.state(ScheduleState.DISABLED));

        advance(Duration.ofMinutes(10));

        assertThat(account.messages("disabled")).isEmpty();
    }

    @Test
    void aFlexibleWindowHoldsTheInvocation() {
        Instant due = now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(36));
        create("flexible", "cron(0 12 * * ? *)", schedule -> schedule.startDate(due.minusSeconds(60))
                .flexibleTimeWindow(
                        window -> window.mode(FlexibleTimeWindowMode.FLEXIBLE).maximumWindowInMinutes(60)));

        advance(Duration.between(now(), due));
        int early = account.messages("flexible").size();
        advance(Duration.ofMinutes(60));
        List<Message> late = account.messages("flexible");

        assertThat(early + late.size()).isEqualTo(1);
        late.forEach(message -> assertThat(message.body()).isEqualTo(due.toString()));
    }

    @Test
    void inputsTellOfTheInvocation() {
        create(
                "tells",
                "rate(1 day)",
                schedule -> schedule.target(
                        target -> target.arn(EventAccount.queueArn("tells"))
                                .roleArn(ROLE)
                                .input(
                                        "<aws.scheduler.schedule-arn> <aws.scheduler.attempt-number> <aws.scheduler.execution-id>")));
        create(
                "default-input",
                "rate(1 day)",
                schedule -> schedule.target(target ->
                        target.arn(EventAccount.queueArn("default-input")).roleArn(ROLE)));

        assertThat(account.messages("tells")).singleElement().satisfies(message -> assertThat(message.body())
                .matches("arn:aws:scheduler:us-east-1:000000000000:schedule/default/tells 1 [0-9a-f]{16}"));
        JsonNode notification = json(account.messages("default-input").get(0).body());
        assertThat(notification.path("source").asText()).isEqualTo("aws.scheduler");
        assertThat(notification.path("detail-type").asText()).isEqualTo("Scheduled Event");
        assertThat(notification.path("detail").asText()).isEqualTo("{}");
        assertThat(notification.path("resources").get(0).asText())
                .isEqualTo("arn:aws:scheduler:us-east-1:000000000000:schedule/default/default-input");
    }

    private static JsonNode json(String text) {
        try {
            return EventAccount.JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRoleWithoutThePermissionMakesADeadLetterOnceTheRetriesAreUsedUp() {
        account.closedQueue("poor-letters");
        create(
                "poor",
                "rate(1 day)",
                schedule -> schedule.target(target -> target.arn(EventAccount.queueArn("poor"))
                        .roleArn(POOR_ROLE)
                        .input("hello")
                        .retryPolicy(policy -> policy.maximumRetryAttempts(2))
                        .deadLetterConfig(to -> to.arn(EventAccount.queueArn("poor-letters")))));

        assertThat(account.messages("poor-letters")).isEmpty();
        advance(Duration.ofMinutes(5));

        Message letter = account.messages("poor-letters").get(0);
        Map<String, String> attributes = new TreeMap<>();
        letter.messageAttributes().forEach((name, value) -> attributes.put(name, value.stringValue()));
        assertThat(attributes)
                .containsEntry("SCHEDULE_ARN", "arn:aws:scheduler:us-east-1:000000000000:schedule/default/poor")
                .containsEntry("TARGET_ARN", EventAccount.queueArn("poor"))
                .containsEntry("RETRY_ATTEMPTS", "2")
                .containsEntry("EXHAUSTED_RETRY_CONDITION", "MaximumRetryAttempts")
                .containsEntry("IS_PAYLOAD_TRUNCATED", "false")
                .containsKeys("EXECUTION_ID", "SCHEDULED_TIME", "ERROR_CODE");
        assertThat(attributes.get("ERROR_MESSAGE"))
                .contains("assumed-role/poor/")
                .contains(
                        "is not authorized to perform: sqs:sendmessage on resource: " + EventAccount.queueArn("poor"));
        assertThat(json(letter.body()).path("MessageBody").asText()).isEqualTo("hello");
        assertThat(json(letter.body()).path("QueueUrl").asText())
                .isEqualTo("https://sqs.us-east-1.amazonaws.com/000000000000/poor");
        Map<String, String> group = Map.of("ScheduleGroup", "default");
        assertThat(account.sum("AWS/Scheduler", "InvocationDroppedCount", group))
                .isEqualTo(1);
        assertThat(account.sum("AWS/Scheduler", "InvocationsSentToDeadLetterCount", group))
                .isEqualTo(1);
        assertThat(account.sum("AWS/Scheduler", "TargetErrorCount", group)).isEqualTo(3);
    }

    @Test
    void topicsAndEventBusesAreTargetsToo() {
        try (SnsClient sns = Clients.of(SnsClient.builder(), account.aws)) {
            String topic = sns.createTopic(create -> create.name("scheduled")).topicArn();
            account.sqs.createQueue(create -> create.queueName("from-topic")
                    .attributes(Map.of(
                            QueueAttributeName.POLICY,
                            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                                    + "[\"sns.amazonaws.com\",\"events.amazonaws.com\"]},"
                                    + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}]}")));
            sns.subscribe(subscribe -> subscribe
                    .topicArn(topic)
                    .protocol("sqs")
                    .endpoint(EventAccount.queueArn("from-topic"))
                    .attributes(Map.of("RawMessageDelivery", "true")));
            account.events.putRule(rule -> rule.name("from-schedule").eventPattern("{\"source\":[\"my.schedule\"]}"));
            account.events.putTargets(put -> put.rule("from-schedule").targets(target -> target.id("1")
                    .arn(EventAccount.queueArn("from-topic"))
                    .inputPath("$.detail")));

            createFor("to-topic", target -> target.arn(topic).input("to the topic"));
            createFor("to-bus", target -> target.arn("arn:aws:events:us-east-1:000000000000:event-bus/default")
                    .input("{\"to\":\"bus\"}")
                    .eventBridgeParameters(event -> event.source("my.schedule").detailType("tick")));

            assertThat(account.messages("from-topic"))
                    .extracting(Message::body)
                    .containsExactlyInAnyOrder("to the topic", "{\"to\":\"bus\"}");
        }
    }

    private void createFor(String name, Consumer<Target.Builder> target) {
        create(name, "rate(1 day)", schedule -> schedule.target(given -> target.accept(given.roleArn(ROLE))));
    }
}
