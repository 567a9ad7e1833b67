package sh.lfc.nv.harness.target;

import java.util.List;
import java.util.Map;

/**
 * What goes wrong in a target on demand. Safe for use by many threads.
 *
 * <p>What cannot be, such as a fault of a database that there is not, is refused with an
 * {@link IllegalArgumentException} that says in a sentence why; nothing has changed then.
 */
public interface TargetFaults {

    /**
     * A fault that was added.
     *
     * @param id by which it is cleared
     * @param kind for example {@code throttle}
     * @param target what it is aimed at, for people
     * @param how what it does and how often, for people
     * @param struck how often it has struck
     * @param over whether it strikes no more
     */
    record Fault(String id, String kind, String target, String how, long struck, boolean over) {}

    /**
     * Adds a fault, and comes back when what it does at once is done.
     *
     * @param options its target, and how often it strikes: by the names that {@code ./harness fault add} has for them,
     *     without the dashes, for example {@code on} and {@code for}
     */
    Fault add(String kind, Map<String, String> options);

    /** The faults that were added and not cleared, those that are over included. */
    List<Fault> list();

    /** Takes one away and undoes what lasts of it. */
    Fault clear(String id);

    /** Takes all of them away. */
    List<Fault> clear();
}
