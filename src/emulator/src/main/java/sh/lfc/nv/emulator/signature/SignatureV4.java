package sh.lfc.nv.emulator.signature;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import sh.lfc.nv.emulator.protocol.WireRequest;

/** The arithmetic of Signature Version 4, after "Create a signed AWS API request" of the IAM User Guide. */
final class SignatureV4 {

    private static final Pattern SPACES = Pattern.compile(" {2,}");

    private SignatureV4() {}

    /**
     * The signature that a request should have.
     *
     * @param key the signing key of the request's scope
     */
    static String sign(SignedRequest signed, WireRequest request, String payloadHash, byte[] key) {
        String stringToSign = SignedRequest.ALGORITHM + "\n" + signed.time() + "\n" + signed.scope() + "\n"
                + sha256(canonical(signed, request, payloadHash).getBytes(StandardCharsets.UTF_8));
        return hex(hmac(key, stringToSign));
    }

    static byte[] signingKey(SignedRequest signed, String secret) {
        byte[] key = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), signed.date());
        return hmac(hmac(hmac(key, signed.region()), signed.service()), "aws4_request");
    }

    private static String canonical(SignedRequest signed, WireRequest request, String payloadHash) {
        StringBuilder headers = new StringBuilder();
        for (String name : signed.signedHeaders()) {
            headers.append(name)
                    .append(':')
                    .append(SPACES.matcher(
                                    request.headers().getOrDefault(name, "").trim())
                            .replaceAll(" "))
                    .append('\n');
        }
        return request.method() + "\n" + path(signed, request) + "\n" + query(request) + "\n" + headers + "\n"
                + String.join(";", signed.signedHeaders()) + "\n" + payloadHash;
    }

    /** S3 signs the path as it is sent; all others encode it once more. */
    private static String path(SignedRequest signed, WireRequest request) {
        String path = request.path().isEmpty() ? "/" : request.path();
        return signed.service().equals("s3") ? path : encode(path).replace("%2F", "/");
    }

    private static String query(WireRequest request) {
        List<String> pairs = new ArrayList<>();
        request.query().forEach((name, values) -> {
            if (!name.equals("X-Amz-Signature")) {
                values.forEach(value -> pairs.add(encode(name) + "=" + encode(value)));
            }
        });
        Collections.sort(pairs);
        return String.join("&", pairs);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    static String sha256(byte[] content) {
        return hex(digest().digest(content));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
