package sh.lfc.nv.harness.summary;

import java.util.List;

/**
 * A feature, and how its scenarios ended, those that failed first.
 *
 * @param millis what they took one after the other
 */
record Capability(String name, int passed, int failed, int skipped, long millis, List<ScenarioOutcome> scenarios) {

    static Capability of(String name, List<ScenarioOutcome> scenarios) {
        return new Capability(
                name,
                count(scenarios, ScenarioOutcome.State.PASSED),
                count(scenarios, ScenarioOutcome.State.FAILED),
                count(scenarios, ScenarioOutcome.State.SKIPPED),
                scenarios.stream().mapToLong(ScenarioOutcome::millis).sum(),
                scenarios.stream()
                        .sorted(java.util.Comparator.comparing(
                                each -> each.state() == ScenarioOutcome.State.FAILED ? 0 : 1))
                        .toList());
    }

    private static int count(List<ScenarioOutcome> scenarios, ScenarioOutcome.State state) {
        return (int) scenarios.stream().filter(each -> each.state() == state).count();
    }
}
