package sh.lfc.nv.terraform.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitTest {
    private static final Wait SHORT = Wait.atMost(Duration.ofMillis(50)).every(Duration.ofMillis(5));
    private static final Wait LONG = Wait.atMost(Duration.ofSeconds(30)).every(Duration.ofMillis(1));

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void itIsLookedAtUntilItWillDo() throws Exception {
        assertThat(LONG.until("three", looks::incrementAndGet, n -> n == 3)).isEqualTo(3);
        LONG.untilTrue("five", () -> looks.incrementAndGet() == 5);
        assertThat(LONG.untilPresent(
                        "seven", () -> Optional.of(looks.incrementAndGet()).filter(n -> n == 7)))
                .isEqualTo(7);
    }

    @Test
    void whatWasSeenLastIsTold() {
        assertThatThrownBy(() -> SHORT.until("a queue that is empty", () -> "12 messages", "0 messages"::equals))
                .isInstanceOf(WaitTimedOutException.class)
                .hasMessage("waited 50 ms for a queue that is empty, in vain; last seen: 12 messages");
        assertThatThrownBy(() -> SHORT.untilPresent("it", Optional::empty)).hasMessageEndingWith("last seen: nothing");
    }

    @Test
    void aLookThatFailsIsTriedAgainAndItsFailureIsTold() throws Exception {
        assertThat(LONG.untilSucceeds("it", () -> {
                    if (looks.incrementAndGet() < 3) {
                        throw new IllegalStateException("not yet");
                    }
                    return "done";
                }))
                .isEqualTo("done");
        assertThatThrownBy(() -> SHORT.untilSucceeds("it", () -> {
                    throw new IllegalStateException("no\nway");
                }))
                .hasMessageEndingWith("last seen: no way")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsHopelessEndsTheWaitingAtOnce() {
        assertThatThrownBy(() -> LONG.untilTrue("a function", () -> {
                    looks.incrementAndGet();
                    throw new HopelessException("the function has failed");
                }))
                .isInstanceOf(HopelessException.class);
        assertThat(looks).hasValue(1);
    }

    @Test
    void noTimeIsOneLook() {
        assertThatThrownBy(() -> Wait.atMost(Duration.ZERO).until("it", looks::incrementAndGet, n -> false))
                .hasMessage("waited 0 s for it, in vain; last seen: 1");
    }

    @Test
    void anInterruptionEndsTheWaiting() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> LONG.untilTrue("it", () -> false)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void anAnswerOverHttpIsWaitedFor() throws Exception {
        var site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/", exchange -> {
            var ready = looks.incrementAndGet() >= 3;
            var body = (ready ? "ready for " + exchange.getRequestHeaders().getFirst("X-Who") : "starting")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(ready ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        site.start();
        try {
            var url = URI.create("http://127.0.0.1:" + site.getAddress().getPort() + "/");

            var answer = HttpWait.get(url).header("X-Who", "me").until(200, "ready for me"::equals, LONG);

            assertThat(answer.body()).isEqualTo("ready for me");
            assertThatThrownBy(() -> HttpWait.get(url).untilStatus(404, SHORT))
                    .hasMessage(
                            "waited 50 ms for status 404 of %s, in vain; last seen: 200 ready for null".formatted(url));
            looks.set(-1_000_000);
            assertThatThrownBy(() -> HttpWait.get(url).untilStatus(200, SHORT))
                    .hasMessageEndingWith("last seen: 503 starting");
        } finally {
            site.stop(0);
        }
    }

    @Test
    void aCertificateOfOnesOwnIsTrusted(@TempDir Path folder) throws Exception {
        var keys = selfSigned(folder.resolve("keys.p12"));
        var site = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        site.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        site.start();
        try {
            var url = URI.create("https://127.0.0.1:" + site.getAddress().getPort() + "/");
            var pem = Files.writeString(
                    folder.resolve("ca.pem"),
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(keys.getCertificate("site").getEncoded())
                            + "\n-----END CERTIFICATE-----\n");

            assertThat(HttpWait.get(url).trusting(pem).untilStatus(204, LONG).statusCode())
                    .isEqualTo(204);
            assertThatThrownBy(() -> HttpWait.get(url).untilStatus(204, SHORT))
                    .isInstanceOf(WaitTimedOutException.class)
                    .hasCauseInstanceOf(SSLHandshakeException.class);
        } finally {
            site.stop(0);
        }
    }

    private static KeyStore selfSigned(Path file) throws Exception {
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "site",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=site",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
    }

    private static SSLContext context(KeyStore keys) throws Exception {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void aPortThatNobodyListensOnIsToldAsSuch() throws Exception {
        int port;
        try (var free = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var url = URI.create("http://127.0.0.1:" + port + "/");

        assertThatThrownBy(() -> HttpWait.get(url).untilStatus(200, SHORT))
                .isInstanceOf(WaitTimedOutException.class)
                .hasCauseInstanceOf(java.net.ConnectException.class);
    }

    @Test
    void aDeadlineIsOverWhenItsTimeIs() {
        assertThat(Deadline.in(Duration.ofMinutes(1)).isOver()).isFalse();
        assertThat(Deadline.in(Duration.ofMinutes(1)).remaining()).isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(Deadline.in(Duration.ZERO).isOver()).isTrue();
        assertThat(Deadline.in(Duration.ofSeconds(-1)).remaining()).isZero();
    }
}
