package sh.lfc.nv.emulator.services.secretsmanager;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.schedule.Schedule;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.RotationRulesType;

/**
 * When a secret is rotated: at any time in windows, in UTC, that open on the hour ("Rotation schedules"). Here that is
 * when they open.
 *
 * @param openings when the first window opens after a time
 * @param inHours whether by hours of the day; else windows are open until its end
 * @param length how long windows are open, or null for the usual time
 */
record RotationSchedule(Function<Instant, Optional<Instant>> openings, boolean inHours, Duration length) {

    private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,4}) (hour|day)s?\\)");
    private static final Pattern CRON = Pattern.compile("cron\\(0 (\\S+) \\S+ \\S+ \\S+ \\*\\)");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,2})h");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LEAST = Duration.ofHours(4);
    private static final Duration MOST = Duration.ofDays(999);

    /** As many windows of a schedule as are looked at to see whether they overlap. */
    private static final int LOOKED_AT = 24;

    /**
     * A time in which a secret is rotated.
     *
     * @param closes excluded
     */
    record Window(Instant opens, Instant closes) {

        /** The last moment of the window, which is what Secrets Manager shows. */
        Instant latest() {
            return closes.minusSeconds(1);
        }
    }

    /**
     * The schedule that rules ask for; empty when they ask for none.
     *
     * @throws InvalidParameterException when they make no sense
     */
    static Optional<RotationSchedule> of(RotationRulesType rules) {
        if (rules == null || rules.automaticallyAfterDays() == null && rules.scheduleExpression() == null) {
            return Optional.empty();
        }
        if (rules.automaticallyAfterDays() != null && rules.scheduleExpression() != null) {
            throw Refusal.parameter("You cannot specify both rotation frequency and schedule expression together.");
        }
        Duration length = rules.duration() == null ? null : duration(rules.duration());
        RotationSchedule schedule = rules.scheduleExpression() == null
                ? every(Duration.ofDays(rules.automaticallyAfterDays()), false, length)
                : expression(rules.scheduleExpression(), length);
        schedule.requireRoom();
        return Optional.of(schedule);
    }

    /** Counted from the full hour, or from midnight. */
    private static RotationSchedule every(Duration period, boolean inHours, Duration length) {
        ChronoUnit from = inHours ? ChronoUnit.HOURS : ChronoUnit.DAYS;
        return new RotationSchedule(after -> Optional.of(after.truncatedTo(from).plus(period)), inHours, length);
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || matcher.group(1).matches("0+")) {
            throw Refusal.parameter("The rotation window duration " + text + " is not a number of hours, such as 3h.");
        }
        return Duration.ofHours(Long.parseLong(matcher.group(1)));
    }

    private static RotationSchedule expression(String text, Duration length) {
        Matcher rate = RATE.matcher(text);
        if (rate.matches()) {
            long number = Long.parseLong(rate.group(1));
            boolean inHours = rate.group(2).equals("hour");
            Duration period = inHours ? Duration.ofHours(number) : Duration.ofDays(number);
            if (period.compareTo(LEAST) < 0 || period.compareTo(MOST) > 0) {
                throw invalid(text, "a secret is rotated every 4 hours to 999 days");
            }
            return every(period, inHours, length);
        }
        Matcher cron = CRON.matcher(text);
        if (!cron.matches()) {
            throw invalid(
                    text,
                    "it is neither a rate in hours or days nor a cron expression with 0 for the minutes and"
                            + " * for the year");
        }
        try {
            boolean inHours = !cron.group(1).matches("\\d+");
            return new RotationSchedule(Schedule.ofRule(text)::next, inHours, length);
        } catch (IllegalArgumentException e) {
            throw invalid(text, e.getMessage());
        }
    }

    private static InvalidParameterException invalid(String expression, String why) {
        return Refusal.parameter("The schedule expression " + expression + " is not valid: " + why + ".");
    }

    /** No window goes on into the next day, or into the next window. */
    private void requireRoom() {
        Instant time = Instant.EPOCH;
        for (int i = 0; i < LOOKED_AT; i++) {
            Optional<Window> window = next(time);
            if (window.isEmpty()) {
                return;
            }
            Instant opens = window.get().opens();
            Instant closes = window.get().closes();
            Optional<Instant> following = next(opens).map(Window::opens);
            if (following.isPresent()
                    && Duration.between(opens, following.get()).compareTo(LEAST) < 0) {
                throw Refusal.parameter("A secret can be rotated as often as every 4 hours.");
            }
            if (closes.isAfter(opens.truncatedTo(ChronoUnit.DAYS).plus(DAY))
                    || following.isPresent() && closes.isAfter(following.get())) {
                throw Refusal.parameter(
                        "The rotation window must not extend into the next UTC day or into the next rotation window.");
            }
            time = opens;
        }
    }

    /** The first window that opens after a time. */
    Optional<Window> next(Instant after) {
        return openings.apply(after)
                .map(opens -> new Window(
                        opens,
                        length != null
                                ? opens.plus(length)
                                : inHours
                                        ? opens.plus(Duration.ofHours(1))
                                        : opens.truncatedTo(ChronoUnit.DAYS).plus(DAY)));
    }
}
