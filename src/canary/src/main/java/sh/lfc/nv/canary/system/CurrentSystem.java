package sh.lfc.nv.canary.system;

import java.time.Instant;
import java.util.Optional;
import sh.lfc.nv.canary.client.FileServiceClient;

/**
 * The system that the features of this process run against.
 *
 * <p>Cucumber makes the objects of a scenario itself and gives them nothing: this is where they find the system. It is
 * set once, before the features run.
 */
public final class CurrentSystem {
    private record Run(SystemUnderTest system, FileServiceClient client, Instant since) {}

    private static volatile Run current;

    private CurrentSystem() {}

    /** Begins a run. */
    public static void begin(SystemUnderTest system) {
        var client =
                new FileServiceClient(system.url(), system.client(), system.http(), system.uploads(), Patience::left);
        current = new Run(system, client, system.now());
    }

    /** When the run began, by the system's own time; what was before is not its doing. */
    public static Instant since() {
        return run().since;
    }

    public static SystemUnderTest get() {
        return run().system;
    }

    /** The one client of the run, so that all scenarios share its connections. */
    public static FileServiceClient client() {
        return run().client;
    }

    private static Run run() {
        return Optional.ofNullable(current)
                .orElseThrow(() -> new IllegalStateException("no system was set before the features ran"));
    }
}
