package sh.lfc.nv.emulator.paging;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One page of a list whose order does not change between two calls.
 *
 * @param items what the page holds
 * @param marker where the next page starts, or null on the last page
 */
public record OffsetPage<T>(List<T> items, String marker) {

    /**
     * The page that a request asks for.
     *
     * @param from the marker of the request, or null for the first page
     * @param size the most items of the page
     * @param refusal what the service answers to a marker that it never gave
     */
    public static <T> OffsetPage<T> of(
            List<T> all, String from, int size, Supplier<? extends RuntimeException> refusal) {
        int start = from == null ? 0 : Math.min(position(from, refusal), all.size());
        int end = Math.min(all.size(), start + size);
        return new OffsetPage<>(all.subList(start, end), end < all.size() ? marker(end) : null);
    }

    public boolean truncated() {
        return marker != null;
    }

    /** The items as they are shown. */
    public <R> List<R> map(Function<T, R> shown) {
        return items.stream().map(shown).toList();
    }

    private static String marker(int position) {
        return Base64.getEncoder().encodeToString(Integer.toString(position).getBytes(StandardCharsets.US_ASCII));
    }

    private static int position(String marker, Supplier<? extends RuntimeException> refusal) {
        try {
            int position = Integer.parseInt(new String(Base64.getDecoder().decode(marker), StandardCharsets.US_ASCII));
            if (position >= 0) {
                return position;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw refusal.get();
    }
}
