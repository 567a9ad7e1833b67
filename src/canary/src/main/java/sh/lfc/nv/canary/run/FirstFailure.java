package sh.lfc.nv.canary.run;

import io.cucumber.plugin.event.Status;
import java.util.Optional;
import sh.lfc.nv.canary.system.Patience;

/** Remembers the first scenario that failed, and lets nobody wait any longer. */
public final class FirstFailure extends ScenarioListener {
    private static final ThreadLocal<FirstFailure> LAST = new ThreadLocal<>();

    private volatile String failure;

    /** Made by Cucumber, by the thread that starts a run. */
    public FirstFailure() {
        LAST.set(this);
    }

    /** What failed in the run that this thread started last. */
    public static Optional<String> seen() {
        return Optional.ofNullable(LAST.get()).map(last -> last.failure);
    }

    @Override
    synchronized void finished(ScenarioResult result) {
        if (failure == null && result.status() != Status.SKIPPED) {
            result.sentence().ifPresent(first -> {
                failure = first;
                Patience.end();
            });
        }
    }
}
