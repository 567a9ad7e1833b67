package sh.lfc.nv.emulator.httpapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A client's request.
 *
 * @param path the path as it was sent, percent-encoded
 * @param query the query as it was sent, without the question mark; empty when there is none
 * @param headers names in lower case, in the order of the request, several values in several entries
 * @param host the host name in lower case, without a port
 * @param protocol for example {@code HTTP/1.1}
 */
record ApiRequest(
        String method,
        String path,
        String query,
        List<Map.Entry<String, String>> headers,
        byte[] body,
        String host,
        String protocol,
        String sourceIp) {

    private static final String COOKIE = "cookie";

    /** The first value of a header. */
    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The headers as events carry them: several values joined with a comma, without cookies. */
    Map<String, String> joinedHeaders() {
        Map<String, String> joined = new TreeMap<>();
        headers.forEach(header -> joined.merge(header.getKey(), header.getValue(), (one, two) -> one + "," + two));
        joined.remove(COOKIE);
        return joined;
    }

    /** The headers with all their values. */
    Map<String, List<String>> allHeaders() {
        Map<String, List<String>> all = new TreeMap<>();
        headers.forEach(header ->
                all.computeIfAbsent(header.getKey(), name -> new ArrayList<>()).add(header.getValue()));
        return all;
    }

    /** Each cookie as {@code name=value}. */
    List<String> cookies() {
        return headers.stream()
                .filter(header -> header.getKey().equals(COOKIE))
                .flatMap(header -> Arrays.stream(header.getValue().split(";\\s*")))
                .filter(cookie -> !cookie.isEmpty())
                .toList();
    }

    /** The decoded parameters of the query with all their values. */
    Map<String, List<String>> parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .computeIfAbsent(decoded(name), any -> new ArrayList<>())
                        .add(decoded(value));
            }
        }
        return parameters;
    }

    /** The decoded parameters of the query, several values joined with a comma. */
    Map<String, String> joinedParameters() {
        Map<String, String> joined = new LinkedHashMap<>();
        parameters().forEach((name, values) -> joined.put(name, String.join(",", values)));
        return joined;
    }

    /** The path, percent-decoded. */
    static String decodedPath(String path) {
        return path.indexOf('%') < 0 ? path : decoded(path.replace("+", "%2B"));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
