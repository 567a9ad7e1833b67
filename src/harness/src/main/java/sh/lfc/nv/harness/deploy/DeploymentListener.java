package sh.lfc.nv.harness.deploy;

import java.time.Duration;
import sh.lfc.nv.harness.stacks.Stack;
import sh.lfc.nv.terraform.Changes;

/** Follows stacks while they are worked on; called by several threads at once. */
public interface DeploymentListener {
    DeploymentListener NONE = new DeploymentListener() {};

    default void started(Stack stack) {}

    /** So many resources of the stack will be changed. */
    default void planned(Stack stack, int resources) {}

    /** One more of the planned changes is done. */
    default void changed(Stack stack, String resource) {}

    default void finished(Stack stack, Changes changes, Duration took) {}

    default void failed(Stack stack, Exception failure) {}

    /** What something cost: a stack, what was made of one before its turn, and also one that failed. */
    default void timed(StackTiming timing) {}
}
