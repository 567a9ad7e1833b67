package sh.lfc.nv.service.api;

import com.fasterxml.jackson.jr.stree.JrsValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.service.json.Json;

/**
 * A request as API Gateway hands it over ("Create AWS Lambda proxy integrations for HTTP APIs", payload format 2.0).
 *
 * @param id of the request at API Gateway, which the client knows too
 * @param path decoded, as API Gateway delivers it
 * @param query decoded; several values of a name are one, with commas
 * @param headers by names in lower case
 */
record Request(
        String id, String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {

    static Request of(JrsValue event) {
        JrsValue context = event.path("requestContext");
        JrsValue http = context.path("http");
        return new Request(
                Json.text(context, "requestId").orElse(""),
                Json.text(http, "method").orElse("").toUpperCase(Locale.ROOT),
                path(event),
                members(event.path("queryStringParameters")),
                headers(event, context),
                body(event));
    }

    /**
     * The path with the route's variable in it as API Gateway decoded it. The raw path is decoded too, but ends at a
     * question mark that was encoded.
     */
    private static String path(JrsValue event) {
        String path = Json.text(event, "rawPath").filter(raw -> !raw.isEmpty()).orElse("/");
        JrsValue variables = event.path("pathParameters");
        Optional<String> key = Json.text(variables, "key");
        if (key.isPresent()) {
            return "/" + key.get();
        }
        Optional<String> name = Json.text(variables, "name");
        String routeKey = Json.text(event, "routeKey").orElse("");
        int variable = routeKey.indexOf("{name}");
        return name.isPresent() && variable > 0
                ? routeKey.substring(routeKey.indexOf('/'), variable) + name.get()
                : path;
    }

    private static Map<String, String> headers(JrsValue event, JrsValue context) {
        Map<String, String> headers = new HashMap<>();
        members(event.path("headers")).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        Json.text(context, "domainName").ifPresent(domain -> headers.putIfAbsent("host", domain));
        return headers;
    }

    private static Map<String, String> members(JrsValue object) {
        Map<String, String> members = new HashMap<>();
        for (String name : Json.names(object)) {
            Json.text(object, name).ifPresent(value -> members.put(name, value));
        }
        return members;
    }

    private static byte[] body(JrsValue event) {
        String body = Json.text(event, "body").orElse("");
        boolean base64 =
                Json.text(event, "isBase64Encoded").map(Boolean::parseBoolean).orElse(false);
        return base64 ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** Where the client reached the service, without a slash at the end. */
    String origin() {
        return header("x-forwarded-proto").orElse("https") + "://"
                + header("host").orElse("localhost");
    }
}
