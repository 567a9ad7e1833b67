package sh.lfc.nv.emulator.httpapi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the client gets.
 *
 * @param headers names in lower case, several values in several entries
 */
record ApiAnswer(int status, List<Map.Entry<String, String>> headers, byte[] body) {

    private static final String JSON = "application/json";

    static ApiAnswer message(int status, String message) {
        byte[] body = ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        return new ApiAnswer(status, List.of(Map.entry("content-type", JSON)), body);
    }

    static ApiAnswer notFound() {
        return message(404, "Not Found");
    }

    static ApiAnswer forbidden() {
        return message(403, "Forbidden");
    }

    static ApiAnswer unauthorized() {
        return message(401, "Unauthorized");
    }

    static ApiAnswer internalServerError() {
        return message(500, "Internal Server Error");
    }

    static ApiAnswer serviceUnavailable() {
        return message(503, "Service Unavailable");
    }

    static ApiAnswer tooManyRequests() {
        return message(429, "Too Many Requests");
    }

    static ApiAnswer requestEntityTooLarge() {
        return message(413, "Request Entity Too Large");
    }

    static ApiAnswer headersTooLarge() {
        return message(431, "Request Header Fields Too Large");
    }

    ApiAnswer with(List<Map.Entry<String, String>> more) {
        List<Map.Entry<String, String>> all = new ArrayList<>(headers);
        all.addAll(more);
        return new ApiAnswer(status, List.copyOf(all), body);
    }

    ApiAnswer without(Predicate<String> header) {
        return new ApiAnswer(
                status,
                headers.stream().filter(each -> !header.test(each.getKey())).toList(),
                body);
    }
}
