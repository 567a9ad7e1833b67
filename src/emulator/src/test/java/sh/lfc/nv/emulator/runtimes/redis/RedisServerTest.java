package sh.lfc.nv.emulator.runtimes.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisException;
import sh.lfc.nv.emulator.certificates.CertificateAuthority;
import sh.lfc.nv.emulator.runtimes.ChildProcesses;
import sh.lfc.nv.emulator.runtimes.LoopbackAddresses;

class RedisServerTest {

    private static final String PASSWORD = "a \"quoted\\ password";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static ChildProcesses processes;
    private static LoopbackAddresses addresses;
    private static CertificateAuthority authority;
    private static RedisProgram program;
    private static SSLContext trusting;

    @BeforeAll
    static void start() throws Exception {
        processes = ChildProcesses.open(folder.resolve("running"));
        addresses = new LoopbackAddresses();
        authority = CertificateAuthority.open(folder.resolve("ca"));
        program = RedisProgram.open();
        trusting = authority.trustingContext();
    }

    @AfterAll
    static void end() {
        processes.close();
        addresses.close();
    }

    @Test
    void aReplicaFollowsItsPrimaryOverTls() throws Exception {
        try (RedisServer primary = server("one", Optional.of(PASSWORD), Optional.empty());
                RedisServer replica = server("two", Optional.of(PASSWORD), Optional.of(primary));
                Jedis writer = connect(primary, PASSWORD);
                Jedis reader = connect(replica, PASSWORD)) {
            writer.set("key", "value");

            await().atMost(SOON).until(() -> "value".equals(reader.get("key")));
            assertThatThrownBy(() -> reader.set("key", "other")).hasMessageContaining("READONLY");
        }
    }

    @Test
    void withoutThePasswordNothingIsAnswered() throws Exception {
        try (RedisServer server = server("closed", Optional.of(PASSWORD), Optional.empty());
                Jedis nobody = connect(server, null)) {
            assertThatThrownBy(() -> nobody.get("key")).hasMessageContaining("NOAUTH");
        }
    }

    @Test
    void whatElastiCacheRestrictsIsUnknown() throws Exception {
        try (RedisServer server = server("restricted", Optional.empty(), Optional.empty());
                Jedis client = connect(server, null)) {
            assertThat(client.ping()).isEqualTo("PONG");
            assertThatThrownBy(() -> client.sendCommand(Protocol.Command.CONFIG, "GET", "*"))
                    .isInstanceOf(JedisException.class)
                    .hasMessageContaining("unknown command");
            assertThat(client.info("server")).contains("redis_version:" + program.version());
        }
    }

    @Test
    void aServerThatDiesIsStartedAgainAndAClosedOneLeavesNothing() throws Exception {
        RedisServer server = server("phoenix", Optional.empty(), Optional.empty());
        long first = server.pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().atMost(SOON).until(() -> server.isRunning() && server.pid() != first);
        try (Jedis client = connect(server, null)) {
            assertThat(client.ping()).isEqualTo("PONG");
        }
        Path own = server.log().getParent();
        server.close();
        assertThat(own).doesNotExist();
        assertThat(server.isRunning()).isFalse();
    }

    private static RedisServer server(String name, Optional<String> password, Optional<RedisServer> primary)
            throws IOException {
        LoopbackAddresses.Lease lease = addresses.take(6379);
        return RedisServer.start(
                program,
                processes,
                folder.resolve("redis"),
                new RedisSettings(
                        name,
                        lease.address(),
                        lease.port(),
                        Optional.of(authority.issue(
                                List.of(name + ".cache", lease.address().getHostAddress()))),
                        password,
                        primary.map(other -> new InetSocketAddress(
                                other.settings().address(), other.settings().port())),
                        64L * 1024 * 1024,
                        Map.of("timeout", "0", "cluster-enabled", "no")));
    }

    private static Jedis connect(RedisServer server, String password) {
        return new Jedis(
                new HostAndPort(
                        server.settings().address().getHostAddress(),
                        server.settings().port()),
                DefaultJedisClientConfig.builder()
                        .ssl(true)
                        .sslSocketFactory(trusting.getSocketFactory())
                        .password(password)
                        .build());
    }
}
