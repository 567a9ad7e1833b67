package sh.lfc.nv.harness.sandbox;

import java.time.Duration;
import java.util.function.Consumer;
import sh.lfc.nv.harness.deploy.DeploymentListener;
import sh.lfc.nv.harness.stacks.Stack;
import sh.lfc.nv.terraform.Changes;

/**
 * Writes down what becomes of stacks, before it is done and after.
 *
 * @param begun what the journal calls the beginning
 * @param ended what it calls the end
 * @param after what a stack that is done sets off, before another one begins that waits for it
 * @param next who follows too
 */
record Journaled(Run run, String begun, String ended, Consumer<Stack> after, DeploymentListener next)
        implements DeploymentListener {

    @Override
    public void started(Stack stack) {
        run.note(begun, stack.name());
        next.started(stack);
    }

    @Override
    public void planned(Stack stack, int resources) {
        next.planned(stack, resources);
    }

    @Override
    public void changed(Stack stack, String resource) {
        run.note("changed", stack.name(), resource);
        next.changed(stack, resource);
    }

    @Override
    public void finished(Stack stack, Changes changes, Duration took) {
        after.accept(stack);
        run.note(ended, stack.name());
        next.finished(stack, changes, took);
    }

    @Override
    public void failed(Stack stack, Exception failure) {
        next.failed(stack, failure);
    }
}
