package sh.lfc.nv.service.api;

import java.net.URLConnection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What content types mean for the way in which a file travels. */
final class MediaType {

    static final String UNKNOWN = "application/octet-stream";

    private static final Pattern VALID = Pattern.compile("[!#-.0-9A-Z^-~]+/[!#-.0-9A-Z^-~]+\\h*(;[\\x20-\\x7e]*)?");
    private static final int LONGEST = 255;
    private static final Set<String> TEXT = Set.of("application/json", "application/xml", "application/javascript");

    /** What a browser shows without running anything that is in it. */
    private static final Set<String> HARMLESS = Set.of(
            "text/plain",
            "text/csv",
            "application/json",
            "application/pdf",
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "image/avif");

    private MediaType() {}

    /** The type that a client gave, or else what the name suggests. */
    static String of(Optional<String> given, String name) {
        return given.map(String::strip)
                .filter(MediaType::valid)
                .or(() -> Optional.ofNullable(URLConnection.guessContentTypeFromName(name)))
                .orElse(UNKNOWN);
    }

    /** A type that can be sent as a header. */
    static String orUnknown(String type) {
        return type != null && valid(type) ? type : UNKNOWN;
    }

    private static boolean valid(String type) {
        return type.length() <= LONGEST && VALID.matcher(type).matches();
    }

    static boolean isText(String type) {
        String essence = essence(type);
        return essence.startsWith("text/") || TEXT.contains(essence);
    }

    /** How a browser treats a file: only what is harmless is shown, so that nobody's page runs under this domain. */
    static String disposition(String type, String filename) {
        String kind = HARMLESS.contains(essence(type)) ? "inline" : "attachment";
        String ascii = filename.replaceAll("[^\\x20-\\x7e]|[\"\\\\%]", "_");
        return kind + "; filename=\"" + ascii + "\"; filename*=UTF-8''" + Urls.encode(filename);
    }

    private static String essence(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
