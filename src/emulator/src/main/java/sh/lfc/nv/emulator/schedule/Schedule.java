package sh.lfc.nv.emulator.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When something is due again and again, in UTC. Immutable. */
public sealed interface Schedule permits Schedule.Rate, CronSchedule {

    /** The first time after this one at which it is due, or empty when it never is again. */
    Optional<Instant> next(Instant after);

    /**
     * Reads {@code rate(5 minutes)} or {@code cron(0 12 * * ? *)}.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with the expression
     */
    static Schedule parse(String expression) {
        Matcher matcher = Rate.EXPRESSION.matcher(expression);
        if (matcher.matches()) {
            return Rate.of(Long.parseLong(matcher.group(1)), matcher.group(2));
        }
        return CronSchedule.parse(expression);
    }

    /**
     * Once in a period; with a period of zero just once, which is up to whoever starts it.
     *
     * @param period not negative
     */
    record Rate(Duration period) implements Schedule {

        private static final Pattern EXPRESSION =
                Pattern.compile("rate\\(\\s*(\\d{1,9})\\s+(minutes?|hours?|days?)\\s*\\)");

        private static Rate of(long number, String unit) {
            return new Rate(
                    switch (unit.charAt(0)) {
                        case 'm' -> Duration.ofMinutes(number);
                        case 'h' -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    });
        }

        /** Whether it is due once and never again. */
        public boolean once() {
            return period.isZero();
        }

        @Override
        public Optional<Instant> next(Instant after) {
            return once() ? Optional.empty() : Optional.of(after.plus(period));
        }
    }
}
