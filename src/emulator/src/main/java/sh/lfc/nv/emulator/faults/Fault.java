package sh.lfc.nv.emulator.faults;

/**
 * A fault that was added, as it is at one moment.
 *
 * @param id by which it is cleared, for example {@code fault-1}
 * @param struck how often it has struck; for {@link Kind#GARBAGE} how many values it has overwritten
 * @param over whether it strikes no more: its count or its time has run out, or it was done at once
 */
public record Fault(String id, Wanted wanted, long struck, boolean over) {

    /** What it does and how often, for people. */
    public String how() {
        return wanted.how();
    }
}
