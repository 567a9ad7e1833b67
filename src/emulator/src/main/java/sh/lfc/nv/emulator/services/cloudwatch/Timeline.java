package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The periods between two times.
 *
 * @param start the start of the first period
 * @param end before which periods start
 */
record Timeline(Instant start, Instant end, Duration period) {

    /** Periods of so many seconds; they start at the full minute, and from an hour on at the full period. */
    static Timeline of(Instant start, Instant end, int seconds) {
        if (!start.isBefore(end)) {
            throw CloudWatchErrors.invalid("The parameter StartTime must be less than the parameter EndTime.");
        }
        boolean fits =
                seconds == 1 || seconds == 5 || seconds == 10 || seconds == 30 || seconds > 0 && seconds % 60 == 0;
        if (!fits) {
            throw CloudWatchErrors.invalid(
                    "The parameter Period must be a value in the set [1, 5, 10, 30] or a multiple of 60.");
        }
        Instant first = seconds >= 3600 && 86400 % seconds == 0
                ? Instant.ofEpochSecond(Math.floorDiv(start.getEpochSecond(), seconds) * seconds)
                : start.truncatedTo(ChronoUnit.MINUTES);
        return new Timeline(first, end, Duration.ofSeconds(Math.max(seconds, 60)));
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
