package sh.lfc.nv.harness.features;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.TestStepFinished;
import java.nio.file.Path;
import java.util.Optional;
import sh.lfc.nv.harness.system.Patience;

/** Remembers the first step that failed, and lets nobody wait any longer. */
public final class FirstFailure implements ConcurrentEventListener {
    private static final ThreadLocal<FirstFailure> LAST = new ThreadLocal<>();

    private volatile String failure;

    /** Made by Cucumber, by the thread that starts a run. */
    public FirstFailure() {
        LAST.set(this);
    }

    /** What failed in the run that this thread started last. */
    static Optional<String> seen() {
        return Optional.ofNullable(LAST.get()).map(last -> last.failure);
    }

    @Override
    public void setEventPublisher(EventPublisher publisher) {
        publisher.registerHandlerFor(TestStepFinished.class, this::stepFinished);
    }

    private synchronized void stepFinished(TestStepFinished event) {
        var result = event.getResult();
        if (failure != null
                || result.getStatus().is(Status.PASSED)
                || result.getStatus().is(Status.SKIPPED)) {
            return;
        }
        var feature = Path.of(event.getTestCase().getUri().getPath())
                .getFileName()
                .toString()
                .replace(".feature", "");
        var step = event.getTestStep() instanceof PickleStepTestStep named
                ? named.getStep().getText()
                : "clean-up";
        var why = result.getError() == null
                ? result.getStatus().name()
                : String.valueOf(result.getError().getMessage()).strip();
        failure = "%s: %s: %s: %s".formatted(feature, event.getTestCase().getName(), step, why);
        Patience.end();
    }
}
