package sh.lfc.nv.emulator.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * A schedule as far as it lies between two times, both included.
 *
 * @param begin or null
 * @param end or null
 */
record Bounded(Schedule schedule, Instant begin, Instant end) implements Schedule {

    @Override
    public Optional<Instant> next(Instant after) {
        Instant from = begin != null && after.isBefore(begin) ? begin.minusNanos(1) : after;
        return schedule.next(from).filter(time -> end == null || !time.isAfter(end));
    }
}
