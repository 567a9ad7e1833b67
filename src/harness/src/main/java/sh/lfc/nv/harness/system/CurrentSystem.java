package sh.lfc.nv.harness.system;

import java.util.Optional;

/**
 * The system that the features of this process run against.
 *
 * <p>Cucumber makes the objects of a scenario itself and gives them nothing: this is where they find the system. It is
 * set once, before the features run.
 */
public final class CurrentSystem {
    private static volatile SystemUnderTest current;

    private CurrentSystem() {}

    public static void set(SystemUnderTest system) {
        current = system;
    }

    public static SystemUnderTest get() {
        return Optional.ofNullable(current)
                .orElseThrow(() -> new IllegalStateException("no system was set before the features ran"));
    }
}
