package sh.lfc.nv.emulator.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Once in a period, beginning at some time.
 *
 * @param period positive
 */
record Repeated(Instant first, Duration period) implements Schedule {

    @Override
    public Optional<Instant> next(Instant after) {
        if (after.isBefore(first)) {
            return Optional.of(first);
        }
        long passed = Duration.between(first, after).dividedBy(period);
        return Optional.of(first.plus(period.multipliedBy(passed + 1)));
    }
}
