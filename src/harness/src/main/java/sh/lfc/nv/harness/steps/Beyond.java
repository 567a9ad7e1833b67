package sh.lfc.nv.harness.steps;

import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import org.opentest4j.TestAbortedException;
import sh.lfc.nv.canary.system.CurrentSystem;
import sh.lfc.nv.harness.system.DeployedSystem;

/** Skips what cannot be tried on a target, and says why. */
public final class Beyond {

    /** Before anything of the scenario is done. */
    @Before(order = 1)
    public void skip(Scenario scenario) {
        if (CurrentSystem.get() instanceof DeployedSystem deployed) {
            deployed.target().beyond().forEach((tag, reason) -> {
                if (scenario.getSourceTagNames().contains(tag)) {
                    scenario.log("skipped: " + reason);
                    throw new TestAbortedException(reason);
                }
            });
        }
    }
}
