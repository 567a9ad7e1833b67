package sh.lfc.nv.canary.client;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Set;
import java.util.TreeMap;

/** A request and its answer for people: without credentials, and no longer than one wants to read. */
public final class Transcript {
    private static final int MOST_SHOWN = 2_000;
    private static final Set<String> PRIVATE = Set.of("authorization", "cookie", "set-cookie", "x-amz-security-token");

    private Transcript() {}

    /** Lines of the request begin with {@code >}, those of the answer with {@code <}; its body comes last. */
    public static String of(Answer answer) {
        var text = new StringBuilder();
        var request = answer.request();
        text.append("> %s %s%n".formatted(request.method(), request.uri()));
        headers(text, '>', request.headers());
        request.bodyPublisher()
                .map(HttpRequest.BodyPublisher::contentLength)
                .filter(length -> length > 0)
                .ifPresent(length -> text.append("> (%,d bytes)%n".formatted(length)));
        text.append(
                "< %d after %d ms%n".formatted(answer.status(), answer.took().toMillis()));
        headers(text, '<', answer.headers());
        return Redaction.of(
                text.append(System.lineSeparator()).append(body(answer)).toString());
    }

    private static void headers(StringBuilder text, char direction, HttpHeaders headers) {
        new TreeMap<>(headers.map())
                .forEach((name, values) -> values.forEach(value -> text.append("%s %s: %s%n"
                        .formatted(
                                direction,
                                name,
                                PRIVATE.contains(name.toLowerCase(java.util.Locale.ROOT)) ? "…" : value))));
    }

    private static String body(Answer answer) {
        if (answer.body().length == 0) {
            return "(no body)";
        }
        var text = answer.text();
        if (text.chars()
                .anyMatch(
                        character -> character == '\uFFFD' || character < ' ' && !Character.isWhitespace(character))) {
            return "(%,d bytes)".formatted(answer.body().length);
        }
        return text.length() <= MOST_SHOWN
                ? text
                : text.substring(0, MOST_SHOWN) + "… (%,d characters)".formatted(text.length());
    }
}
