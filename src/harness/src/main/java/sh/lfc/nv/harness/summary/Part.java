package sh.lfc.nv.harness.summary;

import java.util.Locale;
import sh.lfc.nv.harness.summary.ScenarioOutcome.State;

/**
 * A part of a run beside its scenarios, and what became of it: a stack, or a stage.
 *
 * @param detail what there is to say: why it was skipped, what failed; never empty then
 * @param millis what it took; none of what was skipped
 */
public record Part(String name, State state, String detail, long millis) {

    /** It was done. */
    public static Part passed(String name, String how, long millis) {
        return new Part(name, State.PASSED, how, millis);
    }

    /** It was tried, in vain. */
    public static Part failed(String name, String why, long millis) {
        return new Part(name, State.FAILED, why, millis);
    }

    /** It was not tried. */
    public static Part skipped(String name, String reason) {
        return new Part(name, State.SKIPPED, reason, 0);
    }

    /** Whether it was tried in vain. */
    public boolean isFailed() {
        return state == State.FAILED;
    }

    /** What became of it, in a line. */
    public String sentence() {
        return state == State.PASSED ? detail : state.name().toLowerCase(Locale.ROOT) + ": " + detail;
    }
}
