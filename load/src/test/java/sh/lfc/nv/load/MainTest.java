package sh.lfc.nv.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real runs of Gatling, against a service that only answers. */
class MainTest {
    private static final int USERS = 20;
    private static final int SECONDS = 2;

    private static final int SHARE = USERS * SECONDS / 2;

    @TempDir
    Path results;

    @Test
    void shardsMakeTheLoadOfOneAndNothingOfItIsLost() throws Exception {
        var requests = new ConcurrentHashMap<String, AtomicInteger>();
        var threads = Executors.newFixedThreadPool(4);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/list", exchange -> {
            // Every tenth of each client fails, so that failures are seen to be counted too, in both shards.
            var client = exchange.getRequestHeaders().getFirst("Authorization");
            var number =
                    requests.computeIfAbsent(client, any -> new AtomicInteger()).getAndIncrement();
            var status = number % 10 == 9 ? 503 : 200;
            var body = "{\"files\":[]}".getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            var shards = List.of(start(server, "0/2"), start(server, "1/2"));
            for (var shard : shards) {
                assertThat(shard.waitFor(2, TimeUnit.MINUTES)).isTrue();
                // A tenth that fails is more than is promised.
                assertThat(shard.exitValue()).isEqualTo(2);
            }
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }

        assertThat(requests.values().stream().mapToInt(AtomicInteger::get)).containsExactly(SHARE, SHARE);
        var outcomes = new TreeMap<String, Long>();
        for (var folder : folders()) {
            var run = new ObjectMapper().readTree(folder.resolve("run.json").toFile());
            assertThat(run.path("simulation").asText()).isEqualTo("list");
            assertThat(run.path("passed").asBoolean()).isFalse();
            assertThat(run.path("last").asLong())
                    .isGreaterThan(run.path("first").asLong());
            assertThat(errors(run)).isEqualTo(outcomes(folder).getOrDefault("list|failed-503", 0L));
            outcomes(folder).forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
        }
        assertThat(outcomes).isEqualTo(Map.of("list|ok", 36L, "list|failed-503", 4L));
    }

    @Test
    void aSimulationThatIsNotThereIsSaid() throws Exception {
        var process = command(List.of(), "teleport")
                .redirectErrorStream(true)
                .redirectOutput(results.resolve("out").toFile())
                .start();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(results.resolve("out")).content().contains("there is no simulation teleport");
    }

    private Process start(HttpServer server, String shard) throws Exception {
        var settings = List.of(
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Xmx256m",
                "-Durl=http://127.0.0.1:" + server.getAddress().getPort(),
                "-Duser=client-" + shard.charAt(0),
                "-Dusers=" + USERS,
                "-Dseconds=" + SECONDS,
                "-Dramp=0",
                "-Dshard=" + shard);
        return command(settings, "list")
                .redirectErrorStream(true)
                .redirectOutput(results.resolve("out-" + shard.charAt(0)).toFile())
                .start();
    }

    private ProcessBuilder command(List<String> settings, String simulation) {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(settings);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                simulation,
                results.resolve("gatling" + settings.hashCode()).toString()));
        var builder = new ProcessBuilder(command);
        builder.environment().put("LOAD_PASSWORD", "secret");
        return builder;
    }

    private List<Path> folders() throws Exception {
        try (var files = Files.walk(results)) {
            var folders = files.filter(file -> file.getFileName().toString().equals("run.json"))
                    .map(Path::getParent)
                    .toList();
            assertThat(folders).hasSize(2);
            return folders;
        }
    }

    private static long errors(JsonNode run) {
        var errors = 0L;
        for (var count : run.path("errors")) {
            errors += count.asLong();
        }
        return errors;
    }

    private static Map<String, Long> outcomes(Path folder) throws Exception {
        var outcomes = new TreeMap<String, Long>();
        try (var log = new HistogramLogReader(folder.resolve("responses.hlog").toFile())) {
            while (log.hasNext()) {
                if (log.nextIntervalHistogram() instanceof Histogram histogram) {
                    outcomes.merge(histogram.getTag(), histogram.getTotalCount(), Long::sum);
                }
            }
        }
        return outcomes;
    }
}
