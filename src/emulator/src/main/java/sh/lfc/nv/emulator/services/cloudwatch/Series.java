package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The values of one metric, minute by minute. Safe for use by many threads. */
final class Series {

    /** How long data of one minute is kept. */
    static final Duration KEPT = Duration.ofDays(15);

    private record Slot(long minute, String unit) {}

    /**
     * What a metric had in a period.
     *
     * @param unit the unit of the values, {@code None} where none was told
     */
    record Period(Aggregate aggregate, String unit) {}

    private final NavigableMap<Slot, Aggregate> slots =
            new TreeMap<>(Comparator.comparingLong(Slot::minute).thenComparing(Slot::unit));
    private Instant latest = Instant.EPOCH;

    synchronized void record(Instant time, String unit, Consumer<Aggregate> values) {
        values.accept(slots.computeIfAbsent(new Slot(minute(time), unit), slot -> new Aggregate()));
        latest = time.isAfter(latest) ? time : latest;
    }

    /**
     * What the metric had from one time to another, the latter excluded; both are taken as whole minutes.
     *
     * @param unit the only unit that counts, or null for all
     */
    synchronized Period between(Instant from, Instant to, String unit) {
        Aggregate all = new Aggregate();
        String seen = "None";
        for (var entry : slots.subMap(new Slot(minute(from), ""), new Slot(minute(to), ""))
                .entrySet()) {
            if (unit == null || unit.equals(entry.getKey().unit())) {
                all.add(entry.getValue());
                seen = entry.getKey().unit();
            }
        }
        return new Period(all, seen);
    }

    synchronized boolean activeSince(Instant time) {
        return !latest.isBefore(time);
    }

    /** Forgets what is too old; whether anything is left. */
    synchronized boolean expire(Instant now) {
        slots.headMap(new Slot(minute(now.minus(KEPT)), "")).clear();
        return !slots.isEmpty();
    }

    private static long minute(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), 60);
    }
}
