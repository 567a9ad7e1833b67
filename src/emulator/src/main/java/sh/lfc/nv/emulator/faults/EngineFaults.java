package sh.lfc.nv.emulator.faults;

import java.time.Duration;
import java.util.List;

/** Decides whether functions' connections to databases and caches go wrong. Safe for use by many threads. */
public final class EngineFaults {

    private final InForce faults;

    EngineFaults(InForce faults) {
        this.faults = faults;
    }

    /**
     * Whether a connection is reset.
     *
     * @param names under which the engine is known
     */
    public boolean resets(List<String> names) {
        return !faults.isEmpty()
                && faults.striking(fault -> isAimed(fault, Kind.REFUSE, names))
                        .findFirst()
                        .isPresent();
    }

    /** By how much one exchange over a connection is late. */
    public Duration lag(List<String> names) {
        return faults.isEmpty()
                ? Duration.ZERO
                : faults.striking(fault -> isAimed(fault, Kind.SLOW, names))
                        .map(Running::by)
                        .reduce(Duration.ZERO, Duration::plus);
    }

    private static boolean isAimed(Running fault, Kind kind, List<String> names) {
        return fault.kind() == kind
                && names.contains(((Target.Engine) fault.wanted().target()).id());
    }
}
