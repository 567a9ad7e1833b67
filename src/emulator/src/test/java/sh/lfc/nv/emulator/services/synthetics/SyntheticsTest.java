package sh.lfc.nv.emulator.services.synthetics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.Clients;
import sh.lfc.nv.emulator.services.Metrics;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.synthetics.SyntheticsClient;
import software.amazon.awssdk.services.synthetics.model.Canary;
import software.amazon.awssdk.services.synthetics.model.CanaryRun;
import software.amazon.awssdk.services.synthetics.model.CanaryRunState;
import software.amazon.awssdk.services.synthetics.model.CanaryRunStateReasonCode;
import software.amazon.awssdk.services.synthetics.model.CanaryState;
import software.amazon.awssdk.services.synthetics.model.ConflictException;
import software.amazon.awssdk.services.synthetics.model.CreateCanaryRequest;
import software.amazon.awssdk.services.synthetics.model.ResourceNotFoundException;
import software.amazon.awssdk.services.synthetics.model.UpdateCanaryRequest;
import software.amazon.awssdk.services.synthetics.model.ValidationException;

/** Canaries with real functions. Times are advanced, so no test relies on the time standing still. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyntheticsTest {

    private static final String ROLE = "arn:aws:iam::000000000000:role/canary";
    private static final Scope SCOPE = new Scope(Scope.DEFAULT_ACCOUNT, "us-east-1");

    private Emulator aws;
    private SyntheticsClient synthetics;
    private S3Client s3;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        aws = Emulator.builder().port(0).start();
        synthetics = Clients.of(SyntheticsClient.builder(), aws);
        s3 = Clients.of(S3Client.builder(), aws);
        s3.createBucket(create -> create.bucket("canaries"));
        s3.putObject(
                put -> put.bucket("canaries").key("code/canary.zip"),
                RequestBody.fromBytes(CanaryPackage.compile(folder)));
        try (IamClient iam = Clients.of(IamClient.builder(), aws)) {
            iam.createRole(role -> role.roleName("canary")
                    .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"));
            iam.putRolePolicy(policy -> policy.roleName("canary")
                    .policyName("results")
                    .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Action\":[\"s3:GetBucketLocation\",\"s3:PutObject\",\"logs:*\","
                            + "\"cloudwatch:PutMetricData\"],\"Resource\":\"*\"}]}"));
        }
    }

    @AfterAll
    void end() {
        synthetics.close();
        s3.close();
        aws.close();
    }

    @Test
    void aCanaryRunsItsCodeAndLeavesArtifactsAndMetrics() {
        Canary canary = create("passes", "Checks::pass", "cron(0 12 * * ? *)");

        CanaryRun run = aws.synthetics().runNow(SCOPE, "passes");

        assertThat(run.status().state()).isEqualTo(CanaryRunState.PASSED);
        assertThat(canary.engineArn())
                .matches("arn:aws:lambda:us-east-1:000000000000:function:cwsyn-passes-[0-9a-f-]{36}:1");
        assertThat(canary.code().sourceLocationArn()).contains(":layer:cwsyn-passes-");
        assertThat(canary.artifactS3Location()).isEqualTo("canaries/runs/");
        assertThat(synthetics.getCanaryRuns(get -> get.name("passes")).canaryRuns())
                .containsExactly(run);
        String prefix = run.artifactS3Location().substring("canaries/".length());
        assertThat(s3.listObjectsV2(list -> list.bucket("canaries").prefix(prefix))
                        .contents())
                .extracting(S3Object::key)
                .containsExactlyInAnyOrder(prefix + "/SyntheticsReport-PASSED.json", prefix + "/log.txt");
        assertThat(s3.getObjectAsBytes(get -> get.bucket("canaries").key(prefix + "/log.txt"))
                        .asUtf8String())
                .contains("checked it");
        assertThat(success("passes")).isEqualTo(100);
    }

    @Test
    void aRoleThatTrustsLambdaNoMoreLeavesNoArtifacts() {
        create("loses-its-role", "Checks::pass", "cron(0 12 * * ? *)");
        aws.synthetics().runNow(SCOPE, "loses-its-role");
        CanaryRun run;
        try (IamClient iam = Clients.of(IamClient.builder(), aws)) {
            trust(iam, "ec2.amazonaws.com");

            run = aws.synthetics().runNow(SCOPE, "loses-its-role");

            trust(iam, "lambda.amazonaws.com");
        }
        String prefix = run.artifactS3Location().substring("canaries/".length());
        assertThat(s3.listObjectsV2(list -> list.bucket("canaries").prefix(prefix))
                        .contents())
                .isEmpty();
    }

    private static void trust(IamClient iam, String service) {
        iam.updateAssumeRolePolicy(update -> update.roleName("canary")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                        + "\"Principal\":{\"Service\":\"" + service + "\"},\"Action\":\"sts:AssumeRole\"}]}"));
    }

    @Test
    void aCanaryThatThrowsHasFailed() {
        create("fails", "Checks::fail", "cron(0 12 * * ? *)");

        CanaryRun run = aws.synthetics().runNow(SCOPE, "fails");

        assertThat(run.status().state()).isEqualTo(CanaryRunState.FAILED);
        assertThat(run.status().stateReason()).isEqualTo("the service is down");
        assertThat(run.status().stateReasonCode()).isEqualTo(CanaryRunStateReasonCode.CANARY_FAILURE);
        assertThat(success("fails")).isZero();
        assertThat(failures(Map.of("CanaryName", "fails"))).isEqualTo(1);
        assertThat(failures(Map.of())).isPositive();
    }

    @Test
    void aStartedCanaryRunsWhenItIsDue() {
        create("noon", "Checks::pass", "cron(0 12 * * ? *)");
        synthetics.startCanary(start -> start.name("noon"));
        awaitState("noon", CanaryState.RUNNING);
        assertThat(runs("noon")).isEmpty();

        aws.clock().advance(Duration.ofDays(1));

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(runs("noon"))
                .singleElement()
                .matches(run -> run.status().state() == CanaryRunState.PASSED));
        assertThat(synthetics
                        .describeCanariesLastRun(describe -> describe.names("noon"))
                        .canariesLastRun())
                .hasSize(1);
        synthetics.stopCanary(stop -> stop.name("noon"));
        awaitState("noon", CanaryState.STOPPED);
        assertThat(synthetics
                        .getCanary(get -> get.name("noon"))
                        .canary()
                        .timeline()
                        .lastStopped())
                .isNotNull();
    }

    @Test
    void aRateOfZeroIsOneRun() {
        create("once", "Checks::pass", "rate(0 minute)");

        synthetics.startCanary(start -> start.name("once"));

        awaitState("once", CanaryState.STOPPED);
        assertThat(runs("once")).hasSize(1);
    }

    @Test
    void anUpdateChangesTheFunction() {
        create("updated", "Checks::fail", "rate(0 minute)");

        update(UpdateCanaryRequest.builder()
                .name("updated")
                .code(code -> code.handler("Checks::pass").s3Bucket("canaries").s3Key("code/canary.zip"))
                .runConfig(config -> config.timeoutInSeconds(30))
                .build());
        awaitState("updated", CanaryState.READY);

        Canary canary = synthetics.getCanary(get -> get.name("updated")).canary();
        assertThat(canary.engineArn()).endsWith(":2");
        assertThat(canary.runConfig().timeoutInSeconds()).isEqualTo(30);
        assertThat(aws.synthetics().runNow(SCOPE, "updated").status().state()).isEqualTo(CanaryRunState.PASSED);
    }

    @Test
    void aDeletedCanaryTakesItsFunctionAlong() {
        Canary canary = create("gone", "Checks::pass", "rate(0 minute)");

        synthetics.deleteCanary(delete -> delete.name("gone").deleteLambda(true));

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThatThrownBy(
                        () -> synthetics.getCanary(get -> get.name("gone")))
                .isInstanceOf(ResourceNotFoundException.class));
        try (LambdaClient lambda = Clients.of(LambdaClient.builder(), aws)) {
            assertThatThrownBy(() -> lambda.getFunction(get -> get.functionName(canary.engineArn())))
                    .isInstanceOf(software.amazon.awssdk.services.lambda.model.ResourceNotFoundException.class);
        }
    }

    @Test
    void whatCannotBeDoneIsRefused() {
        create("busy", "Checks::pass", "cron(0 12 * * ? *)");
        synthetics.startCanary(start -> start.name("busy"));
        awaitState("busy", CanaryState.RUNNING);

        assertThatThrownBy(() -> synthetics.startCanary(start -> start.name("busy")))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> synthetics.deleteCanary(delete -> delete.name("busy")))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> request("busy", "Checks::pass", "rate(1 minute)", any -> {}))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> request("bad", "Checks::pass", "cron(every day)", any -> {}))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("Invalid schedule expression");
        assertThatThrownBy(() ->
                        request("bad", "Checks::pass", "rate(1 minute)", any -> any.runtimeVersion("syn-java-9.9")))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> synthetics.getCanary(get -> get.name("nothing")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aCanaryWithoutItsRoleIsInError() {
        request("no-role", "Checks::pass", "rate(1 minute)", any -> any.executionRoleArn(ROLE + "-missing"));

        awaitState("no-role", CanaryState.ERROR);
        assertThat(synthetics
                        .getCanary(get -> get.name("no-role"))
                        .canary()
                        .status()
                        .stateReason())
                .isNotEmpty();
    }

    @Test
    void aCanaryHasItsTags() {
        create("tagged", "Checks::pass", "rate(0 minute)");
        String arn = "arn:aws:synthetics:us-east-1:000000000000:canary:tagged";

        synthetics.tagResource(tag -> tag.resourceArn(arn).tags(Map.of("Env", "demo")));

        assertThat(synthetics.listTagsForResource(list -> list.resourceArn(arn)).tags())
                .containsEntry("Env", "demo");
    }

    private Canary create(String name, String handler, String schedule) {
        request(name, handler, schedule, any -> {});
        awaitState(name, CanaryState.READY);
        return synthetics.getCanary(get -> get.name(name)).canary();
    }

    private void request(String name, String handler, String schedule, Consumer<CreateCanaryRequest.Builder> changes) {
        CreateCanaryRequest.Builder request = CreateCanaryRequest.builder()
                .name(name)
                .code(code -> code.handler(handler).s3Bucket("canaries").s3Key("code/canary.zip"))
                .artifactS3Location("s3://canaries/runs/")
                .executionRoleArn(ROLE)
                .runtimeVersion("syn-java-2.0")
                .schedule(when -> when.expression(schedule))
                .runConfig(config ->
                        config.timeoutInSeconds(60).memoryInMB(960).environmentVariables(Map.of("TARGET", "it")));
        changes.accept(request);
        synthetics.createCanary(request.build());
    }

    /** Without HTTP, for the JDK's client that the SDK has in tests cannot send PATCH. */
    private void update(UpdateCanaryRequest request) {
        Call call = new Call(
                SCOPE, Principal.root(SCOPE.account()), "id", aws.clock().instant(), "", "", Map.of(), null);
        aws.synthetics().services().stream()
                .filter(CanaryOperations.class::isInstance)
                .map(CanaryOperations.class::cast)
                .forEach(canaries -> canaries.updateCanary(request, call));
    }

    private void awaitState(String name, CanaryState state) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(synthetics
                        .getCanary(get -> get.name(name))
                        .canary()
                        .status()
                        .state())
                .isEqualTo(state));
    }

    private List<CanaryRun> runs(String name) {
        return synthetics.getCanaryRuns(get -> get.name(name)).canaryRuns();
    }

    private double failures(Map<String, String> dimensions) {
        try (CloudWatchClient cloudWatch = Clients.of(CloudWatchClient.builder(), aws)) {
            return Metrics.sum(
                    cloudWatch,
                    "CloudWatchSynthetics",
                    "Failed",
                    dimensions,
                    aws.clock().instant(),
                    Duration.ofDays(3));
        }
    }

    private double success(String canary) {
        Instant now = aws.clock().instant();
        try (CloudWatchClient cloudWatch = Clients.of(CloudWatchClient.builder(), aws)) {
            List<Datapoint> points = cloudWatch
                    .getMetricStatistics(get -> get.namespace("CloudWatchSynthetics")
                            .metricName("SuccessPercent")
                            .dimensions(d -> d.name("CanaryName").value(canary))
                            .startTime(now.minus(Duration.ofDays(3)))
                            .endTime(now.plus(Duration.ofDays(1)))
                            .period(86400)
                            .statistics(Statistic.MINIMUM))
                    .datapoints();
            assertThat(points).isNotEmpty();
            return points.get(0).minimum();
        }
    }
}
