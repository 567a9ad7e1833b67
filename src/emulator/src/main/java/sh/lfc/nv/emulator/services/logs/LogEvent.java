package sh.lfc.nv.emulator.services.logs;

import java.util.Comparator;

/**
 * One event of a log stream.
 *
 * @param timestamp when it happened, in milliseconds since the epoch
 * @param sequence its place among all events of the group, which decides between events of one millisecond
 * @param ingestionTime when it was received, in milliseconds since the epoch
 * @param message its text
 */
record LogEvent(long timestamp, long sequence, long ingestionTime, String message) {

    /** The order in which CloudWatch Logs answers events. */
    static final Comparator<LogEvent> ORDER =
            Comparator.comparingLong(LogEvent::timestamp).thenComparingLong(LogEvent::sequence);

    /** Each event is billed for 26 bytes beside its message. */
    private static final int OVERHEAD = 26;

    /** The position of an event in its stream: 56 digits that sort as the events do. */
    String position() {
        return "%020d%036d".formatted(timestamp, sequence);
    }

    /** The place that {@link #position()} names, for comparison only. */
    static LogEvent at(String position) {
        return new LogEvent(Long.parseLong(position.substring(0, 20)), Long.parseLong(position.substring(20)), 0, "");
    }

    long storedBytes() {
        return message.length() + OVERHEAD;
    }
}
