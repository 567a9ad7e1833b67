package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The values of one metric, minute by minute, or second by second where they are of high resolution. Safe for use by
 * many threads.
 */
final class Series {

    /** How long data of one minute is kept. */
    static final Duration KEPT = Duration.ofDays(15);

    /** How long seconds are told apart. */
    private static final Duration SECONDS_KEPT = Duration.ofHours(3);

    private static final int MINUTE = 60;

    /** @param second when it begins; a full minute for values that are kept by the minute */
    private record Slot(long second, String unit) {}

    /**
     * What a metric had in a period.
     *
     * @param unit the unit of the values, {@code None} where none was told
     */
    record Period(Aggregate aggregate, String unit) {}

    private final NavigableMap<Slot, Aggregate> slots =
            new TreeMap<>(Comparator.comparingLong(Slot::second).thenComparing(Slot::unit));
    private Instant latest = Instant.EPOCH;
    private boolean hasSeconds;

    /** @param bySecond whether the values are of high resolution */
    synchronized void record(Instant time, String unit, boolean bySecond, Consumer<Aggregate> values) {
        long second = bySecond ? time.getEpochSecond() : minute(time.getEpochSecond());
        values.accept(slots.computeIfAbsent(new Slot(second, unit), slot -> new Aggregate()));
        latest = time.isAfter(latest) ? time : latest;
        hasSeconds |= bySecond;
    }

    /**
     * What the metric had from one time to another, the latter excluded; both are taken as whole seconds.
     *
     * @param unit the only unit that counts, or null for all
     * @param percentiles whether they will be asked for
     */
    synchronized Period between(Instant from, Instant to, String unit, boolean percentiles) {
        Aggregate all = new Aggregate();
        String seen = "None";
        for (var entry : slots.subMap(new Slot(from.getEpochSecond(), ""), new Slot(to.getEpochSecond(), ""))
                .entrySet()) {
            if (unit == null || unit.equals(entry.getKey().unit())) {
                if (percentiles) {
                    all.add(entry.getValue());
                } else {
                    all.addStatistics(entry.getValue());
                }
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
        slots.headMap(begin(now.minus(KEPT))).clear();
        if (hasSeconds) {
            toMinutes(begin(now.minus(SECONDS_KEPT)));
        }
        return !slots.isEmpty();
    }

    private void toMinutes(Slot until) {
        NavigableMap<Slot, Aggregate> old = slots.headMap(until, false);
        Map<Slot, Aggregate> seconds = new TreeMap<>(slots.comparator());
        old.forEach((slot, values) -> {
            if (slot.second() != minute(slot.second())) {
                seconds.put(slot, values);
            }
        });
        old.keySet().removeAll(seconds.keySet());
        seconds.forEach((slot, values) -> slots.computeIfAbsent(
                        new Slot(minute(slot.second()), slot.unit()), minute -> new Aggregate())
                .add(values));
        hasSeconds = slots.keySet().stream().anyMatch(slot -> slot.second() != minute(slot.second()));
    }

    private static Slot begin(Instant time) {
        return new Slot(minute(time.getEpochSecond()), "");
    }

    private static long minute(long second) {
        return Math.floorDiv(second, MINUTE) * MINUTE;
    }
}
