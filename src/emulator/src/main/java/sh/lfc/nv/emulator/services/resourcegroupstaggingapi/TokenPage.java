package sh.lfc.nv.emulator.services.resourcegroupstaggingapi;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.PaginationTokenExpiredException;

/**
 * One page of a list in the order of its keys, whose next one can be asked for within 15 minutes.
 *
 * @param items what the page holds
 * @param token where the next one begins; empty on the last
 */
record TokenPage<T>(List<T> items, String token) {

    private static final Duration VALID = Duration.ofMinutes(15);

    /**
     * The page behind a token.
     *
     * @param all in the order of their keys
     * @param weight how much of the page's size an item takes
     * @param token null or empty for the first page
     */
    static <T> TokenPage<T> of(
            List<T> all, Function<T, String> key, ToIntFunction<T> weight, int size, String token, Instant now) {
        String after = token == null || token.isEmpty() ? null : position(token, now);
        List<T> rest = all.stream()
                .filter(item -> after == null || key.apply(item).compareTo(after) > 0)
                .toList();
        List<T> items = new ArrayList<>();
        int room = size;
        for (T item : rest) {
            room -= weight.applyAsInt(item);
            if (room < 0 && !items.isEmpty()) {
                break;
            }
            items.add(item);
        }
        return new TokenPage<>(
                items, items.size() == rest.size() ? "" : token(key.apply(items.get(items.size() - 1)), now));
    }

    private static String token(String last, Instant now) {
        return Base64.getUrlEncoder()
                .encodeToString((now.toEpochMilli() + " " + last).getBytes(StandardCharsets.UTF_8));
    }

    private static String position(String token, Instant now) {
        Instant given;
        String[] parts;
        try {
            parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(" ", 2);
            given = Instant.ofEpochMilli(Long.parseLong(parts[0]));
        } catch (IllegalArgumentException e) {
            throw Refusals.invalid("Invalid pagination token: " + token);
        }
        if (parts.length < 2) {
            throw Refusals.invalid("Invalid pagination token: " + token);
        }
        if (now.isAfter(given.plus(VALID))) {
            throw PaginationTokenExpiredException.builder()
                    .message("The pagination token has expired.")
                    .build();
        }
        return parts[1];
    }
}
