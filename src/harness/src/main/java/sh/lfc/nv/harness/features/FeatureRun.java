package sh.lfc.nv.harness.features;

import io.cucumber.core.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.system.CurrentSystem;
import sh.lfc.nv.harness.system.Patience;
import sh.lfc.nv.harness.system.SystemUnderTest;

/**
 * Runs features against a system, in passes: what may run at the same time, what must have the system for itself, what
 * moves the time, and what takes the system apart. The passes that leave reports are one run of one system. Not for use by several threads.
 */
public final class FeatureRun {
    /** Where the sentences' meaning is. */
    private static final String GLUE = "sh.lfc.nv.harness.steps";

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

    private final Path features;
    private final Path reports;
    private final int threads;
    private boolean begun;

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
        return reported(Pass.TOGETHER, system, tags);
    }

    /** Runs the scenarios that must have the system for themselves; as {@link #together}. */
    public boolean alone(SystemUnderTest system, String tags) {
        return reported(Pass.ALONE, system, tags);
    }

    /** Runs the scenarios that move the time, in which files expire, also those of others; as {@link #together}. */
    public boolean clock(SystemUnderTest system, String tags) {
        return reported(Pass.CLOCK, system, tags);
    }

    /** Runs the scenarios that look back at all others; as {@link #together}. */
    public boolean last(SystemUnderTest system, String tags) {
        return reported(Pass.LAST, system, tags);
    }

    /** Runs the scenarios that take the system apart; as {@link #together}. */
    public boolean destructive(SystemUnderTest system, String tags) {
        return reported(Pass.DESTRUCTIVE, system, tags);
    }

    /**
     * Runs scenarios until one fails; none that takes the system apart, and no reports are left.
     *
     * @param files the features, by the names of their files without the ending
     * @param patience the part of the usual time that is waited for what happens by itself
     * @return what failed first, in a sentence; empty when all passed
     */
    public Optional<String> firstFailure(SystemUnderTest system, Collection<String> files, double patience) {
        CurrentSystem.begin(system);
        Patience.set(patience);
        try {
            for (var pass : List.of(Pass.TOGETHER, Pass.ALONE, Pass.LAST)) {
                var more = Stream.concat(
                        Stream.of("--plugin", FirstFailure.class.getName()),
                        files.stream()
                                .map(file -> features.resolve(file + ".feature").toString()));
                run(pass, system, "", more.toList());
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
        try (var files = Files.list(features)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".feature"))
                    .map(name -> name.substring(0, name.length() - ".feature".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new HarnessException("cannot read %s: %s".formatted(features, e.getMessage()), e);
        }
    }

    private boolean reported(Pass pass, SystemUnderTest system, String chosen) {
        if (!begun) {
            CurrentSystem.begin(system);
            begun = true;
        }
        var folder = folder(pass.name().toLowerCase(Locale.ROOT));
        return run(
                pass,
                system,
                chosen,
                List.of(
                        "--plugin",
                        ScenarioLines.class.getName(),
                        "--plugin",
                        "html:" + folder.resolve("features.html"),
                        "--plugin",
                        "json:" + folder.resolve("features.json"),
                        "--plugin",
                        "junit:" + folder.resolve("features.xml"),
                        features.toString()));
    }

    /** @param more plugins, and where the features are */
    private boolean run(Pass pass, SystemUnderTest system, String chosen, List<String> more) {
        var tags = Stream.of(pass.tags, chosen, system.target().tags())
                .filter(expression -> !expression.isBlank())
                .map(expression -> "(" + expression + ")")
                .collect(Collectors.joining(" and "));
        var arguments = new ArrayList<>(List.of(
                "--glue",
                GLUE,
                "--tags",
                tags,
                "--threads",
                String.valueOf(pass.parallel ? threads : 1),
                // Cucumber's own lines say again, with stack traces, what the plugins have said.
                "--no-summary"));
        arguments.addAll(more);
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
