package sh.lfc.nv.emulator.services.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A part of a listing.
 *
 * @param next the marker of the next part, or null when this is the last one
 */
record Page<T>(List<T> items, String next) {

    static <T> Page<T> of(List<T> all, String marker, int size) {
        int from = marker == null ? 0 : Math.min(position(marker), all.size());
        int to = Math.min(all.size(), from + size);
        return new Page<>(all.subList(from, to), to < all.size() ? marker(to) : null);
    }

    private static String marker(int position) {
        return Base64.getUrlEncoder().encodeToString(("at:" + position).getBytes(StandardCharsets.UTF_8));
    }

    private static int position(String marker) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
            return Math.max(0, Integer.parseInt(text.substring(3)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw FunctionRules.invalid("Invalid marker");
        }
    }
}
