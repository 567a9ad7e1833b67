package sh.lfc.nv.harness.system;

import java.time.Instant;
import java.util.Optional;

/**
 * The system that the features of this process run against.
 *
 * <p>Cucumber makes the objects of a scenario itself and gives them nothing: this is where they find the system. It is
 * set once, before the features run.
 */
public final class CurrentSystem {
    private static volatile SystemUnderTest current;
    private static volatile Instant since;

    private CurrentSystem() {}

    /** Begins a run. */
    public static void begin(SystemUnderTest system) {
        since = system.target().now();
        current = system;
    }

    /** When the run began, by the system's own time; what was before is not its doing. */
    public static Instant since() {
        return since;
    }

    public static SystemUnderTest get() {
        return Optional.ofNullable(current)
                .orElseThrow(() -> new IllegalStateException("no system was set before the features ran"));
    }
}
