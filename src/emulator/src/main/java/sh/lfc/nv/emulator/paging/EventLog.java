package sh.lfc.nv.emulator.paging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What has happened to the resources of one account and region, as RDS and ElastiCache tell it ("DescribeEvents"): for 14
 * days, and unless told otherwise of the past hour. Safe for use by many threads.
 */
public final class EventLog<E> {

    private static final Duration KEPT = Duration.ofDays(14);
    private static final int DEFAULT_MINUTES = 60;

    private record Entry<E>(Instant time, long number, E event) {

        String key() {
            return String.format(Locale.ROOT, "%020d", number);
        }
    }

    /**
     * The time that a request asks for; what it does not say is null.
     *
     * @param minutes its duration
     */
    public record Window(Instant start, Instant end, Integer minutes) {

        private Predicate<Instant> test(Instant now) {
            Duration length = Duration.ofMinutes(Optional.ofNullable(minutes).orElse(DEFAULT_MINUTES));
            Instant to = end != null ? end : start != null && minutes != null ? start.plus(length) : now;
            Instant from = start != null ? start : to.minus(length);
            return time -> !time.isBefore(from) && !time.isAfter(to);
        }
    }

    private final Deque<Entry<E>> entries = new ArrayDeque<>();
    private long number;

    /** Something happens now. */
    public synchronized void add(Instant now, E event) {
        entries.removeIf(entry -> entry.time().isBefore(now.minus(KEPT)));
        entries.add(new Entry<>(now, number++, event));
    }

    /** A page of what happened in that time, in its order; {@code maxRecords} and {@code marker} as the request has them. */
    public synchronized MarkerPage<E> page(
            Window window, Instant now, Predicate<E> which, Integer maxRecords, String marker) {
        Predicate<Instant> inTime = window.test(now);
        List<Entry<E>> found = entries.stream()
                .filter(entry -> inTime.test(entry.time()) && which.test(entry.event()))
                .toList();
        MarkerPage<Entry<E>> page = MarkerPage.of(found, Entry::key, maxRecords, marker);
        return new MarkerPage<>(page.items().stream().map(Entry::event).toList(), page.marker());
    }
}
