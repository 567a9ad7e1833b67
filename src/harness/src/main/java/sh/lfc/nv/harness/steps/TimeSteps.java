package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sh.lfc.nv.canary.steps.Eventually;
import sh.lfc.nv.canary.steps.Scene;
import sh.lfc.nv.canary.steps.TransferSteps;
import sh.lfc.nv.harness.target.TargetClock;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.synthetics.SyntheticsClient;
import software.amazon.awssdk.services.synthetics.model.CanaryRun;
import software.amazon.awssdk.services.synthetics.model.CanaryRunState;

/** What happens on its day, where the days can be made to pass. */
public final class TimeSteps {
    private static final Duration NOON = Duration.ofHours(12);
    private static final Duration A_MOMENT = Duration.ofMinutes(1);
    private static final int KEPT_DAYS = 30;

    private final Scene scene;
    private final Deployed deployed;
    private final Storage storage;
    private final TransferSteps transfers;
    private final Inside inside;
    private Instant begin;
    private Set<String> earlierRuns;
    private Instant day;

    public TimeSteps(Scene scene, Deployed deployed, Storage storage, TransferSteps transfers, Inside inside) {
        this.scene = scene;
        this.deployed = deployed;
        this.storage = storage;
        this.transfers = transfers;
        this.inside = inside;
    }

    /** Midnight is far enough away for what a scenario does on one day. */
    @Before("@clock")
    public void beginInTheMorning() {
        var now = clock().read().now();
        var morning = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(9));
        var next = morning.isAfter(now) ? morning : morning.plus(Duration.ofDays(1));
        clock().advance(Duration.between(now, next));
        begin = next;
        earlierRuns = allRuns().stream().map(CanaryRun::id).collect(Collectors.toSet());
    }

    @After("@clock")
    public void goBack() {
        clock().reset();
    }

    private TargetClock clock() {
        return deployed.target().clock();
    }

    @When("{int} days go by")
    public void days(int count) {
        clock().advance(Duration.ofDays(count));
    }

    @When("{int} hours go by")
    public void hours(int count) {
        clock().advance(Duration.ofHours(count));
    }

    @When("{int} days go by, on each of which the client uploads a file")
    public void daysWithFiles(int count) {
        for (var i = 1; i <= count; i++) {
            transfers.hasUploadedText(ofDay(i), "the file of day " + i);
            days(1);
        }
    }

    private static String ofDay(int number) {
        return "day-%02d.txt".formatted(number);
    }

    /** The month has ended on the morning after its last day. */
    @Then("exactly the files of the last {int} days are in the list")
    public void lastFiles(int count) {
        assertThat(count).isEqualTo(KEPT_DAYS);
        var passed = (int) Duration.between(begin, clock().read().now()).toDays();
        var expected = IntStream.rangeClosed(passed - count + 1, passed)
                .mapToObj(number -> scene.key(ofDay(number)))
                .toList();
        Eventually.see(
                "the files of the last " + count + " days, and no others",
                Eventually.SOON,
                () -> scene.listed().stream().map(file -> file.key()).sorted().toList(),
                expected::equals);
    }

    @Then("storage, catalogue and list agree, file by file")
    public void agree() {
        inside.agrees();
    }

    @Then("the storage has no {string} any more")
    public void goneFromStorage(String name) {
        assertThat(storage.content(scene.key(name))).isEmpty();
    }

    @Given("the logs have lines of today")
    public void linesOfToday() {
        day = clock().read().now().truncatedTo(ChronoUnit.DAYS);
        logsOfTheRequest()
                .forEach(group -> Eventually.see(
                        "lines of today in " + group, Eventually.SOON, () -> lines(group), found -> found > 0));
    }

    @Then("the logs have lines of that day")
    public void stillThere() {
        assertThat(logsOfTheRequest())
                .allSatisfy(group -> assertThat(lines(group)).as(group).isPositive());
    }

    @Then("the logs have no lines of that day")
    public void noLinesAnyMore() {
        assertThat(logsOfTheRequest())
                .allSatisfy(group -> assertThat(lines(group)).as(group).isZero());
    }

    @Then("no log of the service is older than {int} days")
    public void noneIsOlder(int most) {
        // What is too old is taken away within hours, not at once.
        var oldest = clock().read().now().minus(Duration.ofDays(most)).minus(Duration.ofHours(2));
        try (var logs = logs()) {
            var groups = logs.describeLogGroupsPaginator().logGroups().stream()
                    .map(group -> group.logGroupName())
                    .filter(name -> name.contains("/" + scene.system().environment() + "-"))
                    .toList();
            assertThat(groups).isNotEmpty();
            for (var group : groups) {
                assertThat(logs.filterLogEvents(
                                        filter -> filter.logGroupName(group).endTime(oldest.toEpochMilli()))
                                .events())
                        .as(group)
                        .isEmpty();
            }
        }
    }

    private List<String> logsOfTheRequest() {
        var api = scene.system().named("api");
        return List.of("/aws/lambda/" + api, "/aws/apigateway/" + api);
    }

    private int lines(String group) {
        try (var logs = logs()) {
            return logs.filterLogEvents(filter -> filter.logGroupName(group)
                            .startTime(day.toEpochMilli())
                            .endTime(day.plus(Duration.ofDays(1)).toEpochMilli()))
                    .events()
                    .size();
        }
    }

    /** No more of them are to be seen: that is for how long the results of runs are kept. */
    @Then("the canary has run on each of the last {int} days at 12:00 UTC")
    public void everyNoon(int days) {
        var begun =
                runs().stream().map(run -> run.timeline().started()).sorted().toList();
        assertThat(begun).hasSize(days);
        var noon = clock().read()
                .now()
                .truncatedTo(ChronoUnit.DAYS)
                .minus(Duration.ofDays(days))
                .plus(NOON);
        for (var i = 0; i < days; i++) {
            var due = noon.plus(Duration.ofDays(i));
            assertThat(begun.get(i)).isBetween(due, due.plus(A_MOMENT));
        }
    }

    @Then("every run has passed")
    public void allPassed() {
        assertThat(runs()).allSatisfy(run -> assertThat(run.status().state())
                .as(String.valueOf(run.status().stateReason()))
                .isEqualTo(CanaryRunState.PASSED));
    }

    /** The canary's runs since the scenario began, be it that another scenario had those days, too. */
    private List<CanaryRun> runs() {
        return allRuns().stream().filter(run -> !earlierRuns.contains(run.id())).toList();
    }

    private List<CanaryRun> allRuns() {
        try (var synthetics = deployed.target().aws().client(SyntheticsClient.builder())) {
            return synthetics
                    .getCanaryRunsPaginator(get -> get.name(scene.system().named("canary")))
                    .stream()
                    .flatMap(page -> page.canaryRuns().stream())
                    .toList();
        }
    }

    private CloudWatchLogsClient logs() {
        return deployed.target().aws().client(CloudWatchLogsClient.builder());
    }
}
