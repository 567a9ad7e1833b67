package sh.lfc.nv.harness.steps;

import io.cucumber.java.After;

/** Takes a scenario's files away, also after a failure. */
public final class CleanUp {
    private final Scene scene;
    private final Storage storage;

    public CleanUp(Scene scene, Storage storage) {
        this.scene = scene;
        this.storage = storage;
    }

    @After
    public void removeFiles() {
        if (scene.system().target().cleansUp()) {
            scene.keys().forEach(storage::remove);
        }
    }
}
