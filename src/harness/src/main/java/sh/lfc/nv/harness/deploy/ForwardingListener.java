package sh.lfc.nv.harness.deploy;

import java.time.Duration;
import sh.lfc.nv.harness.stacks.Stack;
import sh.lfc.nv.terraform.Changes;

/** Tells everything on to another listener; for those that do something else beside. */
public abstract class ForwardingListener implements DeploymentListener {
    private final DeploymentListener next;

    protected ForwardingListener(DeploymentListener next) {
        this.next = next;
    }

    @Override
    public void started(Stack stack) {
        next.started(stack);
    }

    @Override
    public void planned(Stack stack, int resources) {
        next.planned(stack, resources);
    }

    @Override
    public void changed(Stack stack, String resource) {
        next.changed(stack, resource);
    }

    @Override
    public void finished(Stack stack, Changes changes, Duration took) {
        next.finished(stack, changes, took);
    }

    @Override
    public void failed(Stack stack, Exception failure) {
        next.failed(stack, failure);
    }

    @Override
    public void timed(StackTiming timing) {
        next.timed(timing);
    }
}
