package sh.lfc.nv.service.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.stree.JrsValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sh.lfc.nv.service.cache.CacheStatus;
import sh.lfc.nv.service.cache.Patience;
import sh.lfc.nv.service.cache.ReadThroughCache;
import sh.lfc.nv.service.cache.Redis;
import sh.lfc.nv.service.cache.RedisSettings;
import sh.lfc.nv.service.catalog.CachedCatalog;
import sh.lfc.nv.service.catalog.FileCatalog;
import sh.lfc.nv.service.catalog.FileEntry;
import sh.lfc.nv.service.json.Json;
import sh.lfc.nv.service.postgres.Database;
import sh.lfc.nv.service.postgres.DatabaseUnavailableException;
import sh.lfc.nv.service.postgres.PostgresSettings;
import sh.lfc.nv.service.secrets.CachedSecrets;
import sh.lfc.nv.service.testing.TestContext;
import sh.lfc.nv.service.testing.TestPostgres;
import sh.lfc.nv.service.testing.TestRedis;

class PostgresUpdateTest {

    private static final Instant TIME = Instant.parse("2026-11-24T12:00:00.123Z");

    private static TestRedis redisServer;

    private final TestPostgres postgres = TestPostgres.shared();
    private final PostgresSettings settings = postgres.migratedDatabase();
    private final String bucket = "bucket-" + UUID.randomUUID();
    private final Database database = database(settings);
    private final FileCatalog catalog = new FileCatalog(database, bucket);
    private final Redis redis = new Redis(redisServer.settings(), new Patience(Duration.ofSeconds(5), Duration.ZERO));
    private final CachedCatalog cached = new CachedCatalog(catalog, new ReadThroughCache(redis, Duration.ofMinutes(5)));

    /** What the bucket holds, by {@code key} for the current version and {@code key?version} for each. */
    private final Map<String, StoredObjects.Head> stored = new HashMap<>();

    private final List<String> deadLetters = new ArrayList<>();
    private PostgresUpdateHandler handler = handler(catalog, cached);

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
        redis.close();
        database.close();
    }

    @Test
    void anUploadIsInTheCatalogueWithWhatTheEventAndTheObjectsHeadSay() throws IOException {
        store("reports/Übersicht + 1.txt", "v1", "text/plain");

        String answer = call(created("reports/Übersicht + 1.txt", "v1", "01"));

        assertThat(answer).isEqualTo("{\"applied\":1,\"superseded\":0,\"rejected\":0}");
        assertThat(catalog.findByKey("reports/Übersicht + 1.txt"))
                .contains(new FileEntry(
                        "reports/Übersicht + 1.txt", 5, "text/plain", "etag-v1", Optional.of("v1"), TIME));
    }

    @Test
    void severalRecordsOfAnEventAreAppliedInTheOrderOfTheirSequencers() throws IOException {
        store("a", "v2", "text/plain");
        store("b", "v1", "text/plain");

        String answer = call(created("a", "v2", "03"), removed("a", "marker", "02"), created("b", "v1", "01"));

        assertThat(answer).isEqualTo("{\"applied\":2,\"superseded\":1,\"rejected\":0}");
        assertThat(keys()).containsExactly("a", "b");
    }

    @Test
    void anEventThatComesTwiceIsAppliedOnce() throws IOException {
        store("a", "v1", "text/plain");
        call(created("a", "v1", "01"));

        assertThat(call(created("a", "v1", "01"))).contains("\"superseded\":1");
    }

    @ParameterizedTest
    @CsvSource({
        "ObjectRemoved:DeleteMarkerCreated, marker",
        "ObjectRemoved:Delete,",
        "LifecycleExpiration:DeleteMarkerCreated, marker",
        "LifecycleExpiration:Delete,",
        "s3:ObjectRemoved:Delete,"
    })
    void whatIsRemovedOrExpiresLeavesTheCatalogue(String type, String version) throws IOException {
        store("a", "v1", "text/plain");
        call(created("a", "v1", "01"));

        call(record(type, "a", version, "02"));

        assertThat(keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ObjectRemoved:Delete", "LifecycleExpiration:Delete"})
    void anOldVersionThatIsRemovedLeavesTheFileAsItIs(String type) throws IOException {
        store("a", "v2", "text/plain");
        call(created("a", "v2", "02"));
        Optional<FileEntry> before = catalog.findByKey("a");

        call(record(type, "a", "v1", "03"));

        assertThat(catalog.findByKey("a")).isEqualTo(before);
    }

    @Test
    void theVersionBeforeComesBackWhenTheCurrentOneIsRemovedForGood() throws IOException {
        store("a", "v2", "text/plain");
        call(created("a", "v2", "02"));
        stored.clear();
        store("a", "v1", "image/png");

        call(record("ObjectRemoved:Delete", "a", "v2", "03"));

        assertThat(catalog.findByKey("a")).map(FileEntry::contentType).contains("image/png");
        assertThat(catalog.findByKey("a")).map(FileEntry::added).contains(TIME.minusSeconds(60));
    }

    @Test
    void theFileComesBackWhenItsDeleteMarkerIsRemoved() throws IOException {
        store("a", "v1", "text/plain");
        call(created("a", "v1", "01"), removed("a", "marker", "02"));

        call(record("ObjectRemoved:Delete", "a", "marker", "03"));

        assertThat(keys()).containsExactly("a");
    }

    @Test
    void theFileIsGoneWhenItsOnlyVersionIsRemovedForGood() throws IOException {
        store("a", "v1", "text/plain");
        call(created("a", "v1", "01"));
        stored.clear();

        call(record("ObjectRemoved:Delete", "a", "v1", "02"));

        assertThat(keys()).isEmpty();
    }

    @Test
    void anObjectThatIsGoneBeforeItsEventIsAppliedIsSuperseded() throws IOException {
        assertThat(call(created("a", "v1", "01"))).contains("\"superseded\":1");

        assertThat(keys()).isEmpty();
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void withoutVersionsAnObjectThatWasOverwrittenIsSuperseded() throws IOException {
        stored.put("a", new StoredObjects.Head(5, "text/plain", "newer", Optional.empty(), TIME));

        assertThat(call(created("a", null, "01"))).contains("\"superseded\":1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[]",
                "\"text\"",
                "{\"eventName\":\"ObjectTagging:Put\",\"s3\":{\"object\":{\"key\":\"x\",\"sequencer\":\"01\"}}}",
                "{\"eventName\":\"ObjectCreated:Put\"}"
            })
    void aBadRecordIsPutAsideAndTheOthersAreApplied(String bad) throws IOException {
        store("a", "v1", "text/plain");
        store("b", "v1", "text/plain");
        String event = "{\"Records\":[" + Json.string(created("a", "v1", "01")) + "," + bad + ","
                + Json.string(created("b", "v1", "01")) + "]}";

        assertThat(send(event)).isEqualTo("{\"applied\":2,\"superseded\":0,\"rejected\":1}");

        assertThat(keys()).containsExactly("a", "b");
        assertThat(deadLetters).hasSize(1);
        assertThat(deadLetters.get(0)).startsWith("{\"Records\":[" + bad + "]} because ");
    }

    @ParameterizedTest
    @CsvSource({
        "size, -1, number of bytes",
        "size, big, number of bytes",
        "sequencer, xyz, hexadecimal",
        "sequencer, '', no sequencer",
        "key, %FF, UTF-8",
        "key, a%00b, cannot hold it",
        "eTag, , no eTag"
    })
    void aMalformedMemberIsTheReason(String member, String value, String reason) throws IOException {
        stored.put("a\0b?v1", head("v1", "text/plain"));
        Map<String, Object> record = created("a", "v1", "01");
        object(record).put(member, value);

        assertThat(call(record)).contains("\"rejected\":1");

        assertThat(deadLetters.get(0)).contains(reason);
    }

    @Test
    void anotherBucketsEventIsPutAside() throws IOException {
        Map<String, Object> record = created("a", "v1", "01");
        ((Map<?, ?>) record.get("s3")).remove("bucket");
        assertThat(call(record)).contains("\"rejected\":1");

        assertThat(send(Json.string(Map.of("Records", List.of(created("a", "v1", "01"))))
                        .replace(bucket, "other")))
                .contains("\"rejected\":1");
        assertThat(deadLetters.get(1)).contains("not of other");
    }

    @Test
    void theTestEventOfANewNotificationIsIgnored() throws IOException {
        assertThat(send("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"" + bucket + "\"}"))
                .isEqualTo("{\"applied\":0,\"superseded\":0,\"rejected\":0}");
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void whatIsNoNotificationIsPutAside() throws IOException {
        assertThat(send("{\"name\":\"init\"}")).contains("\"rejected\":1");
        assertThat(deadLetters.get(0)).startsWith("{\"name\":\"init\"} because ");
    }

    @Test
    void aDatabaseThatIsDownFailsTheEventSoThatItIsTriedAgain() {
        store("a", "v1", "text/plain");
        PostgresSettings nowhere = new PostgresSettings("localhost", 1, "none", "secret", Optional.empty());
        handler = handler(new FileCatalog(database(nowhere), bucket), cached);

        assertThatThrownBy(() -> call(created("a", "v1", "01"))).isInstanceOf(DatabaseUnavailableException.class);
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void readersSeeTheChangeAtOnce() throws IOException {
        store("dir/a", "v1", "text/plain");
        cached.list(10, Optional.empty());
        cached.find("a");
        assertThat(cached.find("a").status()).isEqualTo(CacheStatus.HIT);

        call(created("dir/a", "v1", "01"));

        assertThat(cached.list(10, Optional.empty()).value().files()).hasSize(1);
        assertThat(cached.find("a").value()).hasSize(1);
    }

    @Test
    void anEventWhoseFirstRunEndedBeforeTheInvalidationInvalidatesWhenItIsTriedAgain() throws IOException {
        store("a", "v1", "text/plain");
        handler(catalog, withoutCache())
                .handleRequest(stream(created("a", "v1", "01")), new ByteArrayOutputStream(), new TestContext());
        catalog.remove("a", new sh.lfc.nv.service.catalog.Sequencer("00"), TIME);
        cached.find("a");

        call(created("a", "v1", "01"));

        assertThat(cached.find("a").status()).isEqualTo(CacheStatus.MISS);
    }

    @Test
    void aDeadCacheDoesNotFailTheEvent() throws IOException {
        store("a", "v1", "text/plain");
        handler = handler(catalog, withoutCache());

        assertThat(call(created("a", "v1", "01"))).contains("\"applied\":1");
    }

    private CachedCatalog withoutCache() {
        Redis dead = new Redis(new RedisSettings("127.0.0.1", 1, true, null), Patience.OF_WRITERS);
        return new CachedCatalog(catalog, new ReadThroughCache(dead, Duration.ofMinutes(5)));
    }

    private PostgresUpdateHandler handler(FileCatalog used, CachedCatalog readers) {
        return new PostgresUpdateHandler(new CatalogUpdate(
                used,
                readers,
                (key, version) -> Optional.ofNullable(
                        stored.get(version.map(id -> key + "?" + id).orElse(key))),
                (event, reason, requestId) -> deadLetters.add(event + " because " + reason)));
    }

    private Database database(PostgresSettings where) {
        return new Database(where, new CachedSecrets(postgres.secrets(), InstantSource.system()));
    }

    private void store(String key, String version, String contentType) {
        stored.put(key, head(version, contentType));
        stored.put(key + "?" + version, head(version, contentType));
    }

    private static StoredObjects.Head head(String version, String contentType) {
        return new StoredObjects.Head(5, contentType, "etag-" + version, Optional.of(version), TIME.minusSeconds(60));
    }

    private List<String> keys() {
        return catalog.list(100, Optional.empty()).files().stream()
                .map(FileEntry::key)
                .toList();
    }

    private Map<String, Object> created(String key, String version, String sequencer) {
        Map<String, Object> record = record("ObjectCreated:Put", key, version, sequencer);
        object(record).put("size", 5);
        object(record).put("eTag", "etag-" + version);
        return record;
    }

    private Map<String, Object> removed(String key, String version, String sequencer) {
        return record("ObjectRemoved:DeleteMarkerCreated", key, version, sequencer);
    }

    private Map<String, Object> record(String type, String key, String version, String sequencer) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("key", URLEncoder.encode(key, StandardCharsets.UTF_8));
        if (version != null) {
            object.put("versionId", version);
        }
        object.put("sequencer", sequencer);
        Map<String, Object> s3 = new LinkedHashMap<>();
        s3.put("bucket", Map.of("name", bucket));
        s3.put("object", object);
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("eventVersion", "2.1");
        record.put("eventSource", "aws:s3");
        record.put("eventTime", TIME.toString());
        record.put("eventName", type);
        record.put("s3", s3);
        return record;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> record) {
        return (Map<String, Object>) ((Map<String, Object>) record.get("s3")).get("object");
    }

    @SafeVarargs
    private String call(Map<String, Object>... records) throws IOException {
        return send(Json.string(Map.of("Records", List.of(records))));
    }

    private ByteArrayInputStream stream(Map<String, Object> record) {
        return new ByteArrayInputStream(Json.bytes(Map.of("Records", List.of(record))));
    }

    private String send(String event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, new TestContext());
        JrsValue answer = Json.read(output.toByteArray());
        assertThat(answer.isObject()).isTrue();
        return output.toString(StandardCharsets.UTF_8);
    }
}
