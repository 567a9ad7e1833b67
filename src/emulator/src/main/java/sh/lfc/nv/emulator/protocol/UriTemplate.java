package sh.lfc.nv.emulator.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path template of a REST operation with the query parameters that tell it apart, for example {@code /{Bucket}?acl}. */
final class UriTemplate {

    private final List<String> segments;
    private final Map<String, String> literals = new LinkedHashMap<>();

    UriTemplate(String template) {
        int question = template.indexOf('?');
        String path = question < 0 ? template : template.substring(0, question);
        segments = split(path);
        if (question >= 0) {
            for (String pair : template.substring(question + 1).split("&")) {
                int equals = pair.indexOf('=');
                literals.put(
                        equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? null : pair.substring(equals + 1));
            }
        }
    }

    /** The decoded values of the path's variables, or nothing where the path is not of this form. */
    Optional<Map<String, String>> match(String rawPath) {
        List<String> actual = split(rawPath);
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (isGreedy(segment)) {
                String rest = rest(rawPath, i);
                if (rest.isEmpty()) {
                    return Optional.empty();
                }
                variables.put(variable(segment), decode(rest));
                return Optional.of(variables);
            }
            if (i >= actual.size()) {
                return Optional.empty();
            }
            if (isVariable(segment)) {
                if (actual.get(i).isEmpty()) {
                    return Optional.empty();
                }
                variables.put(variable(segment), decode(actual.get(i)));
            } else if (!segment.equals(actual.get(i))) {
                return Optional.empty();
            }
        }
        return actual.size() == segments.size() ? Optional.of(variables) : Optional.empty();
    }

    /** Whether the literal parameters of the template are all there. */
    boolean matchesQuery(Map<String, List<String>> query) {
        for (Map.Entry<String, String> literal : literals.entrySet()) {
            List<String> values = query.get(literal.getKey());
            if (values == null || literal.getValue() != null && !values.contains(literal.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** How much of the template is fixed: the more, the better a match. */
    int specificity() {
        long fixed = segments.stream().filter(segment -> !isVariable(segment)).count();
        return (int) (100 * fixed + 10L * literals.size() + segments.size());
    }

    /** The path after so many segments, with its slashes, as S3's keys are. */
    private static String rest(String rawPath, int segmentsBefore) {
        int at = 0;
        for (int i = 0; i <= segmentsBefore; i++) {
            at = rawPath.indexOf('/', at);
            if (at < 0) {
                return "";
            }
            at++;
        }
        return rawPath.substring(at);
    }

    /** The segments of a path; a slash at the end means nothing. */
    private static List<String> split(String path) {
        List<String> parts = new ArrayList<>();
        String trimmed = path.startsWith("/") ? path.substring(1) : path;
        if (trimmed.endsWith("/")) {
            trimmed = trimmed.substring(0, trimmed.length() - 1);
        }
        if (!trimmed.isEmpty()) {
            parts.addAll(List.of(trimmed.split("/", -1)));
        }
        return parts;
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static boolean isGreedy(String segment) {
        return segment.endsWith("+}");
    }

    private static String variable(String segment) {
        return segment.substring(1, segment.length() - (isGreedy(segment) ? 2 : 1));
    }

    /** Percent-decoding of a path, in which a plus sign is a plus sign. */
    static String decode(String raw) {
        return raw.indexOf('%') < 0 ? raw : URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
