package sh.lfc.nv.emulator.services.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * A part of a listing.
 *
 * @param next the marker of the next part, or null when this is the last one
 */
record Page<T>(List<T> items, String next) {

    private static final String AT = "at:";
    private static final String AFTER = "after:";

    static <T> Page<T> of(List<T> all, String marker, int size) {
        int from = marker == null ? 0 : Math.min(position(marker), all.size());
        int to = Math.min(all.size(), from + size);
        return new Page<>(all.subList(from, to), to < all.size() ? marker(to) : null);
    }

    /** A part of what is in order by its name; what comes before it is not looked at. */
    static <T> Page<T> of(NavigableMap<String, T> all, String marker, int size) {
        List<Map.Entry<String, T>> rest = (marker == null ? all : all.tailMap(name(marker), false))
                .entrySet().stream().limit(size + 1L).toList();
        List<T> items = rest.stream().limit(size).map(Map.Entry::getValue).toList();
        return new Page<>(
                items, rest.size() > size ? encoded(AFTER + rest.get(size - 1).getKey()) : null);
    }

    private static String name(String marker) {
        String text = decoded(marker);
        if (!text.startsWith(AFTER)) {
            throw FunctionRules.invalid("Invalid marker");
        }
        return text.substring(AFTER.length());
    }

    private static String marker(int position) {
        return encoded(AT + position);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String marker) {
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw FunctionRules.invalid("Invalid marker");
        }
    }

    private static int position(String marker) {
        try {
            return Math.max(0, Integer.parseInt(decoded(marker).substring(AT.length())));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw FunctionRules.invalid("Invalid marker");
        }
    }
}
