package sh.lfc.nv.emulator.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When something is due, once or again and again. Immutable.
 *
 * <p>Three services read expressions, each a little differently; there is a method for each.
 */
public sealed interface Schedule permits Rate, Repeated, CronSchedule, OneTime, Bounded {

    /** The first time after this one at which it is due, or empty when it never is again. */
    Optional<Instant> next(Instant after);

    /** This schedule as far as it lies between two times, both included; null where there is no bound. */
    default Schedule between(Instant begin, Instant end) {
        return begin == null && end == null ? this : new Bounded(this, begin, end);
    }

    /**
     * Reads an expression of a canary: {@code rate(5 minutes)}, {@code rate(0 minute)} or {@code cron(0 12 * * ? *)}.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with the expression
     */
    static Schedule ofCanary(String expression) {
        return Rate.isRate(expression) ? Rate.parse(expression) : CronSchedule.parse(expression, ZoneOffset.UTC);
    }

    /**
     * Reads an expression of a rule of EventBridge ("Setting a schedule pattern for scheduled rules"): a rate of at least
     * 1, whose unit is singular for 1 and plural for more, or a cron expression in UTC.
     *
     * @throws IllegalArgumentException as of {@link #ofCanary}
     */
    static Schedule ofRule(String expression) {
        return Rate.isRate(expression)
                ? Rate.parse(expression).requirePositive().requireGrammar()
                : CronSchedule.parse(expression, ZoneOffset.UTC);
    }

    /**
     * Reads an expression of a schedule of EventBridge Scheduler ("Schedule types in EventBridge Scheduler").
     *
     * @param zone in which cron expressions and one-time schedules are meant
     * @throws IllegalArgumentException as of {@link #ofCanary}
     */
    static Schedule ofScheduler(String expression, ZoneId zone) {
        if (OneTime.isOneTime(expression)) {
            return OneTime.parse(expression, zone);
        }
        return Rate.isRate(expression)
                ? Rate.parse(expression).requirePositive()
                : CronSchedule.parse(expression, zone);
    }
}
