package sh.lfc.nv.canary.run;

import io.cucumber.core.cli.Main;
import io.cucumber.plugin.Plugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of Cucumber in this process, put together step by step. Not for use by several threads. */
public final class CucumberRun {
    private final List<String> arguments = new ArrayList<>();

    /** @param glue the packages in which the meaning of sentences is */
    public CucumberRun(List<String> glue) {
        glue.forEach(each -> add("--glue", each));
        // Cucumber's own lines say again, with stack traces, what the plugins have said.
        arguments.add("--no-summary");
    }

    /** Only scenarios whose tags match all of these expressions; blank ones match everything. */
    public CucumberRun tagged(String... expressions) {
        var all = Stream.of(expressions)
                .filter(expression -> !expression.isBlank())
                .map(expression -> "(" + expression + ")")
                .collect(Collectors.joining(" and "));
        return all.isEmpty() ? this : add("--tags", all);
    }

    /** So many scenarios at a time. */
    public CucumberRun threads(int count) {
        return add("--threads", String.valueOf(count));
    }

    /** Has a plugin listen; Cucumber makes it. */
    public CucumberRun plugin(Class<? extends Plugin> plugin) {
        return add("--plugin", plugin.getName());
    }

    /** Leaves HTML, JSON and JUnit's XML in a folder. */
    public CucumberRun reports(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write reports in %s: %s".formatted(folder, e.getMessage()), e);
        }
        return add("--plugin", "html:" + folder.resolve("features.html"))
                .add("--plugin", "json:" + folder.resolve("features.json"))
                .add("--plugin", "junit:" + folder.resolve("features.xml"));
    }

    /**
     * Runs.
     *
     * @param features files, folders, or {@code classpath:} and a package
     * @return whether nothing failed
     */
    public boolean of(List<String> features) {
        var all = new ArrayList<>(arguments);
        all.addAll(features);
        return Main.run(all.toArray(String[]::new), CucumberRun.class.getClassLoader()) == 0;
    }

    private CucumberRun add(String option, String value) {
        arguments.add(option);
        arguments.add(value);
        return this;
    }
}
