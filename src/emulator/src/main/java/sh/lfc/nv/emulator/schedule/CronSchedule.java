package sh.lfc.nv.emulator.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cron expression of AWS: minutes, hours, day of month, month, day of week, year.
 *
 * <p>Where the zone's clocks are put forward, the times that they skip are skipped; where they are put back, what is due
 * at a time that they show twice is due at the first ("Daylight savings time on EventBridge Scheduler").
 *
 * <p>Written here because the libraries that know Quartz's dialect know neither ranges that wrap around, such as the
 * hours {@code 20-2} of AWS's own examples, nor years until 2199.
 */
final class CronSchedule implements Schedule {

    private static final Pattern EXPRESSION = Pattern.compile("cron\\((\\S+(?:\\s+\\S+){5})\\)");

    /** Clocks are put forward or back by an hour, and were once, in Samoa, put forward by a day. */
    private static final int MOST_CHANGED_MINUTES = 25 * 60;

    private final SortedSet<Integer> minutes;
    private final SortedSet<Integer> hours;
    private final DayRule days;
    private final SortedSet<Integer> months;
    private final SortedSet<Integer> years;
    private final ZoneId zone;

    private CronSchedule(List<String> fields, ZoneId zone) {
        this.minutes = CronField.MINUTES.parse(fields.get(0));
        this.hours = CronField.HOURS.parse(fields.get(1));
        this.days = DayRule.parse(fields.get(2), fields.get(4));
        this.months = CronField.MONTH.parse(fields.get(3));
        this.years = CronField.YEAR.parse(fields.get(5));
        this.zone = zone;
    }

    static CronSchedule parse(String expression, ZoneId zone) {
        Matcher matcher = EXPRESSION.matcher(expression);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + expression + "\" is neither rate(number unit) nor cron(with six fields)");
        }
        try {
            return new CronSchedule(List.of(matcher.group(1).split("\\s+")), zone);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + expression + "\" is not a cron expression: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Instant> next(Instant after) {
        Optional<LocalDateTime> local = nextLocal(LocalDateTime.ofInstant(after, zone));
        for (int i = 0; i <= MOST_CHANGED_MINUTES && local.isPresent(); i++) {
            Optional<Instant> time = instant(local.get()).filter(found -> found.isAfter(after));
            if (time.isPresent()) {
                return time;
            }
            local = nextLocal(local.get());
        }
        return Optional.empty();
    }

    /** When the clocks show a time first; empty where they skip it. */
    private Optional<Instant> instant(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty() ? Optional.empty() : Optional.of(local.toInstant(offsets.get(0)));
    }

    private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
        LocalDateTime from = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        LocalDate day = from.toLocalDate();
        LocalTime time = from.toLocalTime();
        while (day.getYear() <= years.last()) {
            if (!years.contains(day.getYear())) {
                day = LocalDate.of(day.getYear() + 1, 1, 1);
            } else if (!months.contains(day.getMonthValue())) {
                day = day.withDayOfMonth(1).plusMonths(1);
            } else {
                Optional<LocalTime> found = days.includes(day) ? nextTime(time) : Optional.empty();
                if (found.isPresent()) {
                    return Optional.of(day.atTime(found.get()));
                }
                day = day.plusDays(1);
            }
            time = LocalTime.MIN;
        }
        return Optional.empty();
    }

    /** The first time of a day from this one on. */
    private Optional<LocalTime> nextTime(LocalTime from) {
        if (hours.contains(from.getHour())) {
            SortedSet<Integer> left = minutes.tailSet(from.getMinute());
            if (!left.isEmpty()) {
                return Optional.of(LocalTime.of(from.getHour(), left.first()));
            }
        }
        SortedSet<Integer> later = hours.tailSet(from.getHour() + 1);
        return later.isEmpty() ? Optional.empty() : Optional.of(LocalTime.of(later.first(), minutes.first()));
    }
}
