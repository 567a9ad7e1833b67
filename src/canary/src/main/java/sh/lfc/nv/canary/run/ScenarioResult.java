package sh.lfc.nv.canary.run;

import io.cucumber.plugin.event.Status;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of a scenario.
 *
 * @param feature the name of the feature's file, without the ending
 * @param failure the step that failed, or that it was not run, and why; empty when it passed
 * @param requestId by what the service's log knows the last request of a scenario that failed
 */
public record ScenarioResult(
        String feature,
        String scenario,
        Status status,
        Duration took,
        Optional<String> failure,
        Optional<String> requestId) {

    public boolean passed() {
        return status == Status.PASSED;
    }

    /** What went wrong, in a line: feature, scenario, step and reason. */
    public Optional<String> sentence() {
        return failure.map(
                why -> "%s: %s: %s".formatted(feature, scenario, why).strip().replaceAll("\\s+", " "));
    }
}
