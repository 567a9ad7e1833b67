package sh.lfc.nv.emulator.services.secretsmanager;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.secretsmanager.model.InvalidNextTokenException;

/**
 * One page of a list.
 *
 * @param items what the page holds
 * @param next where the next page starts, or null on the last page
 */
record Page<T>(List<T> items, String next) {

    private static final int MOST = 100;

    static <T> Page<T> of(List<T> all, String from, Integer size) {
        Constraints.json().range("maxResults", size, 1, MOST).check();
        int start = from == null ? 0 : position(from);
        int end = Math.min(all.size(), start + (size == null ? MOST : size));
        return new Page<>(
                all.subList(Math.min(start, all.size()), end),
                end < all.size()
                        ? Base64.getEncoder()
                                .encodeToString(Integer.toString(end).getBytes(StandardCharsets.US_ASCII))
                        : null);
    }

    <R> List<R> map(Function<T, R> shown) {
        return items.stream().map(shown).toList();
    }

    private static int position(String token) {
        try {
            int position = Integer.parseInt(new String(Base64.getDecoder().decode(token), StandardCharsets.US_ASCII));
            if (position >= 0) {
                return position;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw InvalidNextTokenException.builder()
                .message("Invalid pagination token.")
                .build();
    }
}
