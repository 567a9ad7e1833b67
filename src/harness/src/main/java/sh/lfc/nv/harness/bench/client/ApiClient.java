package sh.lfc.nv.harness.bench.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Calls of one server by one thread. Calls are signed when they are prepared and sent as they are then, as often as
 * wanted: what is measured is the server, not a client's signing. A signature holds for a quarter of an hour.
 */
public final class ApiClient implements AutoCloseable {
    private static final AwsBasicCredentials KEYS = AwsBasicCredentials.create("test", "test");
    private static final String REGION = "us-east-1";

    /** A call that is ready to be sent. */
    public interface Prepared {

        /** Sends it and reads the answer. */
        void send() throws IOException;

        /** Sends it and answers the body. */
        byte[] fetch() throws IOException;
    }

    private final URI endpoint;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final Connection connection;

    public ApiClient(URI endpoint) {
        this(endpoint, Opening.plain(endpoint));
    }

    ApiClient(URI endpoint, Opening opening) {
        this.endpoint = endpoint;
        this.connection = new Connection(opening);
    }

    /** Makes a call ready. */
    public Prepared prepare(ApiCall call) {
        return prepared(sign(call));
    }

    /**
     * Makes a request without a body ready, as it is.
     *
     * @param target path and query, escaped
     */
    public Prepared prepareUnsigned(String method, String target, Map<String, String> headers) {
        return prepared(Request.of(method, target, headers, new byte[0]));
    }

    private Prepared prepared(Request request) {
        return new Prepared() {
            @Override
            public void send() throws IOException {
                connection.exchange(request);
            }

            @Override
            public byte[] fetch() throws IOException {
                return connection.fetch(request);
            }
        };
    }

    /** Makes a call once. */
    public String call(ApiCall call) throws IOException {
        return new String(prepare(call).fetch(), StandardCharsets.UTF_8);
    }

    private Request sign(ApiCall call) {
        var s3 = call.service().equals("s3");
        // To the signer this is HTTPS: over HTTP it would insist on hashing each body.
        var unsigned = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.fromValue(call.method()))
                .uri(URI.create("https://%s:%d%s".formatted(endpoint.getHost(), endpoint.getPort(), call.target())))
                .putHeader("Content-Length", String.valueOf(call.body().length));
        call.headers().forEach(unsigned::putHeader);
        var signed = signer.sign(sign -> sign.identity(KEYS)
                        .request(unsigned.build())
                        .payload(() -> new ByteArrayInputStream(call.body()))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, call.service())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !s3)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !s3)
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, !s3))
                .request();
        var uri = signed.getUri();
        var target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        return Request.of(call.method(), target, joined(signed.headers()), call.body());
    }

    private static Map<String, String> joined(Map<String, List<String>> headers) {
        var joined = new LinkedHashMap<String, String>();
        headers.forEach((name, values) -> joined.put(name, String.join(",", values)));
        return joined;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
