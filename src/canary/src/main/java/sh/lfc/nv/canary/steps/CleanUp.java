package sh.lfc.nv.canary.steps;

import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import org.opentest4j.TestAbortedException;
import sh.lfc.nv.canary.client.Transcript;
import sh.lfc.nv.canary.system.Patience;

/** Takes a scenario's files away, also after a failure. */
public final class CleanUp {
    /** The name by which reports find it. */
    public static final String LAST_ANSWER = "last request and answer";

    private final Scene scene;

    public CleanUp(Scene scene) {
        this.scene = scene;
    }

    /** Where the result is known, or the time is over, what has not begun need not. */
    @Before(order = 0)
    public void beginOnlyWhereItMatters() {
        if (Patience.isOver()) {
            throw new TestAbortedException("another scenario has failed, or the time is over");
        }
    }

    /** What a failure can be looked up by in the service's own log, and what the client saw last. */
    @After(order = 20_000)
    public void tellRequest(Scenario scenario) {
        if (scenario.isFailed()) {
            scene.lastAnswer().ifPresent(answer -> {
                answer.requestId().ifPresent(id -> scenario.log("request id " + id));
                scenario.attach(Transcript.of(answer), "text/plain", LAST_ANSWER);
            });
        }
    }

    /** One that cannot be taken away keeps none of the others. */
    @After
    public void removeFiles() {
        RuntimeException failure = null;
        for (var key : scene.keys()) {
            try {
                scene.system().remove(key);
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
