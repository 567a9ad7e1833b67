package sh.lfc.nv.emulator.services.apigatewayv2;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a route answers to: a method and a path, or everything that no other route answers.
 *
 * @param text for example {@code GET /pets/{id}}, {@code ANY /{proxy+}} or {@code $default}
 * @param method empty for {@code $default}
 * @param segments the path between the slashes; a variable in its braces
 */
record RouteKey(String text, String method, List<String> segments) {

    static final String DEFAULT = "$default";
    static final String ANY = "ANY";

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", ANY);
    private static final Pattern FORM = Pattern.compile("([A-Z]+) (/\\S*)");
    private static final Pattern SEGMENT = Pattern.compile("\\{[A-Za-z0-9._:-]+\\+?}|[^{}]+");

    /** Reads a key, or refuses it. */
    static RouteKey parse(String text) {
        if (DEFAULT.equals(text)) {
            return new RouteKey(text, "", List.of());
        }
        Matcher form = FORM.matcher(Refusals.required("RouteKey", text));
        if (!form.matches() || !METHODS.contains(form.group(1))) {
            throw Refusals.badRequest(
                    "The provided route key is not formatted properly for HTTP protocol. Format should"
                            + " be \"<HTTP METHOD> /<RESOURCE PATH>\" or \"$default\"");
        }
        RouteKey key = new RouteKey(text, form.group(1), segments(form.group(2)));
        for (int i = 0; i < key.segments.size(); i++) {
            String segment = key.segments.get(i);
            if (!segment.isEmpty() && !SEGMENT.matcher(segment).matches()) {
                throw Refusals.badRequest("Path part contains invalid characters: " + segment);
            }
            if (isGreedy(segment) && i < key.segments.size() - 1) {
                throw Refusals.badRequest("A greedy path variable must be the last part of the path: " + text);
            }
        }
        return key;
    }

    /** The parts of a path; the root has none, and a slash at the end counts. */
    static List<String> segments(String path) {
        return path.equals("/") || path.isEmpty()
                ? List.of()
                : List.of(path.substring(path.startsWith("/") ? 1 : 0).split("/", -1));
    }

    static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    static boolean isGreedy(String segment) {
        return isVariable(segment) && segment.endsWith("+}");
    }

    boolean isDefault() {
        return method.isEmpty();
    }

    boolean isGreedy() {
        return !segments.isEmpty() && isGreedy(segments.get(segments.size() - 1));
    }

    /** The name of a variable, without braces and plus. */
    static String variable(String segment) {
        return segment.substring(1, segment.length() - (isGreedy(segment) ? 2 : 1));
    }
}
