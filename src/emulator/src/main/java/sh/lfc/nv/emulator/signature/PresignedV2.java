package sh.lfc.nv.emulator.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.protocol.WireRequest;

/**
 * A URL of S3 that is presigned with Signature Version 2, as the AWS CLI still makes them for us-east-1, after "Signing
 * and authenticating REST requests (AWS signature version 2)" of the S3 User Guide.
 */
record PresignedV2(String accessKeyId, String signature, String expires) {

    private static final Set<String> SUBRESOURCES = Set.of(
            "acl",
            "cors",
            "delete",
            "lifecycle",
            "location",
            "logging",
            "notification",
            "partNumber",
            "policy",
            "requestPayment",
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding",
            "response-content-language",
            "response-content-type",
            "response-expires",
            "restore",
            "tagging",
            "torrent",
            "uploadId",
            "uploads",
            "versionId",
            "versioning",
            "versions",
            "website");

    static Optional<PresignedV2> of(WireRequest request) {
        Optional<String> key = request.parameter("AWSAccessKeyId");
        Optional<String> signature = request.parameter("Signature");
        Optional<String> expires = request.parameter("Expires");
        return key.isPresent() && signature.isPresent() && expires.isPresent()
                ? Optional.of(new PresignedV2(key.get(), signature.get(), expires.get()))
                : Optional.empty();
    }

    /** Refuses a URL that holds no more. */
    void checkTime(Instant now) {
        try {
            if (now.getEpochSecond() > Long.parseLong(expires)) {
                throw new AwsError("AccessDenied", 403, "Request has expired").with("Expires", expires);
            }
        } catch (NumberFormatException e) {
            throw new AwsError("AccessDenied", 403, "Invalid date (should be seconds since epoch): " + expires);
        }
    }

    /** Whether the signature is right, with the bucket in the path or in the host name. */
    boolean isSignedWith(String secret, WireRequest request) {
        String host = request.header("host").orElse("");
        int s3 = host.indexOf(".s3");
        Stream<String> paths = s3 < 0
                ? Stream.of(request.path())
                : Stream.of(request.path(), "/" + host.substring(0, s3) + request.path());
        return paths.anyMatch(path -> sign(secret, request, path).equals(signature));
    }

    private String sign(String secret, WireRequest request, String path) {
        String text = request.method() + "\n"
                + request.header("content-md5").orElse("") + "\n"
                + request.header("content-type").orElse("") + "\n"
                + expires + "\n"
                + amzHeaders(request) + path + subresources(request);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String amzHeaders(WireRequest request) {
        Map<String, String> headers = new TreeMap<>();
        request.headers().forEach((name, value) -> {
            if (name.startsWith("x-amz-")) {
                headers.put(name, value.trim());
            }
        });
        request.query().forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-amz-")) {
                headers.put(name.toLowerCase(Locale.ROOT), values.get(0));
            }
        });
        StringBuilder text = new StringBuilder();
        headers.forEach(
                (name, value) -> text.append(name).append(':').append(value).append('\n'));
        return text.toString();
    }

    private static String subresources(WireRequest request) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(request.query()).forEach((name, values) -> {
            if (SUBRESOURCES.contains(name)) {
                text.append(text.isEmpty() ? '?' : '&').append(name);
                if (!values.get(0).isEmpty()) {
                    text.append('=').append(values.get(0));
                }
            }
        });
        return text.toString();
    }
}
