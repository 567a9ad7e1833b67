package sh.lfc.nv.canary.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import sh.lfc.nv.canary.system.CurrentSystem;
import sh.lfc.nv.canary.system.Patience;
import sh.lfc.nv.canary.system.SystemUnderTest;

/**
 * Runs the scenarios that are meant for a live system against one, all of them, within a time.
 *
 * <p>Only scenarios tagged {@code @canary} are run. One that is tagged {@code @destructive} as well is not; where
 * somebody asks for it all the same, it is refused before its first step.
 */
public final class CanaryRun {
    /** The features that come along with this class. */
    public static final String OWN_FEATURES = "classpath:features";

    private static final String STEPS = "sh.lfc.nv.canary.steps";
    private static final String GUARD = "sh.lfc.nv.canary.guard";
    private static final String CANARY = "@canary";
    private static final String SAFE = "not @destructive";

    private final String features;
    private final Path reports;
    private final Duration deadline;
    private final int threads;

    /**
     * @param features where the features are: a folder, or {@link #OWN_FEATURES}
     * @param reports the folder in which reports are left: HTML, JSON and JUnit's XML
     * @param deadline for all scenarios together; those that have not ended then fail, those that have not begun are not
     *     run any more
     * @param threads how many scenarios at a time
     */
    public CanaryRun(String features, Path reports, Duration deadline, int threads) {
        this.features = features;
        this.reports = reports;
        this.deadline = deadline;
        this.threads = threads;
    }

    /** Runs all scenarios; as {@link #of(SystemUnderTest, String)}. */
    public Outcome of(SystemUnderTest system) {
        return run(system, SAFE);
    }

    /**
     * Runs some of the scenarios.
     *
     * @param asked an expression over their tags
     * @throws IllegalArgumentException when there is none
     */
    public Outcome of(SystemUnderTest system, String asked) {
        return run(system, asked);
    }

    private Outcome run(SystemUnderTest system, String which) {
        var begin = System.nanoTime();
        CurrentSystem.begin(system);
        Patience.limit(deadline);
        try {
            new CucumberRun(List.of(GUARD, STEPS))
                    .tagged(CANARY, which)
                    .threads(threads)
                    .plugin(AllResults.class)
                    .plugin(ScenarioLines.class)
                    .reports(reports)
                    .of(List.of(features));
        } finally {
            Patience.set(1);
        }
        var outcome = new Outcome(
                AllResults.seen(),
                Duration.ofNanos(System.nanoTime() - begin),
                CurrentSystem.client().middleTime());
        if (outcome.results().isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no scenario with the tags (%s) and (%s)".formatted(CANARY, which));
        }
        return outcome;
    }
}
