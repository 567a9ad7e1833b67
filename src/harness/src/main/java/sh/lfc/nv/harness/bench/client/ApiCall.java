package sh.lfc.nv.harness.bench.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A call of one of AWS's APIs, before it is signed.
 *
 * @param service by its signing name
 * @param target path and query, encoded
 */
public record ApiCall(String service, String method, String target, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = new byte[0];

    public static ApiCall s3(String method, String target) {
        return s3(method, target, NOTHING);
    }

    /** The body is not part of the signature. */
    public static ApiCall s3(String method, String target, byte[] body) {
        return new ApiCall("s3", method, target, Map.of(), body);
    }

    /**
     * A call of a service that takes forms.
     *
     * @param parameters beside action and version, by name
     */
    public static ApiCall query(String service, String action, String version, Map<String, String> parameters) {
        var form = new StringBuilder("Action=%s&Version=%s".formatted(action, version));
        parameters.forEach((name, value) ->
                form.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return new ApiCall(
                service,
                "POST",
                "/",
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                form.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A call of a service that takes JSON and a header for the operation.
     *
     * @param operation as the header has it
     * @param version of the protocol, for example {@code 1.1}
     */
    public static ApiCall json(String service, String operation, String version, String body) {
        return new ApiCall(
                service,
                "POST",
                "/",
                Map.of("Content-Type", "application/x-amz-json-" + version, "X-Amz-Target", operation),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** A call of a service that has paths. */
    public static ApiCall rest(String service, String method, String target, String body) {
        return new ApiCall(
                service,
                method,
                target,
                Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** With a further header. */
    public ApiCall with(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new ApiCall(service, method, target, more, body);
    }
}
