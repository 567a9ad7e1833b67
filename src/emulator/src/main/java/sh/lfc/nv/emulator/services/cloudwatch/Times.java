package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How CloudWatch writes times. */
final class Times {

    /** In the reasons of a metric alarm. */
    static final DateTimeFormatter SHORT = of("dd/MM/yy HH:mm:ss");

    /** In JSON. */
    static final DateTimeFormatter LONG = of("yyyy-MM-dd'T'HH:mm:ss.SSSxx");

    /** In the reasons of a composite alarm. */
    static final DateTimeFormatter SPOKEN = of("EEEE dd MMMM, yyyy HH:mm:ss 'UTC'");

    private Times() {}

    private static DateTimeFormatter of(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
