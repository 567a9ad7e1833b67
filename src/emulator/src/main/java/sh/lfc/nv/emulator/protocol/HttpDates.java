package sh.lfc.nv.emulator.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as HTTP headers have them, for example {@code Wed, 21 Oct 2015 07:28:00 GMT}. */
public final class HttpDates {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private HttpDates() {}

    public static String print(Instant time) {
        return FORMAT.format(time);
    }

    /**
     * Reads a time.
     *
     * @throws java.time.DateTimeException when it is none
     */
    public static Instant parse(String text) {
        return Instant.from(FORMAT.parse(text));
    }
}
