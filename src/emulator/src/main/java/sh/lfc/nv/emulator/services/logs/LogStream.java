package sh.lfc.nv.emulator.services.logs;

import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/** A log stream: the events of one source, in the order of their time. Safe for use by many threads. */
final class LogStream {

    private final String name;
    private final long creationTime;
    private final NavigableSet<LogEvent> events = new ConcurrentSkipListSet<>(LogEvent.ORDER);
    private final AtomicLong storedBytes = new AtomicLong();
    private volatile long lastIngestionTime;

    LogStream(String name, long creationTime) {
        this.name = name;
        this.creationTime = creationTime;
    }

    String name() {
        return name;
    }

    long creationTime() {
        return creationTime;
    }

    /** When the last event was received; 0 as long as there was none. */
    long lastIngestionTime() {
        return lastIngestionTime;
    }

    long storedBytes() {
        return storedBytes.get();
    }

    NavigableSet<LogEvent> events() {
        return events;
    }

    Optional<LogEvent> firstEvent() {
        return events.stream().findFirst();
    }

    Optional<LogEvent> lastEvent() {
        return events.descendingSet().stream().findFirst();
    }

    void add(LogEvent event) {
        if (events.add(event)) {
            storedBytes.addAndGet(event.storedBytes());
        }
        lastIngestionTime = Math.max(lastIngestionTime, event.ingestionTime());
    }

    /** Forgets the events before a time, in milliseconds since the epoch. */
    void expireBefore(long time) {
        if (time != Long.MIN_VALUE) {
            forgetBefore(time);
        }
    }

    private synchronized void forgetBefore(long time) {
        for (LogEvent event : events) {
            if (event.timestamp() >= time) {
                return;
            }
            events.remove(event);
            storedBytes.addAndGet(-event.storedBytes());
        }
    }
}
