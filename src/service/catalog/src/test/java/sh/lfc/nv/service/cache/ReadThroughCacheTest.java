package sh.lfc.nv.service.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static redis.clients.jedis.Protocol.Command.CLIENT;
import static redis.clients.jedis.Protocol.Command.KEYS;
import static redis.clients.jedis.Protocol.Command.LPUSH;
import static redis.clients.jedis.Protocol.Command.SET;
import static redis.clients.jedis.Protocol.Command.TTL;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sh.lfc.nv.service.testing.TestRedis;

class ReadThroughCacheTest {

    /** Long enough for a busy machine. */
    private static final Patience PATIENT = new Patience(Duration.ofSeconds(5), Duration.ZERO);

    private static final Duration LIFETIME = Duration.ofSeconds(300);

    private static final Form<String> TEXT = new Form<>() {

        @Override
        public String write(String value) {
            return "text:" + value;
        }

        @Override
        public String read(String text) {
            if (!text.startsWith("text:")) {
                throw new IllegalArgumentException("Not written here");
            }
            return text.substring("text:".length());
        }
    };

    private static TestRedis server;

    private final Redis redis = new Redis(server.settings(), PATIENT);
    private final ReadThroughCache cache = new ReadThroughCache(redis, LIFETIME);
    private final String scope;

    ReadThroughCacheTest(TestInfo test) {
        scope = test.getDisplayName();
    }

    @BeforeAll
    static void startServer() {
        server = new TestRedis();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @AfterEach
    void closeConnection() {
        redis.close();
    }

    @Test
    void theSecondReaderGetsWhatTheFirstOneRead() {
        assertThat(read("one")).isEqualTo(new Cached<>("one", CacheStatus.MISS));
        assertThat(read("two")).isEqualTo(new Cached<>("one", CacheStatus.HIT));
    }

    @Test
    void anInvalidatedScopeIsStaleAtOnceAndOthersAreNot() throws CacheUnavailableException {
        read("one");
        cache.read("other", "other-entry", TEXT, () -> "kept");

        cache.invalidate(List.of(scope));

        assertThat(read("two")).isEqualTo(new Cached<>("two", CacheStatus.MISS));
        assertThat(cache.read("other", "other-entry", TEXT, () -> "new").status())
                .isEqualTo(CacheStatus.HIT);
    }

    @Test
    void aReaderThatLoadedBeforeAnInvalidationLeavesNothingStaleBehind() {
        Cached<String> overtaken = cache.read(scope, scope, TEXT, () -> {
            try {
                cache.invalidate(List.of(scope));
            } catch (CacheUnavailableException e) {
                throw new AssertionError(e);
            }
            return "old";
        });

        assertThat(overtaken.value()).isEqualTo("old");
        assertThat(read("new")).isEqualTo(new Cached<>("new", CacheStatus.MISS));
    }

    @Test
    void everythingEndsByItself() {
        read("one");

        Object keys = server.command(KEYS, "*" + scope + "*");

        assertThat((List<?>) keys).hasSize(2);
        assertThat((Long) server.command(TTL, "nv-demo:entry:" + scope)).isBetween(1L, 300L);
        assertThat((Long) server.command(TTL, "nv-demo:generation:" + scope)).isGreaterThan(300L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "", "\n", "a\nb", "\u0000\uffff"})
    void anUnreadableEntryIsBypassedAndReplaced(String garbage) {
        read("one");
        server.command(SET, "nv-demo:entry:" + scope, garbage);

        assertThat(read("two")).isEqualTo(new Cached<>("two", CacheStatus.BYPASS));
        assertThat(read("three")).isEqualTo(new Cached<>("two", CacheStatus.HIT));
    }

    @Test
    void anEntryOfTheRightGenerationWithAnUnreadableValueIsBypassed() {
        cache.read(scope, scope, otherForm(), () -> "one");

        assertThat(read("two")).isEqualTo(new Cached<>("two", CacheStatus.BYPASS));
    }

    @Test
    void anUnreadableGenerationIsReplaced() {
        server.command(SET, "nv-demo:generation:" + scope, "garbage");

        assertThat(read("one").status()).isEqualTo(CacheStatus.MISS);
        assertThat(read("two").status()).isEqualTo(CacheStatus.HIT);
    }

    @Test
    void aGenerationOfAnotherTypeIsReplaced() {
        server.command(LPUSH, "nv-demo:generation:" + scope, "garbage");

        assertThat(read("one").status()).isEqualTo(CacheStatus.MISS);
        assertThat(read("two").status()).isEqualTo(CacheStatus.HIT);
    }

    @Test
    void aConnectionThatTheServerClosedIsReplacedUnnoticed() {
        read("one");
        server.command(CLIENT, "KILL", "TYPE", "normal", "SKIPME", "yes");

        assertThat(read("two").status()).isEqualTo(CacheStatus.HIT);
    }

    @Test
    void aServerThatWentAwayIsBypassedAndUsedAgainWhenItIsBack() {
        try (TestRedis own = new TestRedis();
                Redis connection = new Redis(own.settings(), PATIENT)) {
            ReadThroughCache ownCache = new ReadThroughCache(connection, LIFETIME);
            Supplier<CacheStatus> status =
                    () -> ownCache.read("s", "e", TEXT, () -> "value").status();
            assertThat(status.get()).isEqualTo(CacheStatus.MISS);

            own.stop();
            assertThat(status.get()).isEqualTo(CacheStatus.BYPASS);
            assertThatThrownBy(() -> ownCache.invalidate(List.of("s"))).isInstanceOf(CacheUnavailableException.class);

            own.start();
            assertThat(status.get()).isEqualTo(CacheStatus.MISS);
            assertThat(status.get()).isEqualTo(CacheStatus.HIT);
        }
    }

    @Test
    void aServerThatNeverAnswersCostsOneReaderItsPatienceAndTheNextOnesNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Redis connection = new Redis(
                        new RedisSettings("127.0.0.1", silent.getLocalPort(), true, null),
                        new Patience(Duration.ofMillis(90), Duration.ofMinutes(5)))) {
            ReadThroughCache ownCache = new ReadThroughCache(connection, LIFETIME);
            long start = System.nanoTime();

            for (int reader = 0; reader < 1_000; reader++) {
                assertThat(ownCache.read("s", "e", TEXT, () -> "value"))
                        .isEqualTo(new Cached<>("value", CacheStatus.BYPASS));
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aServerThatCannotProveItsNameIsBypassed() {
        RedisSettings right = server.settings();
        try (Redis connection =
                        new Redis(new RedisSettings("127.0.0.2", right.port(), true, right.sockets()), PATIENT);
                Redis untrusting = new Redis(new RedisSettings("localhost", right.port(), true, null), PATIENT)) {
            assertThat(new ReadThroughCache(connection, LIFETIME)
                            .read("s", "e", TEXT, () -> "value")
                            .status())
                    .isEqualTo(CacheStatus.BYPASS);
            assertThat(new ReadThroughCache(untrusting, LIFETIME)
                            .read("s", "e", TEXT, () -> "value")
                            .status())
                    .isEqualTo(CacheStatus.BYPASS);
        }
    }

    @Test
    void aConnectionThatIsSlowInTheMakingIsUsedWhenItIsThere() throws IOException {
        CountDownLatch open = new CountDownLatch(1);
        Patience shortThenLong = new Patience(Duration.ofMillis(500), Duration.ofMinutes(5));
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RedisSettings slow = new RedisSettings(
                    "localhost", door.getLocalPort(), true, server.settings().sockets());
            Thread porter = new Thread(() -> letIn(door, open), "porter");
            porter.start();
            try (Redis connection = new Redis(slow, shortThenLong)) {
                ReadThroughCache ownCache = new ReadThroughCache(connection, LIFETIME);
                Supplier<CacheStatus> status =
                        () -> ownCache.read("s", scope, TEXT, () -> "value").status();
                assertThat(status.get()).isEqualTo(CacheStatus.BYPASS);

                open.countDown();

                await().until(status::get, read -> read != CacheStatus.BYPASS);
            }
        }
    }

    /** Passes one connection on to the server, once the door is open. */
    private static void letIn(ServerSocket door, CountDownLatch open) {
        try (Socket client = door.accept();
                Socket redis = new Socket("localhost", server.settings().port())) {
            open.await();
            Thread back = new Thread(() -> copy(redis, client), "porter-back");
            back.start();
            copy(client, redis);
            back.join();
        } catch (IOException | InterruptedException closed) {
            // The test is over.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException closed) {
            // The other side sees it too.
        }
    }

    @Test
    void anExceptionOfTheOriginReachesTheReader() {
        assertThatThrownBy(() -> cache.read(scope, scope, TEXT, () -> {
                    throw new IllegalStateException("database");
                }))
                .hasMessage("database");
    }

    private Cached<String> read(String origin) {
        return cache.read(scope, scope, TEXT, () -> origin);
    }

    private static Form<String> otherForm() {
        return new Form<>() {

            @Override
            public String write(String value) {
                return value;
            }

            @Override
            public String read(String text) {
                return text;
            }
        };
    }
}
