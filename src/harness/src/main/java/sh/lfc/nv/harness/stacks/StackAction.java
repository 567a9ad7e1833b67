package sh.lfc.nv.harness.stacks;

/** What is done to a stack. */
@FunctionalInterface
public interface StackAction {
    void run(Stack stack) throws InterruptedException;
}
