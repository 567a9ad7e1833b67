package sh.lfc.nv.emulator.faults;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.Principal;

/** Decides whether calls of AWS's APIs go wrong. Safe for use by many threads. */
public final class CallFaults {

    private final InForce faults;
    private final CallLimits limits;

    CallFaults(InForce faults, CallLimits limits) {
        this.faults = faults;
        this.limits = limits;
    }

    /** None, and none can be added. */
    public static CallFaults none() {
        return new CallFaults(new InForce(Clock.systemUTC()), CallLimits.NONE);
    }

    /**
     * What becomes of a call. What is late adds up; the first fault that keeps the call from its operation decides.
     *
     * @param service the SDK's package
     * @param resources the ARNs of what the call is about, asked for when that matters
     */
    public Fate of(String service, String operation, Principal caller, Supplier<List<String>> resources) {
        if (limits.exceeded(service, operation, caller)) {
            return Fate.NONE.refused(ServiceErrors.throttled(service));
        }
        if (faults.isEmpty()) {
            return Fate.NONE;
        }
        Duration late = Duration.ZERO;
        Iterator<Running> striking = faults.striking(
                        fault -> ((Target.Calls) fault.wanted().target()).covers(service, operation, caller, resources))
                .iterator();
        while (striking.hasNext()) {
            Running fault = striking.next();
            if (fault.kind() != Kind.LATENCY) {
                return decided(fault, service, Fate.late(late));
            }
            late = late.plus(fault.by());
        }
        return Fate.late(late);
    }

    private static Fate decided(Running fault, String service, Fate fate) {
        return switch (fault.kind()) {
            case THROTTLE -> fate.refused(ServiceErrors.throttled(service));
            case ERROR -> fate.refused(ServiceErrors.internal(service));
            case DROP -> fate.dropped();
            case TIMEOUT -> fate.held(fault::isCleared);
            default -> throw new IllegalStateException(fault.kind() + " is no fault of a call");
        };
    }
}
