package sh.lfc.nv.canary.run;

import io.cucumber.plugin.event.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param results of the scenarios, in the order in which they were done
 * @param took the whole run
 * @param middleAnswer the middle one of the times that answers of the service took; empty when there were none
 */
public record Outcome(List<ScenarioResult> results, Duration took, Optional<Duration> middleAnswer) {

    public Outcome {
        results = List.copyOf(results);
    }

    /** The first scenario that failed; else the first that was not run. */
    public Optional<ScenarioResult> firstFailure() {
        return results.stream()
                .filter(result -> !result.passed() && result.status() != Status.SKIPPED)
                .findFirst()
                .or(() -> results.stream().filter(result -> !result.passed()).findFirst());
    }

    public boolean passed() {
        return firstFailure().isEmpty();
    }
}
