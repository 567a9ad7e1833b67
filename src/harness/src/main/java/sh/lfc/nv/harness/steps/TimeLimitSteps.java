package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import java.time.Duration;
import java.util.List;
import sh.lfc.nv.canary.steps.Eventually;
import sh.lfc.nv.harness.load.ColdStart;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** How long functions may take, and how long they do. */
public final class TimeLimitSteps {
    private final Deployed deployed;

    public TimeLimitSteps(Deployed deployed) {
        this.deployed = deployed;
    }

    @Then("{string} may take at least {int} times as long as its cold starts do")
    public void plenty(String function, int times) {
        var coldStarts = Eventually.see(
                "a cold start in the log of " + function,
                Eventually.SOON,
                () -> coldStarts(function),
                found -> !found.isEmpty());
        // The usual one: one that met a dead database took as long as it was let.
        var usual = coldStarts.get(coldStarts.size() / 2);
        assertThat(timeout(function))
                .as("the time-out of %s, whose cold starts take %d ms", function, usual.toMillis())
                .isGreaterThanOrEqualTo(usual.multipliedBy(times));
    }

    private Duration timeout(String function) {
        try (var lambda = deployed.target().aws().client(LambdaClient.builder())) {
            return Duration.ofSeconds(lambda.getFunctionConfiguration(get -> get.functionName(function))
                    .timeout());
        }
    }

    /** What they took in all, in ascending order: an Init phase of more than 10 s is done again within the time-out. */
    private List<Duration> coldStarts(String function) {
        try (var logs = deployed.target().aws().client(CloudWatchLogsClient.builder())) {
            return logs
                    .filterLogEventsPaginator(filter ->
                            filter.logGroupName("/aws/lambda/" + function).filterPattern("\"Init Duration\""))
                    .events()
                    .stream()
                    .flatMap(event -> ColdStart.of(event.message()).stream())
                    .map(start -> Duration.ofMillis((long) (start.init() + start.invocation())))
                    .sorted()
                    .toList();
        }
    }
}
