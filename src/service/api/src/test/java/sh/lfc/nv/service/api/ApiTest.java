package sh.lfc.nv.service.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sh.lfc.nv.service.cache.CacheUnavailableException;
import sh.lfc.nv.service.cache.Patience;
import sh.lfc.nv.service.cache.ReadThroughCache;
import sh.lfc.nv.service.cache.Redis;
import sh.lfc.nv.service.cache.RedisSettings;
import sh.lfc.nv.service.catalog.CachedCatalog;
import sh.lfc.nv.service.catalog.FileCatalog;
import sh.lfc.nv.service.catalog.FileEntry;
import sh.lfc.nv.service.catalog.Sequencer;
import sh.lfc.nv.service.json.Json;
import sh.lfc.nv.service.postgres.Database;
import sh.lfc.nv.service.postgres.PostgresSettings;
import sh.lfc.nv.service.secrets.CachedSecrets;
import sh.lfc.nv.service.testing.TestAws;
import sh.lfc.nv.service.testing.TestAws.Answer;
import sh.lfc.nv.service.testing.TestContext;
import sh.lfc.nv.service.testing.TestPostgres;
import sh.lfc.nv.service.testing.TestRedis;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class ApiTest {

    private static final Instant TIME = Instant.parse("2026-11-24T12:00:00.123Z");
    private static final int MOST_UPLOAD_BYTES = 100;

    private static TestRedis redisServer;

    private final TestPostgres postgres = TestPostgres.shared();
    private final Database database = database(postgres.migratedDatabase());
    private final String bucket = "bucket-" + UUID.randomUUID();
    private final FileCatalog catalog = new FileCatalog(database, bucket);
    private final Redis redis = new Redis(redisServer.settings(), new Patience(Duration.ofSeconds(5), Duration.ZERO));
    private final CachedCatalog cached = new CachedCatalog(catalog, new ReadThroughCache(redis, Duration.ofMinutes(5)));

    /** What the bucket holds, by the raw path of the object. */
    private final Map<String, TestAws.Request> stored = new ConcurrentHashMap<>();

    private final TestAws s3 = new TestAws(this::storage);
    private ApiHandler handler = handler(cached);

    @BeforeAll
    static void startRedis() {
        redisServer = new TestRedis();
    }

    @AfterAll
    static void stopRedis() {
        redisServer.close();
    }

    @AfterEach
    void close() {
        s3.close();
        redis.close();
        database.close();
    }

    @Test
    void anUploadGoesToS3WithItsContentTypeAndNowhereElse() {
        Answered answered = call(put("/api/upload/Übersicht 1.txt", "hällo".getBytes(StandardCharsets.UTF_8))
                .header("content-type", "text/markdown"));

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.text()).isEqualTo("\"File uploaded\"");
        TestAws.Request object = stored.get("/" + bucket + "/%C3%9Cbersicht%201.txt");
        assertThat(object.headers().getFirst("Content-Type")).isEqualTo("text/markdown");
        assertThat(new String(object.body(), StandardCharsets.UTF_8)).contains("hällo");
        assertThat(catalog.list(10, Optional.empty()).files()).isEmpty();
    }

    @Test
    void anEmptyFileIsAFile() {
        assertThat(call(put("/api/upload/empty.txt", new byte[0])).status()).isEqualTo(200);
        assertThat(stored.get("/" + bucket + "/empty.txt").headers().getFirst("Content-Type"))
                .isEqualTo("text/plain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/upload/",
                "/api/upload",
                "/api/upload/a/b",
                "/api/upload/a%2Fb",
                "/api/upload/a\nb",
                "/api/upload/.."
            })
    void anUploadUnderABadNameIsRefused(String path) {
        Answered answered = call(put(path, "x".getBytes(StandardCharsets.UTF_8)));

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.errorCode()).isEqualTo("InvalidName");
        assertThat(stored).isEmpty();
    }

    @Test
    void aNameThatTheGatewayDecodedToOneWithASlashIsRefused() {
        Map<String, Object> event = put("/api/upload/a/b", new byte[1]).event();
        event.put("routeKey", "PUT /api/upload/{name}");
        event.put("pathParameters", Map.of("name", "a/b"));

        assertThat(send(event).status()).isEqualTo(400);
    }

    @Test
    void anUploadOverTheLimitIsRefusedAndToldTheWay() {
        assertThat(call(put("/api/upload/a", new byte[MOST_UPLOAD_BYTES])).status())
                .isEqualTo(200);

        Answered answered = call(put("/api/upload/b c", new byte[MOST_UPLOAD_BYTES + 1]));

        assertThat(answered.status()).isEqualTo(413);
        assertThat(answered.errorCode()).isEqualTo("FileTooLarge");
        assertThat(answered.errorMessage()).contains("GET /api/upload_presigned/b%20c", "100 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/list"})
    void theListSaysAllAboutAFile(String path) {
        add("reports/2026/ü 1.txt", 5, "text/plain");

        Answered answered = call(get(path));

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.header("Content-Type")).isEqualTo("application/json");
        assertThat(answered.text())
                .isEqualTo("{\"files\":[{\"filename\":\"ü 1.txt\",\"prefix_path\":\"reports/2026/\",\"s3_bucket\":\""
                        + bucket
                        + "\",\"url\":\"https://nv-demo.nv.lfc.sh/reports/2026/%C3%BC%201.txt\","
                        + "\"date_added\":\"2026-11-24T12:00:00.123Z\",\"size\":5}]}");
    }

    @Test
    void pagesFollowEachOtherByTokenAndByLink() {
        List.of("a", "b", "c").forEach(key -> add(key, 1, "text/plain"));

        Answered first = call(get("/api/list").query("limit", "2"));
        String token = Json.text(first.json(), "next_token").orElseThrow();
        Answered second = call(get("/api/list").query("limit", "2").query("next_token", token));

        assertThat(first.json().path("files").size()).isEqualTo(2);
        assertThat(first.header("Link"))
                .isEqualTo("<https://nv-demo.nv.lfc.sh/api/list?limit=2&next_token=" + token + ">; rel=\"next\"");
        assertThat(Json.text(second.json().path("files").path(0), "filename")).contains("c");
        assertThat(Json.text(second.json(), "next_token")).isEmpty();
        assertThat(second.header("Link")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "limit, 1001", "limit, many", "limit, 1e2", "next_token, !", "next_token, YQ=="})
    void badParametersAreRefused(String name, String value) {
        Answered answered = call(get("/api/list").query(name, value));

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.errorCode()).isEqualTo("InvalidParameter");
        assertThat(answered.errorMessage()).contains(name);
    }

    @Test
    void readsSayWhetherTheyCameFromTheCache() throws CacheUnavailableException {
        add("a", 1, "text/plain");
        store("a", "x", "text/plain");

        assertThat(call(get("/api/list")).header("X-Cache")).isEqualTo("MISS");
        assertThat(call(get("/")).header("X-Cache")).isEqualTo("HIT");
        assertThat(call(get("/a")).header("X-Cache")).isEqualTo("MISS");
        assertThat(call(get("/a")).header("X-Cache")).isEqualTo("HIT");
        cached.changed(List.of("a"));
        assertThat(call(get("/a")).header("X-Cache")).isEqualTo("MISS");
        assertThat(call(get("/")).header("X-Cache")).isEqualTo("MISS");
    }

    @Test
    void aDeadCacheIsBypassedQuickly() {
        add("a", 1, "text/plain");
        try (Redis dead = new Redis(new RedisSettings("127.0.0.1", 1, true, null), Patience.OF_READERS)) {
            handler = handler(new CachedCatalog(catalog, new ReadThroughCache(dead, Duration.ofMinutes(5))));

            assertThat(call(get("/")).header("X-Cache")).isEqualTo("BYPASS");
            assertThat(call(get("/")).json().path("files").size()).isEqualTo(1);
        }
    }

    @Test
    void textComesAsItIs() {
        add("ü/a.txt", 6, "text/plain");
        store("%C3%BC/a.txt", "hällo", "text/plain");

        Answered answered = call(get("/ü/a.txt"));

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.payload.path("isBase64Encoded").asText()).isEqualTo("false");
        assertThat(answered.text()).isEqualTo("hällo");
        assertThat(answered.header("Content-Type")).isEqualTo("text/plain");
        assertThat(answered.header("ETag")).isEqualTo("\"etag-s3\"");
        assertThat(answered.header("Content-Disposition")).startsWith("inline; filename=\"a.txt\"");
    }

    @Test
    void binaryContentComesIntactAndSoDoesTextInAnotherEncoding() {
        byte[] content = new byte[100_000];
        new Random(1).nextBytes(content);
        add("a.png", content.length, "image/png");
        store("a.png", content, "image/png");
        add("latin1.txt", 1, "text/plain");
        store("latin1.txt", new byte[] {(byte) 0xfc}, "text/plain");

        assertThat(call(get("/a.png")).body()).isEqualTo(content);
        assertThat(call(get("/a.png")).header("Content-Type")).isEqualTo("image/png");
        assertThat(call(get("/latin1.txt")).body()).containsExactly(0xfc);
    }

    @Test
    void aFileNameFindsAFileUnderAPrefix() {
        add("reports/a.txt", 1, "text/plain");
        store("reports/a.txt", "x", "text/plain");

        assertThat(call(get("/a.txt")).text()).isEqualTo("x");
    }

    @Test
    void anAmbiguousNameIsAConflictThatNamesTheKeys() {
        add("b/a.txt", 1, "text/plain");
        add("a/a.txt", 1, "text/plain");

        Answered answered = call(get("/a.txt"));

        assertThat(answered.status()).isEqualTo(409);
        assertThat(answered.errorCode()).isEqualTo("AmbiguousName");
        assertThat(Json.string(answered.json().path("error").path("keys"))).isEqualTo("[\"a/a.txt\",\"b/a.txt\"]");
        assertThat(call(get("/api/download_presigned/a.txt")).status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/missing", "/a/missing", "/api", "/api/unknown", "/api/list/", "/api/download_presigned/missing"
            })
    void anUnknownFileIsNotFound(String path) {
        Answered answered = call(get(path));

        assertThat(answered.status()).isEqualTo(404);
        assertThat(answered.errorCode()).isEqualTo("FileNotFound");
        assertThat(Json.text(answered.json(), "request_id")).contains("request-1");
    }

    @Test
    void aFileThatIsGoneFromTheBucketIsNotFound() {
        add("a", 1, "text/plain");

        assertThat(call(get("/a")).errorCode()).isEqualTo("FileNotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\nb", "/\0", "/api/download_presigned/", "/api/upload_presigned/a/b"})
    void aBadNameIsABadRequest(String path) {
        assertThat(call(get(path)).status()).isEqualTo(400);
    }

    @Test
    void aLargeFileIsARedirectToAUrlThatGivesIt() throws IOException {
        add("large", Download.MOST_BYTES + 1L, "text/plain");
        store("large", "large content", "text/plain");

        Answered answered = call(get("/large"));

        assertThat(answered.status()).isEqualTo(307);
        assertThat(answered.header("X-Cache")).isEqualTo("MISS");
        assertThat(open(answered.header("Location")).getInputStream().readAllBytes())
                .asString()
                .isEqualTo("large content");
    }

    @Test
    void aFileThatGrewSinceItsEventIsARedirectToo() {
        add("grown", 1, "text/plain");
        store("grown", new byte[Download.MOST_BYTES + 1], "text/plain");

        assertThat(call(get("/grown")).status()).isEqualTo(307);
    }

    @Test
    void theLargestFileInTheAnswerFitsIntoLambdasLimit() {
        byte[] worst = new byte[Download.MOST_BYTES];
        add("worst", worst.length, "text/plain");
        store("worst", worst, "text/plain");

        Answered answered = call(get("/worst"));

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.length).isLessThan(6 * 1024 * 1024);
    }

    @Test
    void presignedUrlsUploadAndDownload() throws IOException {
        Answered upload = call(get("/api/upload_presigned/ü 1"));
        HttpURLConnection put = open(Json.text(upload.json(), "url").orElseThrow());
        put.setRequestMethod(Json.text(upload.json(), "method").orElseThrow());
        put.setDoOutput(true);
        put.getOutputStream().write("content".getBytes(StandardCharsets.UTF_8));
        assertThat(put.getResponseCode()).isEqualTo(200);
        add("ü 1", 7, "text/plain");
        Answered download = call(get("/api/download_presigned/ü 1"));

        String url = Json.text(download.json(), "url").orElseThrow();
        assertThat(open(url).getInputStream().readAllBytes()).asString().isEqualTo("content");
        assertThat(Json.text(download.json(), "method")).contains("GET");
        assertThat(Instant.parse(Json.text(download.json(), "expires").orElseThrow()))
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(16)));
        assertThat(download.header("X-Cache")).isEqualTo("MISS");
    }

    @Test
    void aPresignedUrlAsksNothingOfTheClientButItsHost() {
        Answered upload = call(get("/api/upload_presigned/a"));

        String url = Json.text(upload.json(), "url").orElseThrow();
        assertThat(url).startsWith(s3.endpoint() + "/" + bucket + "/a?");
        assertThat(url).contains("X-Amz-SignedHeaders=host&").doesNotContainIgnoringCase("checksum");
    }

    @Test
    void contentThatTheClientHasIsNotSentAgain() {
        add("a", 1, "text/plain");

        assertThat(call(get("/a").header("if-none-match", "\"x\", W/\"etag-catalog\""))
                        .status())
                .isEqualTo(304);
        assertThat(call(get("/a").header("if-none-match", "\"x\"")).status()).isEqualTo(404);
        assertThat(s3.requests()).hasSize(1);
    }

    @Test
    void headAnswersAsGetWithoutABody() {
        add("a", 1, "text/plain");

        Answered answered = call(new Event("HEAD", "/a", new byte[0]));

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.header("ETag")).isEqualTo("\"etag-catalog\"");
        assertThat(answered.body()).isEmpty();
        assertThat(call(new Event("HEAD", "/missing", new byte[0])).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /, 'GET, HEAD'",
        "DELETE, /a, 'GET, HEAD'",
        "PUT, /a, 'GET, HEAD'",
        "POST, /healthz, 'GET, HEAD'",
        "GET, /api/upload/a, PUT",
        "POST, /api/upload/a, PUT",
        "PUT, /api/upload_presigned/a, 'GET, HEAD'",
        "OPTIONS, /api/list, 'GET, HEAD'"
    })
    void anotherMethodIsNotAllowed(String method, String path, String allowed) {
        Answered answered = call(new Event(method, path, new byte[0]));

        assertThat(answered.status()).isEqualTo(405);
        assertThat(answered.errorCode()).isEqualTo("MethodNotAllowed");
        assertThat(answered.header("Allow")).isEqualTo(allowed);
    }

    @Test
    void healthGivesNothingAway() {
        assertThat(call(get("/healthz")).text()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(s3.requests()).isEmpty();
    }

    @Test
    void aDatabaseThatIsDownIsUnavailableAndTheAnswerSaysNoMore() {
        PostgresSettings nowhere = new PostgresSettings("localhost", 1, "none", "secret", Optional.empty());
        FileCatalog broken = new FileCatalog(database(nowhere), bucket);
        handler = handler(new CachedCatalog(broken, new ReadThroughCache(redis, Duration.ofMinutes(5))));

        Answered answered = call(get("/"));

        assertThat(answered.status()).isEqualTo(503);
        assertThat(answered.errorCode()).isEqualTo("ServiceUnavailable");
        assertThat(answered.header("Retry-After")).isEqualTo("5");
        assertThat(answered.text()).doesNotContain("localhost", "SQL");
    }

    @Test
    void storageThatRefusesIsUnavailable() {
        add("a", 1, "text/plain");
        store("a", "forbidden", "text/plain");

        assertThat(call(get("/a").header("x-test", "1")).status()).isEqualTo(200);
        stored.put("/" + bucket + "/a", new TestAws.Request("DENIED", null, null, null));
        assertThat(call(get("/a")).errorCode()).isEqualTo("ServiceUnavailable");
    }

    @Test
    void aKeyComesFromTheRoutesVariableWhereTheRawPathIsCutShort() {
        add("a?b", 1, "text/plain");
        store("a%3Fb", "x", "text/plain");
        Map<String, Object> event = get("/a").event();
        event.put("routeKey", "GET /{key+}");
        event.put("pathParameters", Map.of("key", "a?b"));

        assertThat(send(event).text()).isEqualTo("x");
    }

    private Answer storage(TestAws.Request request) {
        String path = request.uri().getRawPath();
        if (request.method().equals("PUT")) {
            stored.put(path, request);
            return Answer.of(200, Map.of("ETag", "\"etag-s3\""), "");
        }
        TestAws.Request object = stored.get(path);
        if (object == null) {
            return Answer.of(
                    404,
                    Map.of("Content-Type", "application/xml"),
                    "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>");
        }
        if (object.method().equals("DENIED")) {
            return Answer.of(
                    403, Map.of("Content-Type", "application/xml"), "<Error><Code>AccessDenied</Code></Error>");
        }
        String type =
                Optional.ofNullable(object.headers().getFirst("Content-Type")).orElse("binary/octet-stream");
        return new Answer(200, Map.of("Content-Type", type, "ETag", "\"etag-s3\""), object.body());
    }

    private void store(String rawKey, String text, String type) {
        store(rawKey, text.getBytes(StandardCharsets.UTF_8), type);
    }

    private void store(String rawKey, byte[] content, String type) {
        com.sun.net.httpserver.Headers headers = new com.sun.net.httpserver.Headers();
        headers.set("Content-Type", type);
        stored.put("/" + bucket + "/" + rawKey, new TestAws.Request("PUT", null, headers, content));
    }

    private void add(String key, long size, String type) {
        catalog.put(new FileEntry(key, size, type, "etag-catalog", Optional.empty(), TIME), new Sequencer("01"));
    }

    private ApiHandler handler(CachedCatalog readers) {
        Storage storage = new S3Storage(bucket, new S3Storage.Clients() {

            @Override
            public S3Client client() {
                return s3.client(S3Client.builder());
            }

            @Override
            public S3Presigner presigner() {
                return S3Presigner.builder()
                        .region(Region.US_EAST_1)
                        .credentialsProvider(TestAws.CREDENTIALS)
                        .endpointOverride(s3.endpoint())
                        .build();
            }
        });
        return new ApiHandler(new Api(
                new Listing(readers, bucket), new Upload(storage, MOST_UPLOAD_BYTES), new Download(readers, storage)));
    }

    private Database database(PostgresSettings where) {
        return new Database(where, new CachedSecrets(postgres.secrets(), InstantSource.system()));
    }

    private static HttpURLConnection open(String url) throws IOException {
        return (HttpURLConnection) URI.create(url).toURL().openConnection();
    }

    private static Event get(String path) {
        return new Event("GET", path, new byte[0]);
    }

    private static Event put(String path, byte[] body) {
        return new Event("PUT", path, body);
    }

    private Answered call(Event event) {
        return send(event.event());
    }

    private Answered send(Map<String, Object> event) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(Json.bytes(event)), output, new TestContext());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Answered(Json.read(output.toByteArray()), output.size());
    }

    /** A request as API Gateway sends it on, by the default route. */
    private record Event(
            String method, String path, byte[] body, Map<String, String> headers, Map<String, String> query) {

        Event(String method, String path, byte[] body) {
            this(method, path, body, new LinkedHashMap<>(Map.of("host", "nv-demo.nv.lfc.sh")), new LinkedHashMap<>());
        }

        Event header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Event query(String name, String value) {
            query.put(name, value);
            return this;
        }

        Map<String, Object> event() {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("version", "2.0");
            event.put("routeKey", "$default");
            event.put("rawPath", path);
            event.put("headers", headers);
            event.put("queryStringParameters", query);
            event.put(
                    "requestContext",
                    Map.of(
                            "domainName", "nv-demo.nv.lfc.sh",
                            "requestId", "request-1",
                            "http", Map.of("method", method, "path", path)));
            event.put("body", Base64.getEncoder().encodeToString(body));
            event.put("isBase64Encoded", true);
            return event;
        }
    }

    private record Answered(JrsValue payload, int length) {

        int status() {
            return Integer.parseInt(payload.path("statusCode").asText());
        }

        String header(String name) {
            return Json.text(payload.path("headers"), name).orElse(null);
        }

        byte[] body() {
            String body = payload.path("body").asText();
            return Boolean.parseBoolean(payload.path("isBase64Encoded").asText())
                    ? Base64.getDecoder().decode(body)
                    : body.getBytes(StandardCharsets.UTF_8);
        }

        String text() {
            return new String(body(), StandardCharsets.UTF_8);
        }

        JrsValue json() {
            return Json.read(text());
        }

        String errorCode() {
            return Json.text(json().path("error"), "code").orElse("");
        }

        String errorMessage() {
            return Json.text(json().path("error"), "message").orElse("");
        }
    }
}
