package sh.lfc.nv.emulator.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Once in a period, for example {@code rate(5 minutes)}; with a period of zero just once, which is up to whoever starts
 * it. A day is 24 hours, whatever the clocks do.
 *
 * @param expression as it was written
 * @param number not negative
 * @param unit {@code minute}, {@code hours} or the like
 */
public record Rate(String expression, long number, String unit) implements Schedule {

    private static final Pattern EXPRESSION = Pattern.compile("rate\\((\\d{1,9})\\s+(minutes?|hours?|days?)\\)");

    static boolean isRate(String expression) {
        return expression.startsWith("rate(");
    }

    static Rate parse(String expression) {
        Matcher matcher = EXPRESSION.matcher(expression);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + expression + "\" is not rate(number unit)");
        }
        return new Rate(expression, Long.parseLong(matcher.group(1)), matcher.group(2));
    }

    Rate requirePositive() {
        if (number == 0) {
            throw new IllegalArgumentException("the number in \"" + expression + "\" must be greater than 0");
        }
        return this;
    }

    /** One minute, two minutes. */
    Rate requireGrammar() {
        if ((number == 1) == unit.endsWith("s")) {
            throw new IllegalArgumentException(
                    "the unit in \"" + expression + "\" must be " + (number == 1 ? "singular" : "plural"));
        }
        return this;
    }

    /** How long it is from one time to the next. */
    public Duration period() {
        return switch (unit.charAt(0)) {
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** Whether it is due once and never again. */
    public boolean once() {
        return number == 0;
    }

    /** This rate with a first time, from which all others follow. */
    public Schedule from(Instant first) {
        return new Repeated(first, period());
    }

    @Override
    public Optional<Instant> next(Instant after) {
        return once() ? Optional.empty() : Optional.of(after.plus(period()));
    }
}
