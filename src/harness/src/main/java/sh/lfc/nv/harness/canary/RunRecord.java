package sh.lfc.nv.harness.canary;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import sh.lfc.nv.canary.run.Outcome;
import sh.lfc.nv.canary.run.ScenarioResult;

/**
 * A run as the history keeps it, with names that are those of its JSON.
 *
 * @param time when it began, in ISO 8601
 * @param millis how long all of it took
 * @param answerMillis how long the middle one of the service's answers took; null when it answered nothing
 * @param failure the first thing that went wrong, in a sentence; null when it passed
 * @param requestId by what the service's log knows the request that failed; null when it passed, or got no answer
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunRecord(
        String time,
        boolean passed,
        long millis,
        Long answerMillis,
        String failure,
        String requestId,
        List<Scenario> scenarios) {

    /** A scenario of a run. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Scenario(String feature, String scenario, boolean passed, long millis) {

        private static Scenario of(ScenarioResult result) {
            return new Scenario(
                    result.feature(),
                    result.scenario(),
                    result.passed(),
                    result.took().toMillis());
        }
    }

    /** A run that began then. */
    public static RunRecord of(Instant begin, Outcome outcome) {
        var failure = outcome.firstFailure();
        return new RunRecord(
                begin.truncatedTo(ChronoUnit.SECONDS).toString(),
                outcome.passed(),
                outcome.took().toMillis(),
                outcome.middleAnswer().map(time -> time.toMillis()).orElse(null),
                failure.flatMap(ScenarioResult::sentence).orElse(null),
                failure.flatMap(ScenarioResult::requestId).orElse(null),
                outcome.results().stream().map(Scenario::of).toList());
    }

    Instant begin() {
        return Instant.parse(time);
    }
}
