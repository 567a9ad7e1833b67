package sh.lfc.nv.harness.summary;

import java.util.List;

/**
 * How a scenario ended.
 *
 * @param pass the pass in which it was run, such as {@code together}
 * @param place its feature's file and its line there, such as {@code upload.feature:12}
 * @param started in ISO 8601, by the clock of whoever ran it
 * @param reason why it was skipped; empty otherwise
 * @param requests by what the service's own log knows the requests that the failure speaks of, and the client's last one; none
 *     where nothing failed
 * @param steps with the clean-up where that failed
 * @param lastAnswer the client's last request and its answer; empty when nothing failed
 * @param evidence what the system itself has to say of a failure
 */
record ScenarioOutcome(
        String pass,
        String place,
        String name,
        State state,
        String started,
        long millis,
        String reason,
        List<String> requests,
        List<Step> steps,
        String lastAnswer,
        Evidence evidence) {

    /** How something ended. */
    enum State {
        PASSED,
        FAILED,
        SKIPPED
    }

    /**
     * A sentence of a scenario.
     *
     * @param message why it failed; empty otherwise
     * @param trace where in the code it failed; empty otherwise
     */
    record Step(String keyword, String text, State state, String message, String trace) {}

    /**
     * What a system says of a scenario that failed.
     *
     * @param logs lines of its logs
     * @param denials what was refused meanwhile, and why
     */
    record Evidence(List<Logged> logs, List<String> denials) {
        static final Evidence NONE = new Evidence(List.of(), List.of());
    }

    /**
     * A line of a log.
     *
     * @param log {@code access} or the name of a function
     */
    record Logged(String log, String at, String text) {}

    ScenarioOutcome with(Evidence known) {
        return new ScenarioOutcome(
                pass, place, name, state, started, millis, reason, requests, steps, lastAnswer, known);
    }
}
