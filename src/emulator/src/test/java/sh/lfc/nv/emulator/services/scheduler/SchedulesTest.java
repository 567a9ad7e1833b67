package sh.lfc.nv.emulator.services.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupState;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupSummary;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.SchedulerException;
import software.amazon.awssdk.services.scheduler.model.Tag;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

/** Schedules and their groups as they are kept and shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchedulesTest {

    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:queue";
    private static final String ROLE = "arn:aws:iam::000000000000:role/scheduler";

    private Emulator aws;
    private SchedulerClient scheduler;

    @BeforeAll
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        scheduler = Clients.of(SchedulerClient.builder(), aws);
        try (IamClient iam = Clients.of(IamClient.builder(), aws)) {
            iam.createRole(role -> role.roleName("scheduler").assumeRolePolicyDocument(trust("scheduler")));
            iam.createRole(role -> role.roleName("lambda").assumeRolePolicyDocument(trust("lambda")));
        }
    }

    @AfterAll
    void end() {
        scheduler.close();
        aws.close();
    }

    private static String trust(String service) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + ".amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    private void create(String name, Consumer<CreateScheduleRequest.Builder> more) {
        CreateScheduleRequest.Builder request = CreateScheduleRequest.builder()
                .name(name)
                .scheduleExpression("rate(1 hour)")
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(target -> target.arn(QUEUE).roleArn(ROLE));
        more.accept(request);
        scheduler.createSchedule(request.build());
    }

    private static void assertRefused(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ValidationException.class, refusal -> assertThat(
                        refusal.awsErrorDetails().errorMessage())
                .isEqualTo(message));
    }

    @Test
    void aScheduleIsShownWithItsDefaults() {
        create("shown", schedule -> schedule.description("hourly"));

        GetScheduleResponse shown = scheduler.getSchedule(get -> get.name("shown"));
        assertThat(shown.arn()).isEqualTo("arn:aws:scheduler:us-east-1:000000000000:schedule/default/shown");
        assertThat(shown.groupName()).isEqualTo("default");
        assertThat(shown.state()).isEqualTo(ScheduleState.ENABLED);
        assertThat(shown.scheduleExpressionTimezone()).isEqualTo("UTC");
        assertThat(shown.actionAfterCompletion()).isEqualTo(ActionAfterCompletion.NONE);
        assertThat(shown.description()).isEqualTo("hourly");
        assertThat(shown.target().retryPolicy().maximumRetryAttempts()).isEqualTo(185);
        assertThat(shown.target().retryPolicy().maximumEventAgeInSeconds()).isEqualTo(86400);
        assertThat(shown.creationDate()).isNotNull().isEqualTo(shown.lastModificationDate());
    }

    /** JSON's numbers may then have an exponent. */
    @Test
    void aDateThatIsARoundNumberOfSecondsIsKept() {
        Instant start = Instant.ofEpochSecond(4_000_000_000L);
        create("round", schedule -> schedule.startDate(start).endDate(start.plusSeconds(1_000_000)));

        assertThat(scheduler.getSchedule(get -> get.name("round")).startDate()).isEqualTo(start);
        assertThat(scheduler.getSchedule(get -> get.name("round")).endDate()).isEqualTo(start.plusSeconds(1_000_000));
    }

    @Test
    void anUpdateReplacesEverything() {
        create("updated", schedule -> schedule.description("before").state(ScheduleState.DISABLED));

        scheduler.updateSchedule(update -> update.name("updated")
                .scheduleExpression("cron(0 12 * * ? *)")
                .scheduleExpressionTimezone("Europe/Berlin")
                .flexibleTimeWindow(
                        window -> window.mode(FlexibleTimeWindowMode.FLEXIBLE).maximumWindowInMinutes(15))
                .target(target -> target.arn(QUEUE).roleArn(ROLE).input("hello")));

        GetScheduleResponse shown = scheduler.getSchedule(get -> get.name("updated"));
        assertThat(shown.description()).isNull();
        assertThat(shown.state()).isEqualTo(ScheduleState.ENABLED);
        assertThat(shown.scheduleExpression()).isEqualTo("cron(0 12 * * ? *)");
        assertThat(shown.scheduleExpressionTimezone()).isEqualTo("Europe/Berlin");
        assertThat(shown.flexibleTimeWindow().maximumWindowInMinutes()).isEqualTo(15);
        assertThat(shown.target().input()).isEqualTo("hello");
    }

    @Test
    void namesAreUniqueInTheirGroups() {
        scheduler.createScheduleGroup(group -> group.name("one"));
        create("same", any -> {});
        create("same", schedule -> schedule.groupName("one"));

        assertThatThrownBy(() -> create("same", any -> {}))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("Schedule same already exists.");
        assertThatThrownBy(() -> create("same", schedule -> schedule.groupName("none")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Schedule group none does not exist.");
        scheduler.deleteSchedule(delete -> delete.name("same"));
        assertThatThrownBy(() -> scheduler.getSchedule(get -> get.name("same")))
                .isInstanceOfSatisfying(SchedulerException.class, refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(404);
                    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Schedule same does not exist.");
                });
        assertThatCode(() -> scheduler.getSchedule(get -> get.name("same").groupName("one")))
                .doesNotThrowAnyException();
    }

    @Test
    void aRequestThatIsSentTwiceMakesOneSchedule() {
        create("twice", schedule -> schedule.clientToken("token"));

        assertThatCode(() -> create("twice", schedule -> schedule.clientToken("token")))
                .doesNotThrowAnyException();
    }

    @Test
    void schedulesAreListedByGroupPrefixAndState() {
        scheduler.createScheduleGroup(group -> group.name("listed"));
        for (String name : new String[] {"a-1", "a-2", "b-1"}) {
            create(name, schedule -> schedule.groupName("listed")
                    .state(name.equals("a-2") ? ScheduleState.DISABLED : ScheduleState.ENABLED));
        }

        ListSchedulesResponse first =
                scheduler.listSchedules(list -> list.groupName("listed").maxResults(2));
        ListSchedulesResponse second = scheduler.listSchedules(
                list -> list.groupName("listed").maxResults(2).nextToken(first.nextToken()));
        assertThat(first.schedules()).extracting(ScheduleSummary::name).containsExactly("a-1", "a-2");
        assertThat(second.schedules()).extracting(ScheduleSummary::name).containsExactly("b-1");
        assertThat(second.nextToken()).isNull();
        assertThat(scheduler
                        .listSchedules(list -> list.groupName("listed").namePrefix("a-"))
                        .schedules())
                .hasSize(2);
        assertThat(scheduler
                        .listSchedules(list -> list.groupName("listed").state(ScheduleState.DISABLED))
                        .schedules())
                .singleElement()
                .satisfies(only -> assertThat(only.target().arn()).isEqualTo(QUEUE));
        assertThat(scheduler.listSchedules(list -> {}).schedules()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aGroupTakesItsSchedulesAlong() {
        String arn = scheduler
                .createScheduleGroup(group -> group.name("left")
                        .tags(Tag.builder().key("Env").value("demo").build()))
                .scheduleGroupArn();
        create("gone", schedule -> schedule.groupName("left"));

        assertThat(arn).isEqualTo("arn:aws:scheduler:us-east-1:000000000000:schedule-group/left");
        assertThat(scheduler.getScheduleGroup(get -> get.name("left")).state()).isEqualTo(ScheduleGroupState.ACTIVE);
        assertThat(scheduler.listScheduleGroups(list -> list.namePrefix("le")).scheduleGroups())
                .extracting(ScheduleGroupSummary::name)
                .containsExactly("left");
        assertThat(scheduler.listTagsForResource(list -> list.resourceArn(arn)).tags())
                .extracting(Tag::value)
                .containsExactly("demo");
        scheduler.tagResource(tag ->
                tag.resourceArn(arn).tags(Tag.builder().key("Team").value("x").build()));
        scheduler.untagResource(tag -> tag.resourceArn(arn).tagKeys("Env"));
        assertThat(scheduler.listTagsForResource(list -> list.resourceArn(arn)).tags())
                .extracting(Tag::key)
                .containsExactly("Team");
        scheduler.deleteScheduleGroup(group -> group.name("left"));
        assertThatThrownBy(() -> scheduler.getScheduleGroup(get -> get.name("left")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> scheduler.listSchedules(list -> list.groupName("left")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> scheduler.createScheduleGroup(group -> group.name("default")))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> scheduler.deleteScheduleGroup(group -> group.name("default")))
                .isInstanceOf(ValidationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cron(0 1 * * * *)",
                "rate(10 seconds)",
                "rate( 10 minutes )",
                "rate(0 minutes)",
                "at(2021-12-31T23:59:59Z)",
                "at(2020-12-31T23:59:59)"
            })
    void anExpressionThatIsNoneIsRefused(String expression) {
        assertRefused(
                "Invalid Schedule Expression " + expression + ".",
                () -> create("wrong", schedule -> schedule.scheduleExpression(expression)));
    }

    @Test
    void whatNoScheduleCanBeIsRefused() {
        Instant now = aws.clock().instant();
        assertRefused(
                "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
                () -> create(
                        "wrong",
                        schedule -> schedule.target(
                                target -> target.arn(QUEUE).roleArn("arn:aws:iam::000000000000:role/lambda"))));
        assertRefused(
                "1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy"
                        + " regular expression pattern: [0-9a-zA-Z-_.]+",
                () -> create("a b", any -> {}));
        assertRefused(
                "The StartDate you specify cannot be earlier than 5 minutes ago.",
                () -> create("wrong", schedule -> schedule.startDate(now.minus(6, ChronoUnit.MINUTES))));
        assertThatCode(() -> create("late", schedule -> schedule.startDate(now.minus(4, ChronoUnit.MINUTES))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> create("wrong", schedule -> schedule.startDate(now.plus(Duration.ofDays(2)))
                        .endDate(now.plus(Duration.ofDays(1)))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("must come before the EndDate");
        assertThatThrownBy(() -> create("wrong", schedule -> schedule.scheduleExpressionTimezone("Mars/Base")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("Mars/Base");
        assertThatThrownBy(() -> create(
                        "wrong",
                        schedule ->
                                schedule.flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.FLEXIBLE))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("MaximumWindowInMinutes");
        assertThatThrownBy(() -> create(
                        "wrong",
                        schedule -> schedule.target(
                                target -> target.arn(QUEUE + ".fifo").roleArn(ROLE))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("MessageGroupId");
        assertThatThrownBy(() -> create(
                        "wrong",
                        schedule ->
                                schedule.target(target -> target.arn("arn:aws:lambda:us-east-1:000000000000:function:f")
                                        .roleArn(ROLE)
                                        .input("{"))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("well-formed JSON");
    }

    @Test
    void targetsThatAreNotHereAreNamed() {
        for (String arn : new String[] {
            "arn:aws:scheduler:::aws-sdk:s3:deleteBucket", "arn:aws:states:us-east-1:000000000000:stateMachine:s"
        }) {
            assertThatThrownBy(() -> create(
                            "wrong",
                            schedule ->
                                    schedule.target(target -> target.arn(arn).roleArn(ROLE))))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining(arn)
                    .hasMessageContaining("not supported here");
        }
    }
}
