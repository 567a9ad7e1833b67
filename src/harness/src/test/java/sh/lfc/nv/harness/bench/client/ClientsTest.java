package sh.lfc.nv.harness.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.harness.HarnessException;

class ClientsTest {
    private static final int OK = 200;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void answersOfKnownAndOfUnknownLengthAreReadToTheirEnds() throws IOException {
        answering("/known", OK, 5);
        answering("/chunked", OK, 0);
        try (var client = new ApiClient(endpoint())) {
            for (var round = 0; round < 3; round++) {
                assertThat(client.call(ApiCall.s3("GET", "/known"))).isEqualTo("hello");
                assertThat(client.call(ApiCall.s3("GET", "/chunked"))).isEqualTo("hello");
                assertThat(client.call(ApiCall.s3("PUT", "/known", new byte[200_000])))
                        .isEqualTo("hello");
            }
        }
    }

    @Test
    void aRefusalIsToldWithWhatTheServerSays() throws IOException {
        answering("/refused", 404, 5);
        try (var client = new ApiClient(endpoint())) {
            assertThatThrownBy(() -> client.call(ApiCall.s3("GET", "/refused")))
                    .isInstanceOf(HarnessException.class)
                    .hasMessage("GET /refused was answered with 404: hello");
        }
    }

    @Test
    void aBodyOfS3IsNotPartOfTheSignatureAndThatOfOthersIs() throws IOException {
        var hashes = Collections.synchronizedList(new ArrayList<String>());
        server.createContext("/", exchange -> {
            hashes.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-content-sha256")));
            assertThat(exchange.getRequestHeaders().getFirst("Authorization")).startsWith("AWS4-HMAC-SHA256 ");
            exchange.sendResponseHeaders(OK, -1);
            exchange.close();
        });
        try (var client = new ApiClient(endpoint())) {
            client.call(ApiCall.s3("PUT", "/", new byte[1]));
            client.call(ApiCall.rest("lambda", "POST", "/", "{}"));
        }

        assertThat(hashes.get(0)).isEqualTo("UNSIGNED-PAYLOAD");
        assertThat(hashes.get(1)).isNotEqualTo("UNSIGNED-PAYLOAD");
    }

    @Test
    void everyPieceOfWorkIsDoneOnce() throws InterruptedException {
        answering("/", OK, 5);
        var done = Collections.synchronizedList(new ArrayList<Integer>());

        new Clients(endpoint(), 3).share(20, (client, number) -> done.add(number));

        assertThat(done)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 20).boxed().toList());
    }

    /** All calls but the first were due while the server stood still: they waited for it, and say so. */
    @Test
    void aCallThatHadToWaitForAClientHasTheWaitInItsTime() throws Exception {
        var hold = new CountDownLatch(1);
        var calls = new AtomicInteger();
        server.createContext("/", exchange -> {
            if (calls.getAndIncrement() == 0) {
                await(hold);
            }
            exchange.sendResponseHeaders(OK, -1);
            exchange.close();
        });
        var begin = System.nanoTime();
        var run = threads.submit(() -> new Clients(endpoint(), 1)
                .latency(
                        1_000,
                        Duration.ofMillis(10),
                        (client, number) -> client.prepare(ApiCall.s3("GET", "/"))::send));
        while (calls.get() == 0
                || System.nanoTime() - begin < Duration.ofMillis(100).toNanos()) {
            Thread.onSpinWait();
        }
        hold.countDown();

        var times = run.get(10, TimeUnit.SECONDS);

        assertThat(times.getTotalCount()).isEqualTo(10);
        assertThat(times.getMinValue()).isGreaterThan(Duration.ofMillis(20).toNanos());
    }

    @Test
    void throughputCountsTheCallsOfAllClients() throws InterruptedException {
        answering("/", OK, 5);
        var calls = new AtomicInteger();

        var perSecond = new Clients(endpoint(), 2).throughput(Duration.ofMillis(100), (client, number) -> {
            var call = client.prepare(ApiCall.s3("GET", "/"));
            return () -> {
                call.send();
                calls.incrementAndGet();
            };
        });

        assertThat(calls.get()).isPositive();
        assertThat(perSecond).isPositive().isLessThanOrEqualTo(calls.get() / 0.1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answering(String path, int status, long length) {
        server.createContext(path, exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, length);
            exchange.getResponseBody().write("hello".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
