package sh.lfc.nv.emulator.authorization;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.junit.EmulatorExtension;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;

/** Narrow policies for EventBridge and Scheduler. */
@ExtendWith(EmulatorExtension.class)
class EventsAuthorizationTest {

    private static final String EVENTS = "arn:aws:events:us-east-1:000000000000:";
    private static final String PATTERN = "{\"source\":[\"shop\"]}";

    private static String allow(String statements) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}";
    }

    private static String statement(String action, String resource) {
        return "{\"Effect\": \"Allow\", \"Action\": \"" + action + "\", \"Resource\": \"" + resource + "\"}";
    }

    @Test
    void rulesAreNamedWithTheirBusUnlessItIsTheDefault(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        accounts.root(EventBridgeClient.builder()).createEventBus(create -> create.name("shop"));
        EventBridgeClient events = accounts.role(
                EventBridgeClient.builder(),
                "ruler",
                allow(statement("events:PutRule", EVENTS + "rule/shop/*") + ","
                        + statement("events:PutRule", EVENTS + "rule/mine") + ","
                        + statement("events:PutTargets", EVENTS + "rule/mine")));

        assertThatCode(() -> events.putRule(
                        rule -> rule.name("any").eventBusName("shop").eventPattern(PATTERN)))
                .doesNotThrowAnyException();
        assertThatCode(() -> events.putRule(rule -> rule.name("mine").eventPattern(PATTERN)))
                .doesNotThrowAnyException();
        assertThatCode(() -> events.putRule(rule -> rule.name("mine")
                        .eventBusName(EVENTS + "event-bus/default")
                        .eventPattern(PATTERN)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> events.putRule(rule -> rule.name("any").eventPattern(PATTERN)))
                .hasMessageContaining("is not authorized to perform: events:PutRule on resource: " + EVENTS
                        + "rule/any because no identity-based policy allows the events:PutRule action");
        assertThatThrownBy(() -> events.putTargets(put -> put.rule("mine").targets(target -> target.id("1")
                        .arn("arn:aws:sqs:us-east-1:000000000000:q")
                        .roleArn("arn:aws:iam::000000000000:role/any"))))
                .hasMessageContaining("is not authorized to perform: iam:PassRole on resource:"
                        + " arn:aws:iam::000000000000:role/any");
    }

    @Test
    void eachEntryOfEventsNeedsItsBus(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        accounts.root(EventBridgeClient.builder()).createEventBus(create -> create.name("put"));
        EventBridgeClient events = accounts.role(
                EventBridgeClient.builder(), "putter", allow(statement("events:PutEvents", EVENTS + "event-bus/put")));

        assertThatCode(() -> events.putEvents(put -> put.entries(
                        one -> one.source("s").detailType("t").detail("{}").eventBusName("put"),
                        two -> two.source("s").detailType("t").detail("{}").eventBusName(EVENTS + "event-bus/put"))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> events.putEvents(put -> put.entries(
                        one -> one.source("s").detailType("t").detail("{}").eventBusName("put"),
                        two -> two.source("s").detailType("t").detail("{}"))))
                .hasMessageContaining(
                        "is not authorized to perform: events:PutEvents on resource: " + EVENTS + "event-bus/default");
    }

    @Test
    void schedulesAreNamedWithTheirGroup(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        accounts.root(IamClient.builder()).createRole(role -> role.roleName("runs")
                .assumeRolePolicyDocument(allow("{\"Effect\": \"Allow\", \"Principal\": {\"Service\":"
                        + " \"scheduler.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}")));
        String group = "arn:aws:scheduler:us-east-1:000000000000:schedule/default/";
        SchedulerClient scheduler = accounts.role(
                SchedulerClient.builder(),
                "planner",
                allow(statement("scheduler:CreateSchedule", group + "*") + ","
                        + "{\"Effect\": \"Allow\", \"Action\": \"iam:PassRole\", \"Resource\": \"*\", \"Condition\":"
                        + " {\"StringEquals\": {\"iam:PassedToService\": \"scheduler.amazonaws.com\"}}}"));

        assertThatCode(() -> create(scheduler, null)).doesNotThrowAnyException();
        assertThatThrownBy(() -> create(scheduler, "other"))
                .hasMessageContaining("is not authorized to perform: scheduler:CreateSchedule on resource:"
                        + " arn:aws:scheduler:us-east-1:000000000000:schedule/other/hourly");
        assertThatThrownBy(() -> scheduler.getSchedule(get -> get.name("hourly")))
                .hasMessageContaining("scheduler:GetSchedule on resource: " + group + "hourly");
    }

    private static void create(SchedulerClient scheduler, String group) {
        scheduler.createSchedule(schedule -> schedule.name("hourly")
                .groupName(group)
                .scheduleExpression("rate(1 hour)")
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(target -> target.arn("arn:aws:sqs:us-east-1:000000000000:q")
                        .roleArn("arn:aws:iam::000000000000:role/runs")));
    }
}
