package sh.lfc.nv.emulator.services.logs;

import java.util.Collections;
import java.util.NavigableSet;

/**
 * The stretch of a stream that a reader asks for.
 *
 * @param from the first event that belongs to it
 * @param to the first event that does not belong to it any more
 */
record LogWindow(LogEvent from, LogEvent to) {

    /** From a time on and before another, both in milliseconds since the epoch; null is no limit. */
    static LogWindow between(Long from, Long before) {
        return new LogWindow(start(from == null ? 0 : from), start(before == null ? Long.MAX_VALUE : before));
    }

    /** What follows an event in this window. */
    LogWindow after(LogEvent position) {
        return new LogWindow(later(from, new LogEvent(position.timestamp(), position.sequence() + 1, 0, "")), to);
    }

    /** What precedes an event in this window. */
    LogWindow before(LogEvent position) {
        return new LogWindow(from, later(to, position) == to ? position : to);
    }

    NavigableSet<LogEvent> of(NavigableSet<LogEvent> events) {
        return LogEvent.ORDER.compare(from, to) >= 0
                ? Collections.emptyNavigableSet()
                : events.subSet(from, true, to, false);
    }

    private static LogEvent start(long time) {
        return new LogEvent(time, 0, 0, "");
    }

    private static LogEvent later(LogEvent one, LogEvent other) {
        return LogEvent.ORDER.compare(one, other) >= 0 ? one : other;
    }
}
