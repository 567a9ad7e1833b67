package sh.lfc.nv.harness.features;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestRunFinished;
import io.cucumber.plugin.event.TestStepFinished;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** One line on standard output for each scenario that is done, with the step that failed below it. */
public final class ScenarioLines implements ConcurrentEventListener {
    private final PrintStream out = System.out;
    private final Map<Object, String> failures = new ConcurrentHashMap<>();
    private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();

    @Override
    public void setEventPublisher(EventPublisher publisher) {
        publisher.registerHandlerFor(TestStepFinished.class, this::stepFinished);
        publisher.registerHandlerFor(TestCaseFinished.class, this::scenarioFinished);
        publisher.registerHandlerFor(TestRunFinished.class, this::runFinished);
    }

    private void stepFinished(TestStepFinished event) {
        var result = event.getResult();
        if (result.getStatus().is(Status.PASSED) || result.getStatus().is(Status.SKIPPED)) {
            return;
        }
        var step = event.getTestStep() instanceof PickleStepTestStep named
                ? named.getStep().getText()
                : "clean-up";
        var why = result.getError() == null
                ? result.getStatus().name().toLowerCase()
                : String.valueOf(result.getError().getMessage());
        failures.putIfAbsent(event.getTestCase().getId(), step + ": " + why.strip());
    }

    private void runFinished(TestRunFinished event) {
        var all = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (all > 0) {
            var each = counts.entrySet().stream()
                    .map(count -> "%d %s".formatted(count.getValue(), count.getKey()))
                    .collect(Collectors.joining(", "));
            print("%d scenarios: %s".formatted(all, each));
        }
    }

    private void scenarioFinished(TestCaseFinished event) {
        counts.merge(event.getResult().getStatus().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
        var scenario = event.getTestCase();
        var feature =
                Path.of(scenario.getUri().getPath()).getFileName().toString().replace(".feature", "");
        var mark = event.getResult().getStatus().is(Status.PASSED)
                ? "ok  "
                : event.getResult().getStatus().is(Status.SKIPPED) ? "skip" : "FAIL";
        var line = new StringBuilder("%s %-24s %s (%.1f s)"
                .formatted(
                        mark,
                        feature,
                        scenario.getName(),
                        event.getResult().getDuration().toMillis() / 1000.0));
        var failure = failures.remove(scenario.getId());
        if (failure != null) {
            line.append(System.lineSeparator()).append(failure.indent(5).stripTrailing());
        }
        print(line.toString());
    }

    private void print(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
