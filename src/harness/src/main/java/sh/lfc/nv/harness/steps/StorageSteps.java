package sh.lfc.nv.harness.steps;

import io.cucumber.java.en.Given;
import sh.lfc.nv.canary.steps.Eventually;
import sh.lfc.nv.canary.steps.Scene;

/** Files that reach the storage past the service. */
public final class StorageSteps {
    private final Scene scene;
    private final Storage storage;

    public StorageSteps(Scene scene, Storage storage) {
        this.scene = scene;
        this.storage = storage;
    }

    @Given("{string} with {int} random bytes lies in the storage")
    public void liesInStorage(String name, int count) {
        var content = Scene.randomBytes(count);
        scene.remember(name, content);
        storage.put(scene.key(name), content);
        Eventually.see(name + " in the list", Eventually.SOON, () -> scene.listed(name), files -> files.size() == 1);
    }
}
