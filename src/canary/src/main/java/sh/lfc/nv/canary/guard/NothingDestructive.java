package sh.lfc.nv.canary.guard;

import io.cucumber.java.Before;

/** Lets nobody take a live system apart. */
public final class NothingDestructive {

    /** Before everything else that a scenario does. */
    @Before(value = "@destructive", order = Integer.MIN_VALUE)
    public void refuse() {
        throw new AssertionError("refused: a scenario that takes the system apart is not for a live system");
    }
}
