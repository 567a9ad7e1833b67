package sh.lfc.nv.emulator.faults;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The faults of one sort of target that may strike. One volatile read tells that there is none. For many threads. */
final class InForce {

    private final Clock clock;
    private volatile List<Running> all = List.of();

    InForce(Clock clock) {
        this.clock = clock;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    synchronized void add(Running fault) {
        List<Running> more = new ArrayList<>(all);
        more.add(fault);
        all = List.copyOf(more);
    }

    synchronized void remove(Running fault) {
        all = all.stream().filter(each -> each != fault).toList();
    }

    /** Those that are aimed at it, in the order in which they were added, and strike now; each is asked in its turn. */
    Stream<Running> striking(Predicate<Running> aimed) {
        return all.stream().filter(aimed).filter(this::strikes);
    }

    private boolean strikes(Running fault) {
        boolean strikes = fault.strikes(clock.instant());
        if (fault.isOver()) {
            remove(fault);
        }
        return strikes;
    }
}
