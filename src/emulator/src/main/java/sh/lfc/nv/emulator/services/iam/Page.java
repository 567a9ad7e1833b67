package sh.lfc.nv.emulator.services.iam;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.validation.Constraints;

/**
 * One page of a list.
 *
 * @param items what the page holds
 * @param marker where the next page starts, or null on the last page
 */
record Page<T>(List<T> items, String marker) {

    private static final int DEFAULT_SIZE = 100;
    private static final int MOST = 1000;

    /**
     * The page that a request asks for.
     *
     * @param all the whole list, in an order that does not change between two calls
     * @param from the marker of the request, or null for the first page
     * @param size the most items of the page, or null for a hundred
     */
    static <T> Page<T> of(List<T> all, String from, Integer size) {
        Constraints.query().range("maxItems", size, 1, MOST).check();
        int start = from == null ? 0 : position(from);
        int end = Math.min(all.size(), start + (size == null ? DEFAULT_SIZE : size));
        return new Page<>(
                all.subList(Math.min(start, all.size()), end),
                end < all.size()
                        ? Base64.getEncoder()
                                .encodeToString(Integer.toString(end).getBytes(StandardCharsets.US_ASCII))
                        : null);
    }

    boolean truncated() {
        return marker != null;
    }

    <R> List<R> map(Function<T, R> shown) {
        return items.stream().map(shown).toList();
    }

    private static int position(String marker) {
        try {
            int position = Integer.parseInt(new String(Base64.getDecoder().decode(marker), StandardCharsets.US_ASCII));
            if (position >= 0) {
                return position;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw AwsError.badRequest("ValidationError", "Invalid Marker.");
    }
}
