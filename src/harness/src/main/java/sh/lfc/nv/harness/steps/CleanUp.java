package sh.lfc.nv.harness.steps;

import io.cucumber.java.After;
import io.cucumber.java.Before;
import org.opentest4j.TestAbortedException;
import sh.lfc.nv.harness.system.Patience;

/** Takes a scenario's files away, also after a failure. */
public final class CleanUp {
    private final Scene scene;
    private final Storage storage;

    public CleanUp(Scene scene, Storage storage) {
        this.scene = scene;
        this.storage = storage;
    }

    /** Where one failure is all that is wanted, what has not begun need not. */
    @Before(order = 0)
    public void beginOnlyWhereItMatters() {
        if (Patience.isOver()) {
            throw new TestAbortedException("another scenario has failed");
        }
    }

    @After
    public void removeFiles() {
        if (scene.system().target().cleansUp()) {
            scene.keys().forEach(storage::remove);
        }
    }
}
