package sh.lfc.nv.emulator.faults;

import java.time.Duration;
import java.util.Optional;

/** Decides whether invocations and starts of functions go wrong. Safe for use by many threads. */
public final class FunctionFaults {

    /** What befalls an invocation, and by which fault. */
    public record Blow(Kind kind, String fault) {}

    private final InForce faults;

    FunctionFaults(InForce faults) {
        this.faults = faults;
    }

    /** What befalls the invocation of a function that is about to begin. */
    public Optional<Blow> invocation(String function) {
        return faults.isEmpty()
                ? Optional.empty()
                : faults.striking(fault -> fault.kind() != Kind.COLD_START && isAimed(fault, function))
                        .findFirst()
                        .map(fault -> new Blow(fault.kind(), fault.id()));
    }

    /** By how much the start of an environment is late. */
    public Duration start(String function) {
        return faults.isEmpty()
                ? Duration.ZERO
                : faults.striking(fault -> fault.kind() == Kind.COLD_START && isAimed(fault, function))
                        .map(Running::by)
                        .reduce(Duration.ZERO, Duration::plus);
    }

    private static boolean isAimed(Running fault, String function) {
        return ((Target.Function) fault.wanted().target()).function().equals(function);
    }
}
