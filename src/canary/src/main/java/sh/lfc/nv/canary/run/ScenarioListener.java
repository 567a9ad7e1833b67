package sh.lfc.nv.canary.run;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.Result;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.TestCase;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestRunFinished;
import io.cucumber.plugin.event.TestStepFinished;
import io.cucumber.plugin.event.WriteEvent;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Makes one result of all that Cucumber tells of a scenario. */
abstract class ScenarioListener implements ConcurrentEventListener {
    private static final String REQUEST_ID = "request id ";

    private final Map<UUID, String> failures = new ConcurrentHashMap<>();
    private final Map<UUID, String> requestIds = new ConcurrentHashMap<>();

    /** A scenario is done. Called by several threads. */
    abstract void finished(ScenarioResult result);

    /** All are done. */
    void allFinished() {}

    @Override
    public final void setEventPublisher(EventPublisher publisher) {
        publisher.registerHandlerFor(TestStepFinished.class, this::stepFinished);
        publisher.registerHandlerFor(WriteEvent.class, this::written);
        publisher.registerHandlerFor(TestCaseFinished.class, this::scenarioFinished);
        publisher.registerHandlerFor(TestRunFinished.class, event -> allFinished());
    }

    private void stepFinished(TestStepFinished event) {
        var result = event.getResult();
        // What is skipped because of a step before it has no error.
        if (result.getStatus().is(Status.PASSED)
                || result.getStatus().is(Status.SKIPPED) && result.getError() == null) {
            return;
        }
        var step = event.getTestStep() instanceof PickleStepTestStep named
                ? named.getStep().getText()
                : result.getStatus().is(Status.SKIPPED) ? "not run" : "clean-up";
        failures.putIfAbsent(event.getTestCase().getId(), step + ": " + why(result));
    }

    private static String why(Result result) {
        return result.getError() == null
                ? result.getStatus().name().toLowerCase(Locale.ROOT)
                : String.valueOf(result.getError().getMessage()).strip();
    }

    private void written(WriteEvent event) {
        if (event.getText().startsWith(REQUEST_ID)) {
            requestIds.put(event.getTestCase().getId(), event.getText().substring(REQUEST_ID.length()));
        }
    }

    private void scenarioFinished(TestCaseFinished event) {
        var scenario = event.getTestCase();
        finished(new ScenarioResult(
                feature(scenario),
                scenario.getName(),
                event.getResult().getStatus(),
                event.getResult().getDuration(),
                Optional.ofNullable(failures.remove(scenario.getId())),
                Optional.ofNullable(requestIds.remove(scenario.getId()))));
    }

    /** A feature that comes out of a jar has a URI without a path. */
    private static String feature(TestCase scenario) {
        var uri = scenario.getUri().getSchemeSpecificPart();
        return uri.substring(uri.lastIndexOf('/') + 1).replace(".feature", "");
    }
}
