package sh.lfc.nv.emulator.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Once, for example {@code at(2026-11-20T13:00:00)}. A time that the zone's clocks skip is as much later as they are put
 * forward; of one that they show twice the first is meant.
 */
public record OneTime(Instant time) implements Schedule {

    private static final Pattern EXPRESSION = Pattern.compile("at\\(([^)]*)\\)");
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    static boolean isOneTime(String expression) {
        return expression.startsWith("at(");
    }

    static OneTime parse(String expression, ZoneId zone) {
        Matcher matcher = EXPRESSION.matcher(expression);
        try {
            if (matcher.matches()) {
                LocalDateTime local = LocalDateTime.parse(matcher.group(1), FORMAT);
                return new OneTime(local.atZone(zone).toInstant());
            }
        } catch (DateTimeParseException e) {
            // Told below.
        }
        throw new IllegalArgumentException("\"" + expression + "\" is not at(yyyy-mm-ddThh:mm:ss)");
    }

    @Override
    public Optional<Instant> next(Instant after) {
        return Optional.of(time).filter(at -> at.isAfter(after));
    }
}
