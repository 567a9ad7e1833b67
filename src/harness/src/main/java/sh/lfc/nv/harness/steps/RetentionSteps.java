package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import java.time.Duration;
import sh.lfc.nv.canary.steps.Eventually;
import sh.lfc.nv.canary.steps.Scene;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;

/** How long files and logs are kept, and how. */
public final class RetentionSteps {
    /** Long enough for a run of all features, or since the last change of a function. */
    private static final Duration LATELY = Duration.ofMinutes(15);

    private final Scene scene;
    private final Deployed deployed;
    private final Storage storage;

    public RetentionSteps(Scene scene, Deployed deployed, Storage storage) {
        this.scene = scene;
        this.deployed = deployed;
        this.storage = storage;
    }

    @Then("files expire after {int} days")
    public void expire(int days) {
        try (var s3 = storage.client()) {
            var rules = s3.getBucketLifecycleConfiguration(get -> get.bucket(storage.bucket())).rules().stream()
                    .filter(rule -> rule.status() == ExpirationStatus.ENABLED && rule.expiration() != null)
                    .map(rule -> rule.expiration().days())
                    .filter(java.util.Objects::nonNull)
                    .toList();
            assertThat(rules).containsExactly(days);
        }
    }

    @Then("the log of {string} is kept for {int} days")
    public void logKept(String group, int days) {
        try (var logs = logs()) {
            assertThat(logs.describeLogGroups(describe -> describe.logGroupNamePrefix(group))
                            .logGroups())
                    .filteredOn(found -> found.logGroupName().equals(group))
                    .singleElement()
                    .satisfies(found -> assertThat(found.retentionInDays()).isEqualTo(days));
        }
    }

    @Then("the access log soon has the request")
    public void accessLog() {
        var requestId = scene.answer().requestId().orElseThrow();
        Eventually.see(
                "the request " + requestId + " in the access log",
                Eventually.SOON,
                () -> messages("/aws/apigateway/" + scene.system().named("api"), "\"" + requestId + "\""),
                found -> found > 0);
    }

    @Then("the function's log soon has a line of the same minute")
    public void functionLog() {
        Eventually.see(
                "a line in the function's log",
                Eventually.SOON,
                () -> messages("/aws/lambda/" + scene.system().named("api"), "REPORT"),
                found -> found > 0);
    }

    @Then("{string} has lately written its log")
    public void writes(String function) {
        Eventually.see(
                "a line in the log of " + function,
                Eventually.SOON,
                () -> messages("/aws/lambda/" + function, "REPORT", LATELY),
                found -> found > 0);
    }

    @Then("the storage tells {string} of files that are created, removed and expired")
    public void tells(String function) {
        try (var s3 = storage.client()) {
            var events = s3
                    .getBucketNotificationConfiguration(get -> get.bucket(storage.bucket()))
                    .lambdaFunctionConfigurations()
                    .stream()
                    .filter(told -> told.lambdaFunctionArn().endsWith(":function:" + function))
                    .flatMap(told -> told.eventsAsStrings().stream())
                    .toList();
            assertThat(events).contains("s3:ObjectCreated:*", "s3:ObjectRemoved:*", "s3:LifecycleExpiration:*");
        }
    }

    @Then("the storage is encrypted, private and versioned")
    public void protectedStorage() {
        protectedBucket(storage.bucket());
    }

    @Then("the bucket {string} is encrypted, private and versioned")
    public void protectedBucket(String bucket) {
        try (var s3 = storage.client()) {
            var block = s3.getPublicAccessBlock(get -> get.bucket(bucket)).publicAccessBlockConfiguration();
            assertThat(block.blockPublicAcls()
                            && block.blockPublicPolicy()
                            && block.ignorePublicAcls()
                            && block.restrictPublicBuckets())
                    .as("all public access is blocked")
                    .isTrue();
            assertThat(s3.getBucketEncryption(get -> get.bucket(bucket))
                            .serverSideEncryptionConfiguration()
                            .rules())
                    .isNotEmpty();
            assertThat(s3.getBucketVersioning(get -> get.bucket(bucket)).status())
                    .isEqualTo(BucketVersioningStatus.ENABLED);
        }
    }

    private int messages(String group, String pattern) {
        return messages(group, pattern, Duration.ofMinutes(1));
    }

    private int messages(String group, String pattern, Duration age) {
        var since = scene.system().now().minus(age).toEpochMilli();
        try (var logs = logs()) {
            return (int) logs
                    .filterLogEventsPaginator(filter ->
                            filter.logGroupName(group).filterPattern(pattern).startTime(since))
                    .events()
                    .stream()
                    .count();
        }
    }

    private CloudWatchLogsClient logs() {
        return deployed.target().aws().client(CloudWatchLogsClient.builder());
    }
}
