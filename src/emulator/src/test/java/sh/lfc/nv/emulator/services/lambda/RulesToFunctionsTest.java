package sh.lfc.nv.emulator.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Rules of EventBridge invoke functions, as far as the functions' policies let them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesToFunctionsTest {

    private static final Pattern TIME = Pattern.compile("time=([0-9TZ:-]+)");

    private LambdaAccount account;
    private EventBridgeClient events;

    @BeforeAll
    void start() throws IOException {
        account = new LambdaAccount();
        events = account.client(EventBridgeClient.builder());
    }

    @AfterAll
    void end() {
        events.close();
        account.close();
    }

    @Test
    void aFunctionIsInvokedEachNoonByTheRuleThatItsPolicyNames() {
        String function = account.create("noon", any -> {}).functionArn();
        String rule = events.putRule(put -> put.name("noon").scheduleExpression("cron(0 12 * * ? *)"))
                .ruleArn();
        events.putRule(put -> put.name("shut-out").scheduleExpression("cron(0 13 * * ? *)"));
        for (String name : List.of("noon", "shut-out")) {
            events.putTargets(
                    put -> put.rule(name).targets(target -> target.id("1").arn(function)));
        }
        account.lambda.addPermission(add -> add.functionName("noon")
                .statementId("noon")
                .action("lambda:InvokeFunction")
                .principal("events.amazonaws.com")
                .sourceArn(rule));
        account.emulator.clock().freeze();
        Instant begin = account.emulator.clock().instant();

        account.emulator.clock().advance(Duration.ofDays(7));

        Instant noon = begin.truncatedTo(ChronoUnit.DAYS).plus(12, ChronoUnit.HOURS);
        Instant first = noon.isAfter(begin) ? noon : noon.plus(1, ChronoUnit.DAYS);
        assertThat(times())
                .containsExactlyElementsOf(Stream.iterate(first, time -> time.plus(1, ChronoUnit.DAYS))
                        .limit(7)
                        .toList());
    }

    /** The times of the events that the function has logged. */
    private List<Instant> times() {
        return account.log("noon").stream()
                .flatMap(line -> Arrays.stream(line.split("\n")))
                .filter(line -> line.contains("invocation "))
                .map(TIME::matcher)
                .filter(Matcher::find)
                .map(found -> Instant.parse(found.group(1)))
                .toList();
    }
}
