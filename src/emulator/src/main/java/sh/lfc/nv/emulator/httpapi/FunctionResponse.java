package sh.lfc.nv.emulator.httpapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes an answer of what a function returned, by the rules of its payload format. */
final class FunctionResponse {

    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection",
            "content-length",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private FunctionResponse() {}

    /** A response that API Gateway cannot use. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    /**
     * Reads a function's response.
     *
     * @param format {@code 1.0} or {@code 2.0}; only the latter allows answers without a status
     */
    static ApiAnswer read(byte[] payload, String format) throws Malformed {
        JsonNode response = parse(payload);
        boolean second = format.equals("2.0");
        if (second && !(response.isObject() && response.has("statusCode"))) {
            return inferred(response);
        }
        if (!response.isObject()) {
            throw new Malformed(
                    "The response from the Lambda function doesn't match the format that API Gateway expects."
                            + " Lambda body contains the wrong type for field \"\"");
        }
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        if (!second) {
            multiValueHeaders(response.path("multiValueHeaders"), headers);
        }
        headers(response.path("headers"), headers);
        if (second) {
            cookies(response.path("cookies"), headers);
        }
        if (headers.stream().noneMatch(header -> header.getKey().equals("content-type"))) {
            headers.add(Map.entry("content-type", "text/plain;charset=utf-8"));
        }
        return new ApiAnswer(status(response.path("statusCode")), List.copyOf(headers), body(response));
    }

    private static ApiAnswer inferred(JsonNode response) {
        String body = response.isMissingNode() || response.isNull()
                ? ""
                : response.isTextual() ? response.textValue() : response.toString();
        return new ApiAnswer(
                200, List.of(Map.entry("content-type", "application/json")), body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode parse(byte[] payload) throws Malformed {
        try {
            return payload.length == 0 ? Events.JSON.nullNode() : Events.JSON.readTree(payload);
        } catch (IOException e) {
            throw new Malformed("The response from the Lambda function is not JSON");
        }
    }

    private static int status(JsonNode status) throws Malformed {
        int code;
        try {
            code = status.isTextual() ? Integer.parseInt(status.textValue()) : status.asInt(-1);
        } catch (NumberFormatException e) {
            code = -1;
        }
        if (code < 100 || code > 599) {
            throw wrong("statusCode");
        }
        return code;
    }

    private static void headers(JsonNode node, List<Map.Entry<String, String>> headers) throws Malformed {
        if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
            throw wrong("headers");
        }
        Iterator<Map.Entry<String, JsonNode>> each = node.fields();
        while (each.hasNext()) {
            Map.Entry<String, JsonNode> header = each.next();
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!header.getValue().isValueNode()) {
                throw wrong("headers");
            }
            if (headers.stream().noneMatch(there -> there.getKey().equals(name))) {
                add(name, header.getValue().asText(), headers);
            }
        }
    }

    private static void multiValueHeaders(JsonNode node, List<Map.Entry<String, String>> headers) throws Malformed {
        Iterator<Map.Entry<String, JsonNode>> each = node.fields();
        while (each.hasNext()) {
            Map.Entry<String, JsonNode> header = each.next();
            if (!header.getValue().isArray()) {
                throw wrong("multiValueHeaders");
            }
            header.getValue().forEach(value -> add(header.getKey().toLowerCase(Locale.ROOT), value.asText(), headers));
        }
    }

    private static void cookies(JsonNode node, List<Map.Entry<String, String>> headers) throws Malformed {
        if (!node.isMissingNode() && !node.isNull() && !node.isArray()) {
            throw wrong("cookies");
        }
        node.forEach(cookie -> headers.add(Map.entry("set-cookie", cookie.asText())));
    }

    private static void add(String name, String value, List<Map.Entry<String, String>> headers) {
        if (!NOT_PASSED_ON.contains(name)) {
            headers.add(Map.entry(name, value));
        }
    }

    private static byte[] body(JsonNode response) throws Malformed {
        JsonNode body = response.path("body");
        if (body.isMissingNode() || body.isNull()) {
            return new byte[0];
        }
        if (!body.isTextual()) {
            throw wrong("body");
        }
        if (!response.path("isBase64Encoded").asBoolean()) {
            return body.textValue().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body.textValue());
        } catch (IllegalArgumentException e) {
            throw new Malformed("The response from the Lambda function is not valid Base64");
        }
    }

    private static Malformed wrong(String field) {
        return new Malformed("The response from the Lambda function doesn't match the format that API Gateway expects."
                + " Lambda body contains the wrong type for field \"" + field + "\"");
    }
}
