package sh.lfc.nv.service.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.service.json.Json;

/** An answer to the client. Immutable. */
record Response(int status, Map<String, String> headers, byte[] body) {

    static final String JSON = "application/json";

    private static final byte[] EMPTY = {};

    /** Longer text travels as base64: escaped as a JSON string it could grow sixfold, beyond Lambda's limit of 6 MB. */
    private static final int LONGEST_TEXT = 512 * 1024;

    Response {
        headers = Map.copyOf(headers);
    }

    static Response json(int status, Object value) {
        return new Response(status, Map.of("Content-Type", JSON), Json.bytes(value));
    }

    static Response empty(int status) {
        return new Response(status, Map.of(), EMPTY);
    }

    Response with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body);
    }

    Response withoutBody() {
        return new Response(status, headers, EMPTY);
    }

    /** For Lambda: text as it is, all else in base64. */
    Map<String, Object> payload() {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("statusCode", status);
        payload.put("headers", headers);
        Optional<String> text = text();
        payload.put("isBase64Encoded", text.isEmpty());
        payload.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body)));
        return payload;
    }

    private Optional<String> text() {
        if (body.length > LONGEST_TEXT || !MediaType.isText(headers.getOrDefault("Content-Type", ""))) {
            return body.length == 0 ? Optional.of("") : Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException anotherEncoding) {
            return Optional.empty();
        }
    }
}
