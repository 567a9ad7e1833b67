package sh.lfc.nv.harness.client;

import static io.restassured.config.HttpClientConfig.httpClientConfig;
import static io.restassured.config.RedirectConfig.redirectConfig;

import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.config.SSLConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.http.conn.ssl.SSLSocketFactory;
import sh.lfc.nv.harness.system.SystemUnderTest;
import sh.lfc.nv.harness.target.HttpAccess;

/**
 * Calls the service as its clients do. Answers are given as they come, redirects are not followed.
 *
 * <p>Safe for use by many threads.
 */
public final class FileServiceClient {
    private static final int TIMEOUT_MILLIS = 40_000;

    /** More than any test makes: a list that does not end is an error. */
    private static final int MAX_PAGES = 1_000;

    private final URI url;
    private final HttpAccess access;
    private final RestAssuredConfig config;
    private final String authorization;

    public FileServiceClient(SystemUnderTest system) {
        this.url = system.url();
        this.access = system.target().http();
        this.authorization = system.client().authorization();
        this.config = config(access);
    }

    @SuppressWarnings("deprecation")
    private static RestAssuredConfig config(HttpAccess access) {
        return RestAssuredConfig.config()
                .sslConfig(SSLConfig.sslConfig().sslSocketFactory(new SSLSocketFactory(access.sslContext())))
                .httpClient(httpClientConfig()
                        .setParam("http.connection.timeout", TIMEOUT_MILLIS)
                        .setParam("http.socket.timeout", TIMEOUT_MILLIS))
                .redirect(redirectConfig().followRedirects(false))
                .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false))
                .decoderConfig(DecoderConfig.decoderConfig().defaultContentCharset(StandardCharsets.UTF_8));
    }

    /** A request with the client's own credentials. */
    public Response send(String method, String path) {
        return send(method, path, Optional.of(authorization));
    }

    /**
     * A request with any credentials.
     *
     * @param path escaped as it goes over the wire, with its query
     * @param authorization the value of the header; empty for none
     */
    public Response send(String method, String path, Optional<String> authorization) {
        return request(authorization).request(method, url + path);
    }

    /** A request with the client's own credentials to another address of the service than its domain. */
    public Response at(URI address, String method, String path) {
        return request(Optional.of(authorization)).request(method, address + path);
    }

    public Response upload(String name, String type, byte[] content) {
        return put("/api/upload/" + Names.segment(name), type, content);
    }

    /** An upload to a path that is given as it goes over the wire. */
    public Response put(String path, String type, byte[] content) {
        return request(Optional.of(authorization))
                .contentType(type)
                .body(content)
                .put(url + path);
    }

    public Response download(String key) {
        return send("GET", "/" + Names.path(key));
    }

    /** An address to upload a file with. */
    public Response uploadAddress(String name) {
        return send("GET", "/api/upload_presigned/" + Names.segment(name));
    }

    /** An address to download a file from. */
    public Response downloadAddress(String name) {
        return send("GET", "/api/download_presigned/" + Names.segment(name));
    }

    /** One page of the list, as large as the service makes it. */
    public Response list() {
        return send("GET", "/api/list");
    }

    /** The whole list, page by page. */
    public List<ListedFile> listAll(int pageSize) {
        var files = new ArrayList<ListedFile>();
        Optional<String> token = Optional.empty();
        for (var page = 0; page < MAX_PAGES; page++) {
            var query = "?limit=" + pageSize
                    + token.map(next -> "&next_token=" + Names.segment(next)).orElse("");
            var answer = send("GET", "/api/list" + query);
            if (answer.statusCode() != 200) {
                throw new AssertionError("a list was answered with " + answer.statusLine() + " " + answer.asString());
            }
            files.addAll(answer.jsonPath().getList("files", ListedFile.class));
            token = Optional.ofNullable(answer.jsonPath().getString("next_token"));
            if (token.isEmpty()) {
                return files;
            }
        }
        throw new AssertionError("the list did not end after " + MAX_PAGES + " pages");
    }

    /** A request to an address that the service gave; it carries no credentials but those in the address. */
    public Response follow(String method, String address, Optional<byte[]> content) {
        var request = plain(URI.create(address).getScheme().equals("http"));
        content.ifPresent(bytes -> request.contentType(ContentType.BINARY).body(bytes));
        return request.request(method, address);
    }

    private RequestSpecification request(Optional<String> authorization) {
        var request = plain(false);
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private RequestSpecification plain(boolean direct) {
        var request = RestAssured.given().config(config).urlEncodingEnabled(false);
        if (!direct) {
            access.proxy().ifPresent(proxy -> request.proxy(proxy.getHostString(), proxy.getPort()));
        }
        return request;
    }

    /** What the list says of a file. */
    public record ListedFile(
            String filename, String prefix_path, String s3_bucket, String url, String date_added, long size) {

        /** The file's key in the storage. */
        public String key() {
            return prefix_path == null || prefix_path.isEmpty()
                    ? filename
                    : prefix_path.endsWith("/") ? prefix_path + filename : prefix_path + "/" + filename;
        }
    }
}
