package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import sh.lfc.nv.canary.steps.Eventually;
import sh.lfc.nv.canary.steps.Scene;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.synthetics.SyntheticsClient;
import software.amazon.awssdk.services.synthetics.model.CanaryRun;
import software.amazon.awssdk.services.synthetics.model.CanaryRunState;

/** The canary, the alarms and the dashboard. */
public final class MonitoringSteps {
    private static final Duration RUN = Duration.ofSeconds(90);
    private static final Duration NOON = Duration.ofHours(12);
    private static final Duration ALARMED = Duration.ofMinutes(10);

    private static final String ADMITS_TOPIC =
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage",
               "Resource": "%s", "Condition": {"ArnEquals": {"aws:SourceArn": "%s"}}}]}""";

    private final Scene scene;
    private final Deployed deployed;
    private CanaryRun run;
    private Set<String> filesBefore = Set.of();
    private String queue;
    private String subscription;

    public MonitoringSteps(Scene scene, Deployed deployed) {
        this.scene = scene;
        this.deployed = deployed;
    }

    @Then("the canary is due every day at 12:00 UTC")
    public void daily() {
        try (var synthetics = synthetics()) {
            var canary = synthetics.getCanary(get -> get.name(name())).canary();
            assertThat(canary.schedule().expression()).isEqualTo("cron(0 12 * * ? *)");
            assertThat(canary.runtimeVersion()).startsWith("syn-java-");
        }
    }

    @When("the canary runs")
    public void runs() {
        filesBefore = files();
        var before = scene.system().now();
        deployed.target().runCanary(name());
        try (var synthetics = synthetics()) {
            run = Eventually.see(
                            "a finished run of the canary",
                            RUN,
                            () -> synthetics.getCanaryRuns(get -> get.name(name())).canaryRuns().stream()
                                    .filter(one -> !one.timeline().started().isBefore(before.minusSeconds(1)))
                                    .filter(one -> one.status().state() != CanaryRunState.RUNNING)
                                    .findFirst(),
                            java.util.Optional::isPresent)
                    .orElseThrow();
        }
    }

    /** By its schedule, on a target whose time can be moved; alarms are given within minutes of it. */
    @When("the canary's next run is over")
    public void nextRun() {
        var clock = deployed.target().clock();
        var now = clock.read().now();
        var noon = now.truncatedTo(ChronoUnit.DAYS).plus(NOON);
        var next = noon.isAfter(now) ? noon : noon.plus(Duration.ofDays(1));
        clock.advance(Duration.between(now, next.plus(ALARMED)));
        try (var synthetics = synthetics()) {
            run = synthetics.getCanaryRuns(get -> get.name(name())).canaryRuns().stream()
                    .max(Comparator.comparing(one -> one.timeline().started()))
                    .orElseThrow();
        }
        assertThat(run.timeline().started()).isAfterOrEqualTo(next);
    }

    @Then("the canary has failed")
    public void failed() {
        assertThat(run.status().state()).isEqualTo(CanaryRunState.FAILED);
        assertThat(run.status().stateReason()).isNotBlank();
    }

    @Then("the canary has passed")
    public void passed() {
        assertThat(run.status().state()).as(run.status().stateReason()).isEqualTo(CanaryRunState.PASSED);
    }

    @Then("its artifacts are kept")
    public void artifacts() {
        var location = run.artifactS3Location().replaceFirst("^s3://", "");
        var slash = location.indexOf('/');
        try (var s3 = deployed.target().aws().client(S3Client.builder())) {
            assertThat(s3.listObjectsV2(list ->
                                    list.bucket(location.substring(0, slash)).prefix(location.substring(slash + 1)))
                            .contents())
                    .isNotEmpty();
        }
    }

    @Then("the reports of its scenarios are kept")
    public void reports() {
        var place = URI.create(variables().get("REPORTS"));
        try (var s3 = deployed.target().aws().client(S3Client.builder())) {
            assertThat(s3.listObjectsV2Paginator(list -> list.bucket(place.getHost())
                                    .prefix(place.getPath().substring(1)))
                            .contents())
                    // S3's times have no fractions of seconds.
                    .filteredOn(object -> !object.lastModified()
                            .isBefore(run.timeline().started().truncatedTo(ChronoUnit.SECONDS)))
                    .extracting(object -> object.key().replaceFirst(".*/", ""))
                    .containsExactlyInAnyOrder("features.html", "features.json", "features.xml");
        }
    }

    @Then("it leaves none of its files in the storage")
    public void cleansUp() {
        var left = new HashSet<>(files());
        left.removeAll(filesBefore);
        assertThat(left).isEmpty();
    }

    /** What lies under the prefix of the canary's files. */
    private Set<String> files() {
        var prefix = variables().get("OBJECT_PREFIX");
        assertThat(prefix).isNotBlank();
        try (var s3 = deployed.target().aws().client(S3Client.builder())) {
            return s3
                    .listObjectsV2Paginator(
                            list -> list.bucket(scene.system().named("storage")).prefix(prefix))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .collect(Collectors.toSet());
        }
    }

    /** The variables of the canary's function. */
    private Map<String, String> variables() {
        try (var synthetics = synthetics();
                var lambda = deployed.target().aws().client(LambdaClient.builder())) {
            var function =
                    synthetics.getCanary(get -> get.name(name())).canary().engineArn();
            return lambda.getFunctionConfiguration(get -> get.functionName(function))
                    .environment()
                    .variables();
        }
    }

    @Then("the alarm {string} is given by {int} and not by {int}")
    public void threshold(String alarm, int given, int notGiven) {
        try (var cloudWatch = cloudWatch()) {
            assertThat(cloudWatch
                            .describeAlarms(describe -> describe.alarmNames(alarm))
                            .metricAlarms())
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(breaches(found, given))
                                .as(given + " " + found)
                                .isTrue();
                        assertThat(breaches(found, notGiven))
                                .as(notGiven + " " + found)
                                .isFalse();
                    });
        }
    }

    private static boolean breaches(MetricAlarm alarm, double value) {
        return switch (alarm.comparisonOperator()) {
            case GREATER_THAN_THRESHOLD -> value > alarm.threshold();
            case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> value >= alarm.threshold();
            case LESS_THAN_THRESHOLD -> value < alarm.threshold();
            case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> value <= alarm.threshold();
            default -> throw new AssertionError("an alarm that compares with a band: " + alarm);
        };
    }

    @Given("somebody has subscribed to the topic {string}")
    public void subscribed(String name) {
        var aws = deployed.target().aws();
        try (var sns = aws.client(SnsClient.builder());
                var sqs = aws.client(SqsClient.builder())) {
            var topic = sns.listTopicsPaginator().topics().stream()
                    .map(Topic::topicArn)
                    .filter(arn -> arn.endsWith(":" + name))
                    .findFirst()
                    .orElseThrow();
            queue = sqs.createQueue(create -> create.queueName(
                            "subscriber-" + UUID.randomUUID().toString().substring(0, 8)))
                    .queueUrl();
            var arn = sqs.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                    .attributes()
                    .get(QueueAttributeName.QUEUE_ARN);
            sqs.setQueueAttributes(set -> set.queueUrl(queue)
                    .attributes(Map.of(QueueAttributeName.POLICY, ADMITS_TOPIC.formatted(arn, topic))));
            subscription = sns.subscribe(subscribe -> subscribe
                            .topicArn(topic)
                            .protocol("sqs")
                            .endpoint(arn)
                            .returnSubscriptionArn(true))
                    .subscriptionArn();
        }
    }

    @When("the alarm {string} is given")
    public void given(String alarm) {
        try (var cloudWatch = cloudWatch()) {
            // Only a change of state is told.
            for (var state : List.of(StateValue.OK, StateValue.ALARM)) {
                cloudWatch.setAlarmState(
                        set -> set.alarmName(alarm).stateValue(state).stateReason("to see whether somebody is told"));
            }
        }
    }

    @Then("the alarm {string} is in the state {string}")
    public void inState(String alarm, String state) {
        try (var cloudWatch = cloudWatch()) {
            assertThat(cloudWatch
                            .describeAlarms(describe -> describe.alarmNames(alarm))
                            .metricAlarms())
                    .singleElement()
                    .satisfies(found -> assertThat(found.stateValueAsString())
                            .as(found.stateReason())
                            .isEqualTo(state));
        }
    }

    @Then("the subscriber is told that {string} is in the state {string}")
    public void toldState(String alarm, String state) {
        told("%s is in the state %s".formatted(alarm, state), body -> {
            var message = Json.read(Json.read(body).path("Message").asText());
            return message.path("AlarmName").asText().equals(alarm)
                    && message.path("NewStateValue").asText().equals(state);
        });
    }

    @Then("the subscriber is told of {string}")
    public void told(String alarm) {
        told("the news of " + alarm, body -> body.contains(alarm));
    }

    private void told(String what, Predicate<String> right) {
        try (var sqs = deployed.target().aws().client(SqsClient.builder())) {
            Eventually.see(
                    what,
                    Eventually.SOON,
                    () -> sqs.receiveMessage(receive -> receive.queueUrl(queue).waitTimeSeconds(1)).messages().stream()
                            .map(message -> message.body())
                            .toList(),
                    bodies -> bodies.stream().anyMatch(right));
        }
    }

    @After
    public void unsubscribe() {
        if (queue != null) {
            var aws = deployed.target().aws();
            try (var sns = aws.client(SnsClient.builder());
                    var sqs = aws.client(SqsClient.builder())) {
                if (subscription != null) {
                    sns.unsubscribe(of -> of.subscriptionArn(subscription));
                }
                sqs.deleteQueue(delete -> delete.queueUrl(queue));
            }
        }
    }

    @Then("the alarm {string} tells the topic {string}")
    public void tells(String alarm, String topic) {
        try (var cloudWatch = cloudWatch()) {
            assertThat(cloudWatch
                            .describeAlarms(describe -> describe.alarmNames(alarm))
                            .metricAlarms())
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.actionsEnabled()).isTrue();
                        assertThat(found.alarmActions()).singleElement().satisfies(action -> assertThat(action)
                                .endsWith(":" + topic));
                    });
        }
    }

    @Then("everything that an alarm watches is there")
    public void watchedIsThere() {
        var aws = deployed.target().aws();
        try (var cloudWatch = cloudWatch();
                var lambda = aws.client(LambdaClient.builder());
                var sqs = aws.client(SqsClient.builder());
                var gateway = aws.client(ApiGatewayV2Client.builder());
                var synthetics = synthetics()) {
            var alarms = cloudWatch
                    .describeAlarms(
                            describe -> describe.alarmNamePrefix(scene.system().named("")))
                    .metricAlarms();
            assertThat(alarms).isNotEmpty();
            for (var dimension : alarms.stream()
                    .flatMap(alarm -> alarm.dimensions().stream())
                    .toList()) {
                // Each of these throws when there is no such thing.
                var name = dimension.value();
                switch (dimension.name()) {
                    case "FunctionName" -> lambda.getFunctionConfiguration(get -> get.functionName(name));
                    case "QueueName" -> sqs.getQueueUrl(get -> get.queueName(name));
                    case "ApiId" -> gateway.getApi(get -> get.apiId(name));
                    case "CanaryName" -> synthetics.getCanary(get -> get.name(name));
                    default -> throw new AssertionError("an alarm watches something unknown: " + dimension);
                }
            }
        }
    }

    @Then("the dashboard {string} shows every alarm")
    public void dashboard(String name) {
        try (var cloudWatch = cloudWatch()) {
            var body = cloudWatch.getDashboard(get -> get.dashboardName(name)).dashboardBody();
            var alarms = cloudWatch
                    .describeAlarms(
                            describe -> describe.alarmNamePrefix(scene.system().environment()))
                    .metricAlarms();
            assertThat(alarms).isNotEmpty();
            assertThat(alarms.stream().map(MetricAlarm::alarmArn).collect(Collectors.toSet()))
                    .allSatisfy(arn -> assertThat(body).contains(arn));
        }
    }

    private String name() {
        return scene.system().named("canary");
    }

    private SyntheticsClient synthetics() {
        return deployed.target().aws().client(SyntheticsClient.builder());
    }

    private CloudWatchClient cloudWatch() {
        return deployed.target().aws().client(CloudWatchClient.builder());
    }
}
