package sh.lfc.nv.emulator.services.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Buses, rules, targets and permissions as they are kept and shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesTest {

    private static final String ARN = "arn:aws:events:us-east-1:000000000000:";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:queue";
    private static final String PATTERN = "{\"source\":[\"shop\"]}";

    private Emulator aws;
    private EventBridgeClient events;

    @BeforeAll
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        events = Clients.of(EventBridgeClient.builder(), aws);
    }

    @AfterAll
    void end() {
        events.close();
        aws.close();
    }

    @Test
    void aRuleIsShownAsItWasPut() {
        String arn = events.putRule(rule -> rule.name("shown")
                        .eventPattern(PATTERN)
                        .description("orders")
                        .tags(Tag.builder().key("Env").value("demo").build()))
                .ruleArn();

        DescribeRuleResponse shown = events.describeRule(rule -> rule.name("shown"));
        assertThat(arn).isEqualTo(ARN + "rule/shown");
        assertThat(shown.arn()).isEqualTo(arn);
        assertThat(shown.eventPattern()).isEqualTo(PATTERN);
        assertThat(shown.eventBusName()).isEqualTo("default");
        assertThat(shown.createdBy()).isEqualTo("000000000000");
        assertThat(shown.state()).isEqualTo(RuleState.ENABLED);
        assertThat(shown.description()).isEqualTo("orders");
        assertThat(events.listTagsForResource(list -> list.resourceARN(arn)).tags())
                .extracting(Tag::key)
                .containsExactly("Env");
    }

    @Test
    void aRuleThatIsPutAgainIsReplacedAndKeepsItsTargets() {
        events.putRule(rule -> rule.name("again").eventPattern(PATTERN).description("before"));
        events.putTargets(
                put -> put.rule("again").targets(target -> target.id("1").arn(QUEUE)));
        events.putRule(rule -> rule.name("again").scheduleExpression("rate(1 day)"));

        DescribeRuleResponse shown = events.describeRule(rule -> rule.name("again"));
        assertThat(shown.description()).isNull();
        assertThat(shown.eventPattern()).isNull();
        assertThat(shown.scheduleExpression()).isEqualTo("rate(1 day)");
        assertThat(events.listTargetsByRule(list -> list.rule("again")).targets())
                .extracting(Target::id)
                .containsExactly("1");
    }

    @Test
    void aRuleIsDisabledAndEnabled() {
        events.putRule(rule -> rule.name("switched").eventPattern(PATTERN));

        events.disableRule(rule -> rule.name("switched"));
        assertThat(events.describeRule(rule -> rule.name("switched")).state()).isEqualTo(RuleState.DISABLED);
        events.enableRule(rule -> rule.name("switched"));
        assertThat(events.describeRule(rule -> rule.name("switched")).state()).isEqualTo(RuleState.ENABLED);
    }

    @Test
    void rulesOfAnotherBusAreItsOwn() {
        String bus = events.createEventBus(create -> create.name("rules-bus")).eventBusArn();
        String arn = events.putRule(
                        rule -> rule.name("r").eventBusName("rules-bus").eventPattern(PATTERN))
                .ruleArn();

        assertThat(arn).isEqualTo(ARN + "rule/rules-bus/r");
        assertThat(events.listRules(list -> list.eventBusName(bus)).rules())
                .extracting(Rule::arn)
                .containsExactly(arn);
        assertThat(events.describeRule(rule -> rule.name("r").eventBusName(bus)).eventBusName())
                .isEqualTo("rules-bus");
        assertRefused(
                "ResourceNotFoundException",
                "Rule r does not exist on EventBus default.",
                () -> events.describeRule(rule -> rule.name("r")));
        assertRefused(
                "ValidationException",
                "ScheduleExpression is supported only on the default event bus.",
                () -> events.putRule(
                        rule -> rule.name("s").eventBusName("rules-bus").scheduleExpression("rate(1 minute)")));
        events.deleteRule(rule -> rule.name("r").eventBusName("rules-bus"));
        assertThat(events.listRules(list -> list.eventBusName("rules-bus")).rules())
                .isEmpty();
    }

    @Test
    void rulesAreListedInPages() {
        events.createEventBus(create -> create.name("paged"));
        for (int i = 0; i < 5; i++) {
            String name = "rule-" + i;
            events.putRule(rule -> rule.name(name).eventBusName("paged").eventPattern(PATTERN));
        }
        events.putRule(rule -> rule.name("other").eventBusName("paged").eventPattern(PATTERN));

        ListRulesResponse first = events.listRules(
                list -> list.eventBusName("paged").namePrefix("rule-").limit(3));
        ListRulesResponse second = events.listRules(
                list -> list.eventBusName("paged").namePrefix("rule-").limit(3).nextToken(first.nextToken()));

        assertThat(first.rules()).extracting(Rule::name).containsExactly("rule-0", "rule-1", "rule-2");
        assertThat(second.rules()).extracting(Rule::name).containsExactly("rule-3", "rule-4");
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void whatNoRuleCanBeIsRefused() {
        assertRefused(
                "ValidationException",
                "Parameter(s) EventPattern or ScheduleExpression must be specified.",
                () -> events.putRule(rule -> rule.name("neither")));
        assertRefused(
                "ValidationException",
                "Parameter ScheduleExpression is not valid.",
                () -> events.putRule(rule -> rule.name("wrong").scheduleExpression("rate(1 minutes)")));
        assertRefused(
                "ValidationException",
                "1 validation error detected: Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy"
                        + " regular expression pattern: [\\.\\-_A-Za-z0-9]+",
                () -> events.putRule(rule -> rule.name("a b").eventPattern(PATTERN)));
        assertRefused(
                "ResourceNotFoundException",
                "Event bus none does not exist.",
                () -> events.putRule(rule -> rule.name("r").eventBusName("none").eventPattern(PATTERN)));
    }

    @Test
    void aRuleWithTargetsIsNotDeleted() {
        events.putRule(rule -> rule.name("busy").eventPattern(PATTERN));
        events.putTargets(
                put -> put.rule("busy").targets(target -> target.id("1").arn(QUEUE)));

        assertRefused(
                "ValidationException",
                "Rule can't be deleted since it has targets.",
                () -> events.deleteRule(rule -> rule.name("busy")));
        assertThat(events.listRuleNamesByTarget(list -> list.targetArn(QUEUE)).ruleNames())
                .contains("busy");
        assertThat(events.removeTargets(remove -> remove.rule("busy").ids("1")).failedEntryCount())
                .isZero();
        events.deleteRule(rule -> rule.name("busy"));
        assertThatCode(() -> events.deleteRule(rule -> rule.name("busy"))).doesNotThrowAnyException();
    }

    @Test
    void whatNoTargetCanBeIsRefused() {
        events.putRule(rule -> rule.name("targets").eventPattern(PATTERN));

        assertRefused(
                "ResourceNotFoundException",
                "Rule none does not exist on EventBus default.",
                () -> events.putTargets(
                        put -> put.rule("none").targets(target -> target.id("1").arn(QUEUE))));
        assertRefused(
                "ValidationException",
                "Parameter queue is not valid. Reason: Provided Arn is not in correct format.",
                () -> put(Target.builder().id("1").arn("queue").build()));
        assertRefused(
                "ValidationException",
                "Parameter(s) SqsParameters must be specified for target: 1.",
                () -> put(Target.builder().id("1").arn(QUEUE + ".fifo").build()));
        assertRefused(
                "ValidationException",
                "Only one of Input, InputPath, or InputTransformer must be provided for target 1.",
                () -> put(Target.builder()
                        .id("1")
                        .arn(QUEUE)
                        .input("{}")
                        .inputPath("$.detail")
                        .build()));
        assertRefused(
                "ValidationException",
                "JSON syntax error in input for target 1: [Source: (String)\"{\"; line: 1, column: 2]",
                () -> put(Target.builder().id("1").arn(QUEUE).input("{").build()));
        assertRefused(
                "ValidationException",
                "InputTemplate for target 1 contains invalid placeholder b.",
                () -> put(Target.builder()
                        .id("1")
                        .arn(QUEUE)
                        .inputTransformer(to -> to.inputTemplate("\"<b>\"").inputPathsMap(Map.of("a", "$.id")))
                        .build()));
        assertRefused(
                "ValidationException",
                "1 validation error detected: Value '186' at 'targets.1.member.retryPolicy.maximumRetryAttempts'"
                        + " failed to satisfy constraint: Member must have value less than or equal to 185",
                () -> put(Target.builder()
                        .id("1")
                        .arn(QUEUE)
                        .retryPolicy(policy -> policy.maximumRetryAttempts(186))
                        .build()));
        assertRefused(
                "LimitExceededException",
                "The requested resource exceeds the maximum number allowed.",
                () -> put(IntStream.range(0, 6)
                        .mapToObj(i -> Target.builder().id("t" + i).arn(QUEUE).build())
                        .toArray(Target[]::new)));
        assertThat(events.listTargetsByRule(list -> list.rule("targets")).targets())
                .isEmpty();
    }

    private void put(Target... targets) {
        events.putTargets(put -> put.rule("targets").targets(targets));
    }

    @Test
    void busesAreMadeChangedAndDeleted() {
        events.createEventBus(create -> create.name("made").description("one"));

        events.updateEventBus(update -> update.name("made").description("two"));
        DescribeEventBusResponse shown = events.describeEventBus(bus -> bus.name("made"));
        assertThat(shown.arn()).isEqualTo(ARN + "event-bus/made");
        assertThat(shown.description()).isEqualTo("two");
        assertThat(shown.policy()).isNull();
        assertRefused(
                "ResourceAlreadyExistsException",
                "Event bus made already exists.",
                () -> events.createEventBus(create -> create.name("made")));
        events.putRule(rule -> rule.name("r").eventBusName("made").eventPattern(PATTERN));
        assertRefused(
                "ValidationException",
                "Event bus can't be deleted since it has rules.",
                () -> events.deleteEventBus(bus -> bus.name("made")));
        events.deleteRule(rule -> rule.name("r").eventBusName("made"));
        events.deleteEventBus(bus -> bus.name("made"));
        assertRefused(
                "ResourceNotFoundException",
                "Event bus made does not exist.",
                () -> events.describeEventBus(bus -> bus.name("made")));
        assertThatCode(() -> events.deleteEventBus(bus -> bus.name("made"))).doesNotThrowAnyException();
    }

    @Test
    void theDefaultBusIsThereAndStays() {
        assertThat(events.listEventBuses(list -> list.namePrefix("def")).eventBuses())
                .extracting(EventBus::arn)
                .containsExactly(ARN + "event-bus/default");
        assertRefused(
                "ValidationException",
                "Cannot delete event bus default.",
                () -> events.deleteEventBus(bus -> bus.name("default")));
        assertRefused(
                "ValidationException",
                "Event bus name must not contain '/'.",
                () -> events.createEventBus(create -> create.name("a/b")));
    }

    @Test
    void permissionsMakeAPolicy() {
        events.createEventBus(create -> create.name("policed"));
        events.putPermission(put -> put.eventBusName("policed")
                .action("events:PutEvents")
                .principal("111122223333")
                .statementId("one"));
        events.putPermission(put -> put.eventBusName("policed")
                .action("events:PutEvents")
                .principal("*")
                .statementId("all")
                .condition(c -> c.type("StringEquals").key("aws:PrincipalOrgID").value("o-1")));

        assertThat(policy("policed"))
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"one\",\"Effect\":\"Allow\","
                        + "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"},"
                        + "\"Action\":\"events:PutEvents\",\"Resource\":\"" + ARN + "event-bus/policed\"},"
                        + "{\"Sid\":\"all\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"events:PutEvents\","
                        + "\"Resource\":\"" + ARN + "event-bus/policed\",\"Condition\":{\"StringEquals\":"
                        + "{\"aws:PrincipalOrgID\":\"o-1\"}}}]}");
        assertRefused(
                "ResourceNotFoundException",
                "Statement with the provided id does not exist.",
                () -> events.removePermission(
                        remove -> remove.eventBusName("policed").statementId("two")));
        events.removePermission(remove -> remove.eventBusName("policed").statementId("one"));
        assertThat(policy("policed")).doesNotContain("\"one\"").contains("\"all\"");
        events.removePermission(remove -> remove.eventBusName("policed").removeAllPermissions(true));
        assertThat(policy("policed")).isNull();
        assertRefused(
                "ValidationException",
                "Provided value in parameter 'action' is not supported.",
                () -> events.putPermission(put -> put.eventBusName("policed")
                        .action("events:PutRule")
                        .principal("111122223333")
                        .statementId("two")));
    }

    private String policy(String bus) {
        return events.describeEventBus(describe -> describe.name(bus)).policy();
    }

    @Test
    void entriesThatAreNoEventsFailOneByOne() {
        PutEventsResponse answer = events.putEvents(put -> put.entries(
                entry -> entry.detailType("t").detail("{}"),
                entry -> entry.source("s").detail("{}"),
                entry -> entry.source("s").detailType("t"),
                entry -> entry.source("s").detailType("t").detail("[1]"),
                entry -> entry.source("s").detailType("t").detail("{\"a\":"),
                entry -> entry.source("aws.s3").detailType("t").detail("{}"),
                entry -> entry.source("s").detailType("t").detail("{}").eventBusName("none"),
                entry -> entry.source("s").detailType("t").detail("{}")));

        assertThat(answer.failedEntryCount()).isEqualTo(6);
        assertThat(answer.entries())
                .extracting(entry -> entry.errorCode() == null ? "ok" : entry.errorCode() + ": " + entry.errorMessage())
                .containsExactly(
                        "InvalidArgument: Parameter Source is not valid. Reason: Source is a required argument.",
                        "InvalidArgument: Parameter DetailType is not valid. Reason: DetailType is a required argument.",
                        "InvalidArgument: Parameter Detail is not valid. Reason: Detail is a required argument.",
                        "MalformedDetail: Detail is malformed.",
                        "MalformedDetail: Detail is malformed.",
                        "NotAuthorizedForSourceException: Not authorized for the source.",
                        "ok",
                        "ok");
    }

    @Test
    void tooManyAndTooLargeEntriesAreRefused() {
        assertRefused(
                "ValidationException",
                "Total size of the entries in the request is over the limit.",
                () -> events.putEvents(put -> put.entries(entry ->
                        entry.source("s").detailType("t").detail("{\"a\":\"" + "x".repeat(1024 * 1024) + "\"}"))));
        assertThatThrownBy(() -> events.putEvents(put -> put.entries(IntStream.range(0, 11)
                        .mapToObj(
                                i -> PutEventsRequestEntry.builder().source("s").build())
                        .toList())))
                .hasMessageContaining(
                        "at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10");
    }

    @Test
    void onlyWhatExistsHasTags() {
        events.putRule(rule -> rule.name("tagged").eventPattern(PATTERN));
        String arn = ARN + "rule/tagged";

        events.tagResource(tag -> tag.resourceARN(arn)
                .tags(List.of(
                        Tag.builder().key("a").value("1").build(),
                        Tag.builder().key("b").value("2").build())));
        events.untagResource(tag -> tag.resourceARN(arn).tagKeys("a"));
        assertThat(events.listTagsForResource(list -> list.resourceARN(arn)).tags())
                .extracting(Tag::value)
                .containsExactly("2");
        assertRefused(
                "ResourceNotFoundException",
                "Rule none does not exist on EventBus default.",
                () -> events.listTagsForResource(list -> list.resourceARN(ARN + "rule/none")));
        events.deleteRule(rule -> rule.name("tagged"));
        events.putRule(rule -> rule.name("tagged").eventPattern(PATTERN));
        assertThat(events.listTagsForResource(list -> list.resourceARN(arn)).tags())
                .isEmpty();
    }

    private static void assertRefused(String code, String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(EventBridgeException.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
            assertThat(refusal.statusCode()).isEqualTo(400);
        });
    }
}
