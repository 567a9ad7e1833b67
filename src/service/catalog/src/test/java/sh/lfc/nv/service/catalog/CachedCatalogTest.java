package sh.lfc.nv.service.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.service.cache.CacheStatus;
import sh.lfc.nv.service.cache.CacheUnavailableException;
import sh.lfc.nv.service.cache.Cached;
import sh.lfc.nv.service.cache.Patience;
import sh.lfc.nv.service.cache.ReadThroughCache;
import sh.lfc.nv.service.cache.Redis;
import sh.lfc.nv.service.postgres.Database;
import sh.lfc.nv.service.secrets.CachedSecrets;
import sh.lfc.nv.service.testing.TestPostgres;
import sh.lfc.nv.service.testing.TestRedis;

class CachedCatalogTest {

    private static TestRedis server;

    private final TestPostgres postgres = TestPostgres.shared();
    private final Database database =
            new Database(postgres.migratedDatabase(), new CachedSecrets(postgres.secrets(), InstantSource.system()));
    private final Redis redis = new Redis(server.settings(), new Patience(Duration.ofSeconds(5), Duration.ZERO));
    private final String bucket = "bucket-" + UUID.randomUUID();
    private final FileCatalog catalog = new FileCatalog(database, bucket);
    private final CachedCatalog cached = new CachedCatalog(catalog, new ReadThroughCache(redis, Duration.ofMinutes(5)));

    @BeforeAll
    static void startServer() {
        server = new TestRedis();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @AfterEach
    void close() {
        redis.close();
        database.close();
    }

    @Test
    void pagesAndItemsComeBackFromTheCacheAsTheyWent() {
        catalog.put(file("a/Ü \"x\"\n.txt", Optional.of("v")), new Sequencer("01"));
        catalog.put(file("b", Optional.empty()), new Sequencer("01"));
        Cached<Page> page = cached.list(1, Optional.empty());
        Cached<List<FileEntry>> item = cached.find("Ü \"x\"\n.txt");

        assertThat(cached.list(1, Optional.empty())).isEqualTo(new Cached<>(page.value(), CacheStatus.HIT));
        assertThat(cached.find("Ü \"x\"\n.txt")).isEqualTo(new Cached<>(item.value(), CacheStatus.HIT));
        assertThat(page.value().next()).isPresent();
        assertThat(item.value()).hasSize(1);
    }

    @Test
    void aChangeMakesPagesAndTheNamesOfItsKeysStaleAndNoOthers() throws CacheUnavailableException {
        cached.list(10, Optional.empty());
        cached.list(20, Optional.empty());
        cached.find("x");
        cached.find("dir/x");
        cached.find("y");

        catalog.put(file("dir/x", Optional.empty()), new Sequencer("01"));
        cached.changed(List.of("dir/x"));

        assertThat(cached.list(10, Optional.empty()).value().files()).hasSize(1);
        assertThat(cached.list(20, Optional.empty()).status()).isEqualTo(CacheStatus.MISS);
        assertThat(cached.find("x").value()).hasSize(1);
        assertThat(cached.find("dir/x").value()).hasSize(1);
        assertThat(cached.find("y").status()).isEqualTo(CacheStatus.HIT);
    }

    @Test
    void theExactKeyGoesBeforeTheSameFileNameUnderAPrefix() {
        List.of("x", "a/x", "b/x", "b/y", "c/y")
                .forEach(key -> catalog.put(file(key, Optional.empty()), new Sequencer("01")));

        assertThat(cached.find("x").value()).extracting(FileEntry::key).containsExactly("x");
        assertThat(cached.find("a/x").value()).extracting(FileEntry::key).containsExactly("a/x");
        assertThat(cached.find("y").value()).extracting(FileEntry::key).containsExactly("b/y", "c/y");
        assertThat(cached.find("z/y").value()).isEmpty();
    }

    private static FileEntry file(String key, Optional<String> version) {
        return new FileEntry(key, 1, "text/plain", "e", version, Instant.parse("2026-11-24T12:00:00.123456Z"));
    }
}
