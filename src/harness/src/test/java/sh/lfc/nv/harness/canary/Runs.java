package sh.lfc.nv.harness.canary;

import java.time.Instant;
import java.util.List;
import sh.lfc.nv.harness.canary.RunRecord.Scenario;

/** Runs of a canary, five minutes apart. */
final class Runs {
    private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");

    private Runs() {}

    static RunRecord passed(int number) {
        return new RunRecord(
                time(number),
                true,
                1_200,
                40L,
                null,
                null,
                List.of(
                        new Scenario("list", "A list", true, 300),
                        new Scenario("upload", "Nobody else", true, 100),
                        new Scenario("upload", "Nobody else", true, 300)));
    }

    static RunRecord failed(int number, String why, String requestId) {
        return new RunRecord(
                time(number),
                false,
                5_000,
                null,
                why,
                requestId,
                List.of(
                        new Scenario("list", "A list", true, 300),
                        new Scenario("upload", "Nobody else", true, 100),
                        new Scenario("upload", "Nobody else", false, 900)));
    }

    private static String time(int number) {
        return BEGIN.plusSeconds(300L * number).toString();
    }
}
