package sh.lfc.nv.harness.steps;

import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.canary.system.CurrentSystem;
import sh.lfc.nv.harness.system.DeployedSystem;
import sh.lfc.nv.harness.system.Infrastructure;
import sh.lfc.nv.harness.target.Target;

/** The system of a scenario from behind: what those see who deployed it, and a client does not. */
public final class Deployed {
    private final DeployedSystem system;

    /** @throws IllegalStateException when the features run against a system that somebody else deployed */
    public Deployed() {
        if (!(CurrentSystem.get() instanceof DeployedSystem deployed)) {
            throw new IllegalStateException("a live system is looked at from outside only");
        }
        system = deployed;
    }

    DeployedSystem system() {
        return system;
    }

    Target target() {
        return system.target();
    }

    AwsAccess deployer() {
        return system.deployer();
    }

    /** The stacks that made it. */
    Infrastructure infrastructure() {
        return system.infrastructure()
                .orElseThrow(() -> new AssertionError("these stacks are somebody else's: do not run @terraform here"));
    }
}
