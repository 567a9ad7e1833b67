package sh.lfc.nv.service.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.embedded.RedisServer;
import sh.lfc.nv.service.cache.RedisSettings;

/** A Redis server that speaks TLS only, on a port that it keeps when it is stopped and started again. */
public final class TestRedis implements AutoCloseable {

    private final TestCertificate certificate;
    private final int port = freePort();
    private RedisServer server;

    public TestRedis() {
        try {
            Path directory = Files.createTempDirectory("nv-test-redis");
            directory.toFile().deleteOnExit();
            certificate = TestCertificate.in(directory);
            certificate.certificate().toFile().deleteOnExit();
            certificate.key().toFile().deleteOnExit();
            certificate.store().toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    public void start() {
        server = RedisServer.builder()
                .port(0)
                .setting("bind 127.0.0.1 -127.0.0.2")
                .setting("save \"\"")
                .setting("tls-port " + port)
                .setting("tls-auth-clients no")
                .setting("tls-cert-file " + certificate.certificate())
                .setting("tls-key-file " + certificate.key())
                .build();
        server.start();
    }

    public void stop() {
        server.stop();
    }

    public RedisSettings settings() {
        return new RedisSettings("localhost", port, true, certificate.trustingSockets());
    }

    /** Sends a command on a connection of its own. */
    public Object command(Command command, String... arguments) {
        DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                .ssl(true)
                .sslSocketFactory(certificate.trustingSockets())
                .build();
        try (Connection connection = new Connection(new HostAndPort("localhost", port), config)) {
            connection.sendCommand(command, arguments);
            return connection.getOne();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
