package sh.lfc.nv.emulator.services.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What targets get of events, and what becomes of what they do not get. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RuleTargetsTest {

    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sts:AssumeRole"}]}""";
    private static final String DETAIL = "{\"id\":7,\"price\":1.50,\"open\":true,\"name\":\"a \\\"b\\\"\","
            + "\"items\":[{\"sku\":\"x\"},{\"sku\":\"y\"}],\"to\":{\"city\":\"Rome\"}}";

    private EventAccount account;

    @BeforeAll
    void start() throws IOException {
        account = new EventAccount();
    }

    @AfterAll
    void end() {
        account.close();
    }

    /** A rule for events from a source of its own name. */
    private void rule(String name, Target.Builder... targets) {
        account.events.putRule(rule -> rule.name(name).eventPattern("{\"source\":[\"" + name + "\"]}"));
        List<Target> identified = IntStream.range(0, targets.length)
                .mapToObj(i -> targets[i].id("t" + i).build())
                .toList();
        account.events.putTargets(put -> put.rule(name).targets(identified));
    }

    @Test
    void aTargetGetsTheWholeEvent() {
        rule("whole", Target.builder().arn(account.queue("whole", "whole")));

        account.put("whole", "order", DETAIL);
        account.put("other", "order", DETAIL);

        assertThat(account.bodies("whole")).singleElement().satisfies(event -> {
            assertThat(event.path("source").asText()).isEqualTo("whole");
            assertThat(event.path("detail-type").asText()).isEqualTo("order");
            assertThat(event.path("id").asText()).hasSize(36);
            assertThat(event.path("resources").isEmpty()).isTrue();
            assertThat(event.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
            assertThat(event.path("detail")).isEqualTo(EventAccount.read(DETAIL));
        });
        assertThat(account.ofRule("MatchedEvents", "whole")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                "$.detail.to           | {\"city\":\"Rome\"}",
                "$.detail.to.city      | \"Rome\"",
                "$.detail['name']      | \"a \\\"b\\\"\"",
                "$.detail.items[1].sku | \"y\"",
                "$.detail.items[*].sku | [\"x\",\"y\"]",
                "$.detail.price        | 1.50",
                "$.detail.none         | null",
                "$.source              | \"path\"",
            })
    void aTargetGetsAPart(String path, String expected) {
        rule("path", Target.builder().arn(account.queue("path", "path")).inputPath(path));

        account.put("path", "order", DETAIL);

        assertThat(account.messages("path")).extracting(Message::body).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0000',
            value = {
                // A text, with a variable that the event lacks.
                "\"order <id> to <city><none>\"    | \"order 7 to Rome\"",
                // Values of their own kinds; what is nothing is empty.
                "{\"id\": <id>, \"open\": <open>, \"all\": [1, <city>], \"none\": <none>}"
                        + " | {\"id\":7,\"open\":true,\"all\":[1,\"Rome\"],\"none\":\"\"}",
                // Inside of quotes, objects lose theirs.
                "{\"text\": \"<id> in <city>, <to>\"} | {\"text\":\"7 in Rome, {city:Rome}\"}",
                "{\"to\": <to>, \"skus\": <skus>}  | {\"to\":{\"city\":\"Rome\"},\"skus\":[\"x\",\"y\"]}",
                "{\"said\": \"\\\"<city>\\\"\"}    | {\"said\":\"\\\"Rome\\\"\"}",
                "{\"rule\": <aws.events.rule-name>, \"arn\": \"<aws.events.rule-arn>\"}"
                        + " | {\"rule\":\"made\",\"arn\":\"arn:aws:events:us-east-1:000000000000:rule/made\"}",
            })
    void aTargetGetsWhatATemplateMakes(String template, String expected) {
        InputTransformer transformer = InputTransformer.builder()
                .inputPathsMap(Map.of(
                        "id", "$.detail.id",
                        "open", "$.detail.open",
                        "city", "$.detail.to.city",
                        "to", "$.detail.to",
                        "skus", "$.detail.items[*].sku",
                        "none", "$.detail.none"))
                .inputTemplate(template)
                .build();
        rule("made", Target.builder().arn(account.queue("made", "made")).inputTransformer(transformer));

        account.put("made", "order", DETAIL);

        assertThat(account.messages("made")).extracting(Message::body).containsExactly(expected);
    }

    @Test
    void aTemplateMayHoldTheEventItself() {
        rule(
                "holds",
                Target.builder()
                        .arn(account.queue("holds", "holds"))
                        .inputTransformer(to ->
                                to.inputTemplate("{\"all\": <aws.events.event.json>, \"without\": <aws.events.event>,"
                                        + " \"at\": <aws.events.event.ingestion-time>}")));

        account.put("holds", "order", "{\"a\":1}");

        JsonNode input = account.bodies("holds").get(0);
        assertThat(input.at("/all/detail/a").asInt()).isEqualTo(1);
        assertThat(input.at("/without/source").asText()).isEqualTo("holds");
        assertThat(input.path("without").has("detail")).isFalse();
        assertThat(input.path("at").asText())
                .isEqualTo(account.aws.clock().instant().toString());
    }

    @Test
    void aTargetMayGetSomethingElse() {
        rule(
                "constant",
                Target.builder().arn(account.queue("constant", "constant")).input("{\"a\": 1}"));

        account.put("constant", "order", DETAIL);

        assertThat(account.messages("constant")).extracting(Message::body).containsExactly("{\"a\": 1}");
    }

    @Test
    void withoutAPermissionThereIsAFailedInvocationAndADeadLetter() {
        String letters = account.queue("letters", "shut-out");
        String closed = account.closedQueue("closed");
        rule("shut-out", Target.builder().arn(closed).deadLetterConfig(to -> to.arn(letters)));

        account.put("shut-out", "order", DETAIL);

        Message letter = account.messages("letters").get(0);
        assertThat(EventAccount.read(letter.body()).path("detail")).isEqualTo(EventAccount.read(DETAIL));
        assertThat(attributes(letter))
                .containsEntry("RULE_ARN", EventAccount.ruleArn("shut-out"))
                .containsEntry("TARGET_ARN", closed)
                .containsEntry("ERROR_CODE", "NO_PERMISSIONS")
                .containsEntry("RETRY_ATTEMPTS", "0")
                .doesNotContainKey("EXHAUSTED_RETRY_CONDITION");
        assertThat(account.messages("closed")).isEmpty();
        assertThat(account.ofRule("FailedInvocations", "shut-out")).isEqualTo(1);
        assertThat(account.ofRule("Invocations", "shut-out")).isEqualTo(1);
        assertThat(account.ofRule("InvocationsSentToDlq", "shut-out")).isEqualTo(1);
    }

    @Test
    void aTargetThatIsNotThereIsToldOfToo() {
        String letters = account.queue("gone-letters", "gone");
        account.queue("gone", "gone");
        String url = account.sqs.getQueueUrl(get -> get.queueName("gone")).queueUrl();
        rule(
                "gone",
                Target.builder().arn(EventAccount.queueArn("gone")).deadLetterConfig(to -> to.arn(letters)),
                Target.builder()
                        .arn("arn:aws:states:us-east-1:000000000000:stateMachine:none")
                        .deadLetterConfig(to -> to.arn(account.closedQueue("closed-letters"))));
        account.sqs.deleteQueue(delete -> delete.queueUrl(url));

        account.put("gone", "order", DETAIL);

        assertThat(attributes(account.messages("gone-letters").get(0))).containsEntry("ERROR_CODE", "NO_RESOURCE");
        assertThat(account.ofRule("InvocationsFailedToBeSentToDlq", "gone")).isEqualTo(1);
    }

    private static Map<String, String> attributes(Message message) {
        Map<String, String> attributes = new TreeMap<>();
        message.messageAttributes().forEach((name, value) -> attributes.put(name, value.stringValue()));
        return attributes;
    }

    @Test
    void aRoleOpensWhatAPolicyDoesNot() {
        String closed = account.closedQueue("by-role");
        try (IamClient iam = Clients.of(IamClient.builder(), account.aws)) {
            iam.createRole(role -> role.roleName("sends").assumeRolePolicyDocument(TRUST));
            iam.putRolePolicy(put -> put.roleName("sends")
                    .policyName("sends")
                    .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Action\":\"sqs:SendMessage\",\"Resource\":\"" + closed + "\"}]}"));
        }
        rule(
                "by-role",
                Target.builder().arn(closed).roleArn("arn:aws:iam::000000000000:role/sends"),
                Target.builder().arn(closed).roleArn("arn:aws:iam::000000000000:role/none"));

        account.put("by-role", "order", DETAIL);

        assertThat(account.messages("by-role")).hasSize(1);
        assertThat(account.ofRule("FailedInvocations", "by-role")).isEqualTo(1);
    }

    @Test
    void fifoQueuesGetTheirGroup() {
        account.sqs.createQueue(create -> create.queueName("orders.fifo")
                .attributes(Map.of(
                        QueueAttributeName.FIFO_QUEUE,
                        "true",
                        QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                        "true",
                        QueueAttributeName.POLICY,
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                                + "{\"Service\":\"events.amazonaws.com\"},\"Action\":\"sqs:SendMessage\","
                                + "\"Resource\":\"*\"}]}")));
        rule(
                "fifo",
                Target.builder()
                        .arn(EventAccount.queueArn("orders.fifo"))
                        .sqsParameters(sqs -> sqs.messageGroupId("orders")));

        account.put("fifo", "order", DETAIL);

        assertThat(account.messages("orders.fifo")).hasSize(1);
    }

    @Test
    void topicsPublishOnlyWhatTheirPolicyLetsIn() {
        try (SnsClient sns = Clients.of(SnsClient.builder(), account.aws)) {
            String topic = sns.createTopic(create -> create.name("events")).topicArn();
            account.sqs.createQueue(create -> create.queueName("subscribed")
                    .attributes(Map.of(
                            QueueAttributeName.POLICY,
                            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                                    + "{\"Service\":\"sns.amazonaws.com\"},\"Action\":\"sqs:SendMessage\","
                                    + "\"Resource\":\"*\"}]}")));
            sns.subscribe(subscribe -> subscribe
                    .topicArn(topic)
                    .protocol("sqs")
                    .endpoint(EventAccount.queueArn("subscribed"))
                    .attributes(Map.of("RawMessageDelivery", "true")));
            rule("topic", Target.builder().arn(topic).input("\"hello\""));

            account.put("topic", "order", DETAIL);
            assertThat(account.messages("subscribed")).isEmpty();
            sns.setTopicAttributes(set -> set.topicArn(topic)
                    .attributeName("Policy")
                    .attributeValue("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                            + "{\"Service\":\"events.amazonaws.com\"},\"Action\":\"sns:Publish\",\"Resource\":\""
                            + topic + "\"}]}"));
            account.put("topic", "order", DETAIL);

            assertThat(account.messages("subscribed")).extracting(Message::body).containsExactly("\"hello\"");
            assertThat(account.ofRule("FailedInvocations", "topic")).isEqualTo(1);
        }
    }

    @Test
    void logGroupsTakeEventsOnceAResourcePolicyLetsThem() {
        try (CloudWatchLogsClient logs = Clients.of(CloudWatchLogsClient.builder(), account.aws)) {
            logs.createLogGroup(create -> create.logGroupName("/aws/events/orders"));
            rule(
                    "logged",
                    Target.builder().arn("arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/orders"),
                    Target.builder()
                            .arn("arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/orders:*")
                            .inputTransformer(to -> to.inputPathsMap(Map.of("id", "$.detail.id", "time", "$.time"))
                                    .inputTemplate("{\"timestamp\": <time>, \"message\": \"order <id>\"}")));
            account.put("logged", "order", "{\"id\":1}");
            account.messages(closed("waits"));
            assertThat(logged(logs)).isEmpty();

            logs.putResourcePolicy(put -> put.policyName("events")
                    .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                            + "{\"Service\":[\"events.amazonaws.com\",\"delivery.logs.amazonaws.com\"]},"
                            + "\"Action\":[\"logs:CreateLogStream\",\"logs:PutLogEvents\"],\"Resource\":"
                            + "\"arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/*:*\"}]}"));
            account.put("logged", "order", "{\"id\":2}");
            account.messages("waits");

            assertThat(logged(logs))
                    .hasSize(2)
                    .contains("order 2")
                    .anyMatch(line -> line.startsWith("{\"version\"") && line.endsWith("\"detail\":{\"id\":2}}"));
            assertThat(logs.describeResourcePolicies().resourcePolicies()).hasSize(1);
            logs.deleteResourcePolicy(delete -> delete.policyName("events"));
        }
    }

    private String closed(String name) {
        account.closedQueue(name);
        return name;
    }

    private static List<String> logged(CloudWatchLogsClient logs) {
        return logs.filterLogEvents(filter -> filter.logGroupName("/aws/events/orders")).events().stream()
                .map(FilteredLogEvent::message)
                .toList();
    }

    @Test
    void anEventGoesOnToAnotherBusButToNoThird() {
        account.events.createEventBus(create -> create.name("second"));
        account.events.createEventBus(create -> create.name("third"));
        String queue = account.queue("second", "second/caught");
        account.events.putRule(
                rule -> rule.name("caught").eventBusName("second").eventPattern("{\"source\":[{\"exists\":true}]}"));
        account.events.putTargets(put -> put.rule("caught")
                .eventBusName("second")
                .targets(
                        Target.builder().id("1").arn(queue).build(),
                        Target.builder().id("2").arn(bus("third")).build()));
        rule("onward", Target.builder().arn(bus("second")));

        account.put("onward", "order", DETAIL);

        assertThat(account.bodies("second"))
                .singleElement()
                .satisfies(event -> assertThat(event.path("source").asText()).isEqualTo("onward"));
        assertThat(account.sum(
                        "AWS/Events", "FailedInvocations", Map.of("EventBusName", "second", "RuleName", "caught")))
                .isEqualTo(1);
    }

    private static String bus(String name) {
        return "arn:aws:events:us-east-1:000000000000:event-bus/" + name;
    }
}
