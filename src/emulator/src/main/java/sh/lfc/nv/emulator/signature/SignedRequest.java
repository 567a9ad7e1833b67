package sh.lfc.nv.emulator.signature;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.protocol.WireRequest;

/**
 * What a request says of its signature, in its Authorization header or, presigned, in its query.
 *
 * @param accessKeyId whose key signed
 * @param date the day of the credential scope, {@code yyyyMMdd}
 * @param region the region of the credential scope
 * @param service the service of the credential scope, by its signing name
 * @param signedHeaders the names of the headers that are signed, in lower case
 * @param signature in hexadecimal digits
 * @param time when it was signed, {@code yyyyMMdd'T'HHmmss'Z'}
 * @param expires for how many seconds a presigned request holds, or null
 * @param token the session token, or null
 */
record SignedRequest(
        String accessKeyId,
        String date,
        String region,
        String service,
        List<String> signedHeaders,
        String signature,
        String time,
        String expires,
        String token) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    static Optional<SignedRequest> of(WireRequest request) {
        Optional<String> header = request.header("authorization").filter(value -> value.startsWith(ALGORITHM));
        if (header.isPresent()) {
            return Optional.of(fromHeader(header.get(), request));
        }
        return request.query().containsKey("X-Amz-Signature") ? Optional.of(fromQuery(request)) : Optional.empty();
    }

    boolean presigned() {
        return expires != null;
    }

    private static SignedRequest fromHeader(String header, WireRequest request) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : header.substring(ALGORITHM.length()).split(",")) {
            String[] pair = part.trim().split("=", 2);
            if (pair.length == 2) {
                parts.put(pair[0], pair[1]);
            }
        }
        return of(
                parts.get("Credential"),
                parts.get("SignedHeaders"),
                parts.get("Signature"),
                request.header("x-amz-date").or(() -> request.header("date")).orElse(""),
                null,
                request.header("x-amz-security-token").orElse(null));
    }

    private static SignedRequest fromQuery(WireRequest request) {
        return of(
                request.parameter("X-Amz-Credential").orElse(null),
                request.parameter("X-Amz-SignedHeaders").orElse(null),
                request.parameter("X-Amz-Signature").orElse(null),
                request.parameter("X-Amz-Date").orElse(""),
                request.parameter("X-Amz-Expires").orElse("604800"),
                request.parameter("X-Amz-Security-Token").orElse(null));
    }

    private static SignedRequest of(
            String credential, String signedHeaders, String signature, String time, String expires, String token) {
        String[] scope = credential == null ? new String[0] : credential.split("/");
        if (scope.length < 5 || signedHeaders == null || signature == null) {
            throw new AwsError(
                    "IncompleteSignature",
                    400,
                    "Authorization header requires 'Credential' parameter, 'Signature' parameter and 'SignedHeaders'"
                            + " parameter.");
        }
        int last = scope.length;
        return new SignedRequest(
                String.join("/", Arrays.copyOf(scope, last - 4)),
                scope[last - 4],
                scope[last - 3],
                scope[last - 2],
                List.of(signedHeaders.split(";")),
                signature,
                time,
                expires,
                token);
    }

    String scope() {
        return date + "/" + region + "/" + service + "/aws4_request";
    }
}
