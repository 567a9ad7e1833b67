package sh.lfc.nv.emulator.services.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rules that trigger themselves, in simulated time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScheduledRulesTest {

    private EventAccount account;

    @BeforeAll
    void start() throws IOException {
        account = new EventAccount();
    }

    @AfterAll
    void end() {
        account.close();
    }

    private void rule(String name, String expression) {
        account.events.putRule(rule -> rule.name(name).scheduleExpression(expression));
        String queue = account.queue(name, name);
        account.events.putTargets(
                put -> put.rule(name).targets(target -> target.id("1").arn(queue)));
    }

    private void advance(Duration by) {
        account.aws.clock().advance(by);
    }

    private Instant now() {
        return account.aws.clock().instant();
    }

    private List<Instant> times(String queue) {
        return account.bodies(queue).stream()
                .map(event -> Instant.parse(event.path("time").asText()))
                .sorted()
                .toList();
    }

    @Test
    void aRuleAtNoonInvokesItsTargetOnSevenDaysOfAWeek() {
        Instant today = now().truncatedTo(ChronoUnit.DAYS);
        Instant first = today.plus(12, ChronoUnit.HOURS).isAfter(now())
                ? today.plus(12, ChronoUnit.HOURS)
                : today.plus(36, ChronoUnit.HOURS);
        rule("noon", "cron(0 12 * * ? *)");

        advance(Duration.ofDays(7));

        assertThat(times("noon"))
                .containsExactlyElementsOf(IntStream.range(0, 7)
                        .mapToObj(day -> first.plus(day, ChronoUnit.DAYS))
                        .toList());
        assertThat(account.ofRule("TriggeredRules", "noon")).isEqualTo(7);
        assertThat(account.ofRule("Invocations", "noon")).isEqualTo(7);
        assertThat(account.ofRule("FailedInvocations", "noon")).isZero();
    }

    @Test
    void theEventTellsWhichRuleItIsOf() {
        rule("told", "rate(1 hour)");

        advance(Duration.ofHours(1));

        JsonNode event = account.bodies("told").get(0);
        assertThat(event.path("source").asText()).isEqualTo("aws.events");
        assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
        assertThat(event.path("resources").get(0).asText()).isEqualTo(EventAccount.ruleArn("told"));
        assertThat(event.path("account").asText()).isEqualTo("000000000000");
        assertThat(event.path("region").asText()).isEqualTo("us-east-1");
        assertThat(event.path("version").asText()).isEqualTo("0");
        assertThat(event.path("detail").toString()).isEqualTo("{}");
    }

    @Test
    void aRateBeginsWhenTheRuleIsPut() {
        Instant begin = now().truncatedTo(ChronoUnit.SECONDS);
        rule("rated", "rate(5 minutes)");

        advance(Duration.ofMinutes(16));

        assertThat(times("rated"))
                .containsExactly(
                        begin.plus(5, ChronoUnit.MINUTES),
                        begin.plus(10, ChronoUnit.MINUTES),
                        begin.plus(15, ChronoUnit.MINUTES));
    }

    @Test
    void aRuleThatIsDisabledOrDeletedInvokesNothing() {
        rule("disabled", "rate(1 minute)");
        rule("deleted", "rate(1 minute)");
        account.events.disableRule(rule -> rule.name("disabled"));
        account.events.removeTargets(remove -> remove.rule("deleted").ids("1"));
        account.events.deleteRule(rule -> rule.name("deleted"));

        advance(Duration.ofHours(1));
        assertThat(account.messages("disabled")).isEmpty();
        assertThat(account.messages("deleted")).isEmpty();
        account.events.enableRule(rule -> rule.name("disabled"));
        advance(Duration.ofMinutes(2));

        assertThat(account.messages("disabled")).hasSize(2);
    }

    @Test
    void aChangedScheduleTakesThePlaceOfTheOldOne() {
        rule("changed", "rate(1 minute)");
        advance(Duration.ofMinutes(2));
        account.events.putRule(rule -> rule.name("changed").scheduleExpression("rate(1 hour)"));

        advance(Duration.ofHours(2));

        assertThat(account.messages("changed")).hasSize(4);
    }
}
