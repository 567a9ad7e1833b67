package sh.lfc.nv.harness.summary;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.harness.load.LogLine;
import sh.lfc.nv.harness.summary.RunSummary.StackTime;
import sh.lfc.nv.harness.summary.ScenarioOutcome.Evidence;
import sh.lfc.nv.harness.summary.ScenarioOutcome.State;

/** Two passes that were recorded: scenarios that passed, one that failed, and two that were skipped. */
final class Recorded {
    static final String INVOCATION = "08b6fd48-3cd9-4ba2-8981-041e2a7864c8";

    static final Map<String, List<LogLine>> LOGS = logs();

    private Recorded() {}

    static Path pass(String name) {
        try {
            return Path.of(Recorded.class.getResource("/summary/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static ScenarioOutcome failure() {
        return FeaturesJson.read(pass("together")).get("Presigned transfer").get(0);
    }

    static RunSummary summary() {
        var together = FeaturesJson.read(pass("together"));
        together.replaceAll((name, scenarios) -> scenarios.stream()
                .map(each -> each.state() == State.FAILED
                        ? each.with(new Evidence(
                                Witness.linesOf(each, LOGS),
                                List.of("nv-demo-api: secretsmanager:GetSecretValue on"
                                        + " arn:aws:secretsmanager:us-east-1:000000000000:secret:nv-demo-db-a1B2c3:"
                                        + " no statement of an identity policy allows it")))
                        : each)
                .toList());
        var facts = new LinkedHashMap<String, String>();
        facts.put("service", "https://files.nv-demo.example");
        facts.put("endpoint", "http://127.0.0.1:4566");
        facts.put("account", "000000000000");
        facts.put("region", "us-east-1");
        var links = new LinkedHashMap<String, String>();
        links.put("Cucumber: together", "together/features.html");
        links.put("JUnit's XML", "junit.xml");
        return RunSummary.of(
                "embedded",
                facts,
                "2026-11-29T08:23:10Z",
                75_300,
                List.of(
                        new StackTime("terraform-state", 0, 900, 2_100, 6),
                        new StackTime("vpc", 3_000, 1_100, 9_400, 31),
                        new StackTime("postgres (database)", 13_500, 900, 21_000, 12),
                        new StackTime("frontend", 35_400, 900, 8_000, 27)),
                List.of(together, FeaturesJson.read(pass("clock"))),
                List.of("function:nv-demo-api → db:nv-demo-db: security group sg-06e401aa32a7e443c (nv-demo-db) has no"
                        + " inbound rule for tcp 5432 from sg-05ef636e4c5567290 (nv-demo-api)"),
                links);
    }

    private static Map<String, List<LogLine>> logs() {
        var logs = new LinkedHashMap<String, List<LogLine>>();
        logs.put(
                "access",
                List.of(
                        line(
                                10,
                                "{\"requestId\":\"JKJaXmPLvHcESHA=\",\"status\":\"500\",\"responseLatency\":\"3012\"}"),
                        line(11, "{\"requestId\":\"another\",\"status\":\"200\"}")));
        logs.put(
                "nv-demo-api",
                List.of(
                        line(7, "START RequestId: " + INVOCATION + " Version: $LATEST"),
                        line(
                                8,
                                "{\"level\":\"ERROR\",\"message\":\"no connection\",\"AWSRequestId\":\"%s\"}"
                                        .formatted(INVOCATION)),
                        line(
                                9,
                                "{\"message\":\"Request answered\",\"AWSRequestId\":\"%s\",\"apiRequestId\":\"%s\"}"
                                        .formatted(INVOCATION, "JKJaXmPLvHcESHA=")),
                        line(10, "START RequestId: 11111111-3cd9-4ba2-8981-041e2a7864c8 Version: $LATEST")));
        return logs;
    }

    static LogLine line(int second, String text) {
        return new LogLine(Instant.parse("2026-11-29T08:23:00Z").plusSeconds(second), text);
    }
}
