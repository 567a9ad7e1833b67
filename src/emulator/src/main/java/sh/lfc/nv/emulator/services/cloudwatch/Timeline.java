package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The periods between two times.
 *
 * @param start the start of the first period
 * @param end before which periods start
 */
record Timeline(Instant start, Instant end, Duration period) {

    private static final Set<Integer> SHORT_PERIODS = Set.of(1, 5, 10, 20, 30);

    /** Periods of so many seconds; they start at the full minute, and from an hour on at the full period. */
    static Timeline of(Instant start, Instant end, int seconds) {
        require(start, end, seconds);
        boolean aligned = seconds < 60 || seconds >= 3600 && 86400 % seconds == 0;
        Instant first = aligned
                ? Instant.ofEpochSecond(Math.floorDiv(start.getEpochSecond(), seconds) * seconds)
                : start.truncatedTo(ChronoUnit.MINUTES);
        return new Timeline(first, end, Duration.ofSeconds(seconds));
    }

    /** The same, but they start at the start. */
    static Timeline sliding(Instant start, Instant end, int seconds) {
        require(start, end, seconds);
        return new Timeline(start, end, Duration.ofSeconds(seconds));
    }

    private static void require(Instant start, Instant end, int seconds) {
        if (!start.isBefore(end)) {
            throw CloudWatchErrors.invalid("The parameter StartTime must be less than the parameter EndTime.");
        }
        if (!SHORT_PERIODS.contains(seconds) && (seconds <= 0 || seconds % 60 != 0)) {
            throw CloudWatchErrors.invalid(
                    "The parameter Period must be a value in the set [1, 5, 10, 20, 30] or a multiple of 60.");
        }
    }

    long size() {
        long seconds = Duration.between(start, end).toSeconds();
        return (seconds + period.toSeconds() - 1) / period.toSeconds();
    }

    List<Instant> starts() {
        return LongStream.range(0, size())
                .mapToObj(i -> start.plus(period.multipliedBy(i)))
                .toList();
    }
}
