package sh.lfc.nv.harness.features;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestStepFinished;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One line on standard output for each scenario that is done, with the step that failed below it. */
public final class ScenarioLines implements ConcurrentEventListener {
    private final PrintStream out = System.out;
    private final Map<Object, String> failures = new ConcurrentHashMap<>();

    @Override
    public void setEventPublisher(EventPublisher publisher) {
        publisher.registerHandlerFor(TestStepFinished.class, this::stepFinished);
        publisher.registerHandlerFor(TestCaseFinished.class, this::scenarioFinished);
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

    private void scenarioFinished(TestCaseFinished event) {
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
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
