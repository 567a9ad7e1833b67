package sh.lfc.nv.harness.system;

import java.util.List;
import java.util.Map;

/** The stacks that made a system, as far as features look at them. */
public interface Infrastructure {

    /** What applying each stack once more would change, in words; only stacks that have something to change. */
    Map<String, List<String>> pendingChanges() throws InterruptedException;

    /** Destroys all stacks. */
    void destroy() throws InterruptedException;
}
