package sh.lfc.nv.harness.target;

import java.util.List;
import java.util.Map;

/** What can be made to go wrong in a target. Safe for use by many threads. */
public interface TargetFaults {

    /**
     * A fault.
     *
     * @param target what it is aimed at, for people
     * @param how when and how strongly it strikes, for people
     * @param struck how often it has struck so far
     * @param over whether it strikes no more
     */
    record Fault(String id, String kind, String target, String how, long struck, boolean over) {}

    /**
     * Has something go wrong from now on.
     *
     * @param kind such as {@code throttle}, {@code stop} or {@code crash}; see docs/faults.md
     * @param options of the kind, such as {@code service}, {@code on}, {@code probability} or {@code for}
     * @throws sh.lfc.nv.harness.HarnessException when there is no such fault, or it cannot be, with the reason
     */
    Fault add(String kind, Map<String, String> options);

    /** Those that were added and not taken away. */
    List<Fault> list();

    /** Takes one away and undoes what it left behind. */
    Fault clear(String id);

    /** Takes all away, and undoes what they left behind. */
    List<Fault> clear();
}
