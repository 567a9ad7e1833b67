package sh.lfc.nv.emulator.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On which days a cron expression is due: what its fields day-of-month and day-of-week say together. */
@FunctionalInterface
interface DayRule {

    Pattern NEAREST_WEEKDAY = Pattern.compile("(\\d{1,2})W");
    Pattern LAST_OF_KIND = Pattern.compile("(\\w+)L");
    Pattern NTH_OF_KIND = Pattern.compile("(\\w+)#([1-5])");

    boolean includes(LocalDate day);

    /** One of the two fields is {@code ?}, and only one. */
    static DayRule parse(String dayOfMonth, String dayOfWeek) {
        if (dayOfMonth.equals("?") == dayOfWeek.equals("?")) {
            throw new IllegalArgumentException("exactly one of day-of-month and day-of-week must be ?");
        }
        return dayOfWeek.equals("?")
                ? ofMonth(dayOfMonth.toUpperCase(Locale.ROOT))
                : ofWeek(dayOfWeek.toUpperCase(Locale.ROOT));
    }

    private static DayRule ofMonth(String field) {
        if (field.equals("L")) {
            return day -> day.getDayOfMonth() == day.lengthOfMonth();
        }
        if (field.equals("LW")) {
            return day -> day.equals(nearestWeekday(YearMonth.from(day).atEndOfMonth()));
        }
        Matcher weekday = NEAREST_WEEKDAY.matcher(field);
        if (weekday.matches()) {
            int date = CronField.DAY_OF_MONTH.value(weekday.group(1));
            return day -> date <= day.lengthOfMonth() && day.equals(nearestWeekday(day.withDayOfMonth(date)));
        }
        SortedSet<Integer> dates = CronField.DAY_OF_MONTH.parse(field);
        return day -> dates.contains(day.getDayOfMonth());
    }

    private static DayRule ofWeek(String field) {
        Matcher last = LAST_OF_KIND.matcher(field);
        if (last.matches()) {
            DayOfWeek kind = day(CronField.DAY_OF_WEEK.value(last.group(1)));
            return day -> day.equals(day.with(TemporalAdjusters.lastInMonth(kind)));
        }
        Matcher nth = NTH_OF_KIND.matcher(field);
        if (nth.matches()) {
            DayOfWeek kind = day(CronField.DAY_OF_WEEK.value(nth.group(1)));
            int number = Integer.parseInt(nth.group(2));
            return day -> day.getDayOfWeek() == kind && (day.getDayOfMonth() + 6) / 7 == number;
        }
        // Without a day the L is the last of the week, Saturday.
        SortedSet<Integer> days = CronField.DAY_OF_WEEK.parse(field.equals("L") ? "SAT" : field);
        return day -> days.contains(day.getDayOfWeek().getValue() % 7 + 1);
    }

    /** AWS counts from Sunday, which is 1. */
    private static DayOfWeek day(int number) {
        return DayOfWeek.SATURDAY.plus(number);
    }

    /** The weekday that is nearest to a day and in the same month. */
    private static LocalDate nearestWeekday(LocalDate day) {
        int towardsMonday = day.getDayOfMonth() == day.lengthOfMonth() ? -2 : 1;
        int towardsFriday = day.getDayOfMonth() == 1 ? 2 : -1;
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.plusDays(towardsFriday);
            case SUNDAY -> day.plusDays(towardsMonday);
            default -> day;
        };
    }
}
