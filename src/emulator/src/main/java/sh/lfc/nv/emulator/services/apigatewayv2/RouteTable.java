package sh.lfc.nv.emulator.services.apigatewayv2;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/**
 * The routes of a deployment, in the order in which API Gateway considers them ("Create routes for HTTP APIs"): a full
 * match before a greedy one before {@code $default}; within that fixed parts before variables, longer paths before
 * shorter, and a method before {@code ANY}.
 *
 * <p>Immutable.
 */
final class RouteTable {

    private record Entry(RouteKey key, Route route) {}

    private final List<Entry> entries;

    RouteTable(Collection<Route> routes) {
        entries = routes.stream()
                .map(route -> new Entry(RouteKey.parse(route.routeKey()), route))
                .sorted((one, two) -> compare(one.key(), two.key()))
                .toList();
    }

    /**
     * The route for a request.
     *
     * @param path the path as it was sent, percent-encoded, below stage and mapping
     */
    Optional<SelectedRoute> select(String method, String path) {
        List<String> parts = RouteKey.segments(path);
        for (Entry entry : entries) {
            RouteKey key = entry.key();
            if (key.isDefault()) {
                return Optional.of(new SelectedRoute(entry.route(), Map.of()));
            }
            if (key.method().equals(RouteKey.ANY) || key.method().equals(method)) {
                Map<String, String> variables = match(key, parts);
                if (variables != null) {
                    return Optional.of(new SelectedRoute(entry.route(), variables));
                }
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> match(RouteKey key, List<String> parts) {
        List<String> segments = key.segments();
        if (key.isGreedy() ? parts.size() < segments.size() : parts.size() != segments.size()) {
            return null;
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (RouteKey.isGreedy(segment)) {
                String rest = String.join("/", parts.subList(i, parts.size()));
                if (rest.isEmpty()) {
                    return null;
                }
                variables.put(RouteKey.variable(segment), decoded(rest));
            } else if (RouteKey.isVariable(segment)) {
                if (parts.get(i).isEmpty()) {
                    return null;
                }
                variables.put(RouteKey.variable(segment), decoded(parts.get(i)));
            } else if (!segment.equals(parts.get(i)) && !segment.equals(decoded(parts.get(i)))) {
                return null;
            }
        }
        return variables;
    }

    /** Percent-decoded; a plus stays a plus, and what is no valid encoding stays as it is. */
    private static String decoded(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }

    private static int compare(RouteKey one, RouteKey two) {
        if (one.isDefault() != two.isDefault()) {
            return one.isDefault() ? 1 : -1;
        }
        if (one.isGreedy() != two.isGreedy()) {
            return one.isGreedy() ? 1 : -1;
        }
        int common = Math.min(one.segments().size(), two.segments().size());
        for (int i = 0; i < common; i++) {
            int rank = Integer.compare(
                    rank(one.segments().get(i)), rank(two.segments().get(i)));
            if (rank != 0) {
                return rank;
            }
        }
        int length = Integer.compare(two.segments().size(), one.segments().size());
        if (length != 0) {
            return length;
        }
        return Boolean.compare(one.method().equals(RouteKey.ANY), two.method().equals(RouteKey.ANY));
    }

    private static int rank(String segment) {
        return RouteKey.isGreedy(segment) ? 2 : RouteKey.isVariable(segment) ? 1 : 0;
    }
}
