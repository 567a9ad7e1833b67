package sh.lfc.nv.harness.sandbox;

import java.time.Duration;
import java.util.function.Consumer;
import sh.lfc.nv.harness.deploy.DeploymentListener;
import sh.lfc.nv.harness.deploy.ForwardingListener;
import sh.lfc.nv.harness.stacks.Stack;
import sh.lfc.nv.terraform.Changes;

/** Writes down what becomes of stacks, before it is done and after. */
final class Journaled extends ForwardingListener {
    private final Run run;
    private final String begun;
    private final String ended;
    private final Consumer<Stack> after;

    /**
     * @param begun what the journal calls the beginning
     * @param ended what it calls the end
     * @param after what a stack that is done sets off, before another one begins that waits for it
     * @param next who follows too
     */
    Journaled(Run run, String begun, String ended, Consumer<Stack> after, DeploymentListener next) {
        super(next);
        this.run = run;
        this.begun = begun;
        this.ended = ended;
        this.after = after;
    }

    @Override
    public void started(Stack stack) {
        run.note(begun, stack.name());
        super.started(stack);
    }

    @Override
    public void changed(Stack stack, String resource) {
        run.note("changed", stack.name(), resource);
        super.changed(stack, resource);
    }

    @Override
    public void finished(Stack stack, Changes changes, Duration took) {
        after.accept(stack);
        run.note(ended, stack.name());
        super.finished(stack, changes, took);
    }
}
