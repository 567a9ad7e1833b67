package sh.lfc.nv.emulator.services.kms;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.kms.model.InvalidMarkerException;

/**
 * One page of a list.
 *
 * @param items what the page holds
 * @param next where the next page starts, or null on the last page
 */
record Page<T>(List<T> items, String next) {

    private static final int DEFAULT_SIZE = 100;

    static <T> Page<T> of(List<T> all, String from, Integer size) {
        Constraints.json().range("limit", size, 1, 1000).check();
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
        return next != null;
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
        throw InvalidMarkerException.builder()
                .message("Could not deserialize token")
                .build();
    }
}
