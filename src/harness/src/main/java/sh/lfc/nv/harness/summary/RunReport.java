package sh.lfc.nv.harness.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.OwnerOnly;
import sh.lfc.nv.harness.deploy.StackTiming;
import sh.lfc.nv.harness.summary.RunSummary.StackTime;
import sh.lfc.nv.harness.summary.ScenarioOutcome.Evidence;
import sh.lfc.nv.harness.summary.ScenarioOutcome.State;
import sh.lfc.nv.harness.system.DeployedSystem;

/**
 * Puts a run's summary together: {@code index.html} for people, {@code summary.json} and {@code junit.xml} for machines.
 *
 * <p>{@link #passEnded} is told of each pass while its system still stands, since what failed is explained by logs that
 * expire and by rules that go. Not for use by several threads.
 */
public final class RunReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path reports;
    private final String target;
    private final Instant begun = Instant.now();
    private final List<Path> passes = new ArrayList<>();
    private final List<Map<String, List<ScenarioOutcome>>> outcomes = new ArrayList<>();
    private final Set<String> network = new LinkedHashSet<>();
    private List<Part> parts = List.of();
    private DeployedSystem system;
    private Duration ahead;

    /** @param reports the folder of the run's reports, in which the summary is left */
    public RunReport(Path reports, DeployedSystem system) {
        this(reports, system.target().name());
        about(system);
    }

    /** A report of a run in which there may never be a system to ask. */
    public RunReport(Path reports, String target) {
        this.reports = reports;
        this.target = target;
    }

    /** Which system the passes that follow try. */
    public void about(DeployedSystem tried) {
        system = tried;
        ahead = Witness.ahead(tried);
    }

    /** What became of the run's stacks and stages, for the summary to tell. */
    public RunReport telling(List<Part> outcomes) {
        parts = List.copyOf(outcomes);
        return this;
    }

    /**
     * Reads what a pass has left, and asks the system about what failed in it. It has to be known which that is.
     *
     * @param folder the pass's, within the reports
     */
    public void passEnded(Path folder) {
        var features = FeaturesJson.read(folder);
        if (features.isEmpty()) {
            return;
        }
        passes.add(folder);
        outcomes.add(features);
        var failed = features.values().stream().flatMap(List::stream).anyMatch(each -> each.state() == State.FAILED);
        if (failed) {
            ask(features);
        }
        ahead = Witness.ahead(system);
    }

    /** Who cannot be asked any more changes nothing about what failed. */
    private void ask(Map<String, List<ScenarioOutcome>> features) {
        var witness = new Witness(system, ahead);
        try {
            network.addAll(witness.network());
            var evidence = witness.of(features.values().stream()
                    .flatMap(List::stream)
                    .filter(each -> each.state() == State.FAILED)
                    .toList());
            features.replaceAll((name, scenarios) -> scenarios.stream()
                    .map(each -> each.with(evidence.getOrDefault(each, Evidence.NONE)))
                    .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            network.add("The system could not be asked about what failed: " + e.getMessage());
        }
    }

    /**
     * Writes the summary.
     *
     * @param facts what there is to say of the target, by what it is, such as {@code region}
     * @param stacks what the stacks cost; none when they were applied before
     * @return the page
     */
    public Path write(Map<String, String> facts, List<StackTiming> stacks) {
        return writeTimes(facts, stacks.stream().map(StackTime::of).toList());
    }

    /** As {@link #write}, with times that were kept. */
    public Path writeTimes(Map<String, String> facts, List<StackTime> stacks) {
        var summary = RunSummary.of(
                        target,
                        facts,
                        begun.truncatedTo(ChronoUnit.SECONDS).toString(),
                        Duration.between(begun, Instant.now()).toMillis(),
                        stacks,
                        outcomes,
                        List.copyOf(network),
                        links())
                .with(parts);
        try {
            Files.createDirectories(reports);
            OwnerOnly.write(reports.resolve("summary.json"), JSON.writeValueAsString(summary));
            MergedJUnit.write(passes, parts, reports.resolve("junit.xml"));
            return OwnerOnly.write(reports.resolve("index.html"), new SummaryPage(summary).html());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new HarnessException("cannot write in %s: %s".formatted(reports, e.getMessage()), e);
        }
    }

    /** What there is beside the summary; of what there are many, the newest. */
    private Map<String, String> links() {
        var links = new LinkedHashMap<String, String>();
        passes.forEach(pass -> {
            var page = pass.resolve("features.html");
            if (Files.isRegularFile(page)) {
                links.put("Cucumber: " + pass.getFileName(), relative(page));
            }
        });
        link(links, "Where the seconds of up went", reports.resolve("up").resolve("index.html"));
        newest(reports.resolve("load")).ifPresent(run -> {
            link(links, "Load: " + run.getFileName(), run.resolve("index.html"));
            link(
                    links,
                    "Gatling: " + run.getFileName(),
                    run.resolve("gatling-0").resolve("index.html"));
        });
        link(links, "Load: trend", reports.resolve("load").resolve("trend.html"));
        link(links, "Bench", reports.resolve("bench").resolve("bench.html"));
        links.put("JUnit's XML", "junit.xml");
        links.put("Numbers, for machines", "summary.json");
        return links;
    }

    private void link(Map<String, String> links, String title, Path page) {
        if (Files.isRegularFile(page)) {
            links.put(title, relative(page));
        }
    }

    private String relative(Path page) {
        return reports.relativize(page).toString().replace('\\', '/');
    }

    /** Names of runs begin with their time. */
    private static Optional<Path> newest(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> runs = Files.list(folder)) {
            return runs.filter(run -> Files.isRegularFile(run.resolve("index.html")))
                    .max(Path::compareTo);
        } catch (IOException e) {
            throw new HarnessException("cannot read %s: %s".formatted(folder, e.getMessage()), e);
        }
    }
}
