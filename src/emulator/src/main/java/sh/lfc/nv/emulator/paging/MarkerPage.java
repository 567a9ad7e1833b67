package sh.lfc.nv.emulator.paging;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import sh.lfc.nv.emulator.call.AwsError;

/**
 * One page of a listing, in the order of its keys.
 *
 * @param items what the page holds
 * @param marker where the next one begins; null on the last
 */
public record MarkerPage<T>(List<T> items, String marker) {

    private static final int LEAST = 20;
    private static final int MOST = 100;

    /**
     * The page of these that a request's MaxRecords (20 to 100; 100 when absent) and Marker ask for.
     *
     * @throws AwsError InvalidParameterValue
     */
    public static <T> MarkerPage<T> of(List<T> all, Function<T, String> key, Integer maxRecords, String marker) {
        if (maxRecords != null && (maxRecords < LEAST || maxRecords > MOST)) {
            throw AwsError.badRequest(
                    "InvalidParameterValue",
                    "Invalid value " + maxRecords + " for MaxRecords. Must be between " + LEAST + " and " + MOST);
        }
        int limit = maxRecords == null ? MOST : maxRecords;
        String after = marker == null || marker.isEmpty() ? null : decoded(marker);
        List<T> rest = all.stream()
                .sorted(Comparator.comparing(key))
                .filter(item -> after == null || key.apply(item).compareTo(after) > 0)
                .toList();
        if (rest.size() <= limit) {
            return new MarkerPage<>(rest, null);
        }
        List<T> items = rest.subList(0, limit);
        return new MarkerPage<>(items, encoded(key.apply(items.get(limit - 1))));
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String marker) {
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsError.badRequest("InvalidParameterValue", "Invalid or expired pagination token.");
        }
    }
}
