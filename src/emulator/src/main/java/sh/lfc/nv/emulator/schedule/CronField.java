package sh.lfc.nv.emulator.schedule;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A field of a cron expression: the values it may have, and how {@code , - * /} make sets of them. */
enum CronField {
    MINUTES("minutes", 0, 59, List.of()),
    HOURS("hours", 0, 23, List.of()),
    DAY_OF_MONTH("day-of-month", 1, 31, List.of()),
    MONTH("month", 1, 12, List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
    DAY_OF_WEEK("day-of-week", 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")),
    YEAR("year", 1970, 2199, List.of());

    private static final Pattern PART = Pattern.compile("(?:(\\*)|(\\w+)(?:-(\\w+))?)(?:/(\\d{1,4}))?");

    private final String shown;
    private final int least;
    private final int most;
    private final List<String> names;

    CronField(String shown, int least, int most, List<String> names) {
        this.shown = shown;
        this.least = least;
        this.most = most;
        this.names = names;
    }

    /** The values of a list of values, names, ranges and increments. */
    SortedSet<Integer> parse(String field) {
        SortedSet<Integer> values = new TreeSet<>();
        for (String part : field.split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw invalid(part);
            }
            add(values, matcher);
        }
        return values;
    }

    private void add(SortedSet<Integer> values, Matcher part) {
        boolean all = part.group(1) != null;
        int first = all ? least : value(part.group(2));
        int last;
        if (part.group(3) != null) {
            last = value(part.group(3));
        } else {
            last = all || part.group(4) != null ? most : first;
        }
        int step = part.group(4) == null ? 1 : Integer.parseInt(part.group(4));
        if (step < 1 || step > most) {
            throw invalid(part.group());
        }
        int size = most - least + 1;
        int length = last < first && this != YEAR ? last - first + size : last - first;
        if (length < 0) {
            throw invalid(part.group());
        }
        for (int i = 0; i <= length; i += step) {
            values.add((first - least + i) % size + least);
        }
    }

    /** A number or a name, which may be in lower case. */
    int value(String text) {
        int name = names.indexOf(text.toUpperCase(Locale.ROOT));
        if (name >= 0) {
            return least + name;
        }
        if (!text.matches("\\d{1,4}")) {
            throw invalid(text);
        }
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw invalid(text);
        }
        return number;
    }

    IllegalArgumentException invalid(String part) {
        return new IllegalArgumentException("the field " + shown + " cannot have " + part);
    }
}
