package sh.lfc.nv.harness.features;

import io.cucumber.core.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.system.CurrentSystem;
import sh.lfc.nv.harness.system.SystemUnderTest;

/**
 * Runs features against a system, in passes: what may run at the same time, what must have the system for itself, and
 * what takes it apart.
 */
public final class FeatureRun {
    /** Where the sentences' meaning is. */
    private static final String GLUE = "sh.lfc.nv.harness.steps";

    private final Path features;
    private final Path reports;
    private final int threads;

    /**
     * @param features the folder of the features
     * @param reports the folder in which reports are left: HTML, JSON and JUnit's XML
     * @param threads how many scenarios at a time
     */
    public FeatureRun(Path features, Path reports, int threads) {
        this.features = features;
        this.reports = reports;
        this.threads = threads;
    }

    /**
     * Runs the scenarios that may run at the same time.
     *
     * @param tags an expression that chooses among them, for example {@code @canary}; empty for all
     * @return whether all passed
     */
    public boolean together(SystemUnderTest system, String tags) {
        return pass("together", system, "not @alone and not @destructive", tags, threads);
    }

    /** Runs the scenarios that must have the system for themselves; as {@link #together}. */
    public boolean alone(SystemUnderTest system, String tags) {
        return pass("alone", system, "@alone and not @destructive", tags, 1);
    }

    /** Runs the scenarios that take the system apart; as {@link #together}. */
    public boolean destructive(SystemUnderTest system, String tags) {
        return pass("destructive", system, "@destructive", tags, 1);
    }

    private boolean pass(String name, SystemUnderTest system, String kind, String chosen, int atATime) {
        CurrentSystem.set(system);
        var folder = folder(name);
        var tags = Stream.of(kind, chosen, system.target().tags())
                .filter(expression -> !expression.isBlank())
                .map(expression -> "(" + expression + ")")
                .collect(Collectors.joining(" and "));
        var arguments = List.of(
                "--glue",
                GLUE,
                "--tags",
                tags,
                "--threads",
                String.valueOf(atATime),
                // Cucumber's own lines say again, with stack traces, what ScenarioLines has said.
                "--no-summary",
                "--plugin",
                ScenarioLines.class.getName(),
                "--plugin",
                "html:" + folder.resolve("features.html"),
                "--plugin",
                "json:" + folder.resolve("features.json"),
                "--plugin",
                "junit:" + folder.resolve("features.xml"),
                features.toString());
        return Main.run(arguments.toArray(String[]::new), FeatureRun.class.getClassLoader()) == 0;
    }

    private Path folder(String pass) {
        try {
            return Files.createDirectories(reports.resolve(pass));
        } catch (IOException e) {
            throw new HarnessException("cannot write reports in %s: %s".formatted(reports, e.getMessage()), e);
        }
    }
}
