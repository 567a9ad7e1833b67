package sh.lfc.nv.harness.features;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import sh.lfc.nv.canary.run.CucumberRun;
import sh.lfc.nv.canary.run.FirstFailure;
import sh.lfc.nv.canary.run.ScenarioLines;
import sh.lfc.nv.canary.system.CurrentSystem;
import sh.lfc.nv.canary.system.Patience;
import sh.lfc.nv.harness.system.DeployedSystem;

/**
 * Runs features against a system, in passes: what may run at the same time, what must have the system for itself, what
 * moves the time, and what takes the system apart. The passes that leave reports are one run of one system. Not for use by several threads.
 */
public final class FeatureRun {
    /** Where the sentences' meaning is. */
    private static final List<String> GLUE = List.of("sh.lfc.nv.canary.steps", "sh.lfc.nv.harness.steps");

    /** Scenarios that are run together, in the order in which they are run. */
    private enum Pass {
        TOGETHER("not @alone and not @clock and not @last and not @destructive", true),
        ALONE("@alone and not @last and not @destructive", false),
        CLOCK("@clock", false),
        LAST("@last and not @destructive", true),
        DESTRUCTIVE("@destructive", false);

        private final String tags;
        private final boolean parallel;

        Pass(String tags, boolean parallel) {
            this.tags = tags;
            this.parallel = parallel;
        }
    }

    private final FeatureFiles features;
    private final Path reports;
    private final int threads;
    private boolean begun;
    private Consumer<Path> ended = folder -> {};

    /**
     * @param features the folder of the features
     * @param reports the folder in which reports are left: HTML, JSON and JUnit's XML
     * @param threads how many scenarios at a time
     */
    public FeatureRun(Path features, Path reports, int threads) {
        this.features = new FeatureFiles(features);
        this.reports = reports;
        this.threads = threads;
    }

    /** Has somebody look at the folder of each pass's reports as soon as it has ended, while the system is as it left it. */
    public FeatureRun afterEachPass(Consumer<Path> listener) {
        ended = listener;
        return this;
    }

    /**
     * Runs the scenarios that may run at the same time.
     *
     * @param tags an expression that chooses among them, for example {@code @canary}; empty for all
     * @return whether all passed
     */
    public boolean together(DeployedSystem system, String tags) {
        return reported(Pass.TOGETHER, system, tags);
    }

    /** Runs the scenarios that must have the system for themselves; as {@link #together}. */
    public boolean alone(DeployedSystem system, String tags) {
        return reported(Pass.ALONE, system, tags);
    }

    /**
     * Runs all scenarios that neither move the time nor take the system apart, pass by pass; as {@link #together}.
     *
     * @return whether all passed
     */
    public boolean asItStands(DeployedSystem system, String tags) {
        return together(system, tags) & alone(system, tags) & last(system, tags);
    }

    /** Runs the scenarios that move the time, in which files expire, also those of others; as {@link #together}. */
    public boolean clock(DeployedSystem system, String tags) {
        return reported(Pass.CLOCK, system, tags);
    }

    /** Runs the scenarios that look back at all others; as {@link #together}. */
    public boolean last(DeployedSystem system, String tags) {
        return reported(Pass.LAST, system, tags);
    }

    /** Runs the scenarios that take the system apart; as {@link #together}. */
    public boolean destructive(DeployedSystem system, String tags) {
        return reported(Pass.DESTRUCTIVE, system, tags);
    }

    /**
     * Runs scenarios until one fails; none that takes the system apart, and no reports are left.
     *
     * @param files the features, by the names of their files without the ending
     * @param patience the part of the usual time that is waited for what happens by itself
     * @return what failed first, in a sentence; empty when all passed
     */
    public Optional<String> firstFailure(DeployedSystem system, Collection<String> files, double patience) {
        CurrentSystem.begin(system);
        Patience.set(patience);
        try {
            var about = about(system);
            var paths = files.stream().map(file -> about.file(file).toString()).toList();
            for (var pass : List.of(Pass.TOGETHER, Pass.ALONE, Pass.LAST)) {
                run(pass, "").plugin(FirstFailure.class).of(paths);
                if (FirstFailure.seen().isPresent()) {
                    return FirstFailure.seen();
                }
            }
            return Optional.empty();
        } finally {
            Patience.set(1);
        }
    }

    /** The names of all features' files, without the ending, in alphabetical order. */
    public List<String> names() {
        return features.names();
    }

    private boolean reported(Pass pass, DeployedSystem system, String chosen) {
        if (!begun) {
            CurrentSystem.begin(system);
            begun = true;
        }
        var folder = reports.resolve(pass.name().toLowerCase(Locale.ROOT));
        var passed = run(pass, chosen)
                .plugin(ScenarioLines.class)
                .reports(folder)
                .of(List.of(about(system).folder().toString()));
        ended.accept(folder);
        return passed;
    }

    private FeatureFiles about(DeployedSystem system) {
        return features.about(system.environment(), reports.resolve("features"));
    }

    private CucumberRun run(Pass pass, String chosen) {
        return new CucumberRun(GLUE).tagged(pass.tags, chosen).threads(pass.parallel ? threads : 1);
    }
}
