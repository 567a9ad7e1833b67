package sh.lfc.nv.canary.testing;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import sh.lfc.nv.canary.client.ClientCredentials;
import sh.lfc.nv.canary.http.HttpAccess;
import sh.lfc.nv.canary.system.LiveSystem;

/** A file service in memory, which does what the features say, but for what a test wants otherwise. */
public final class FakeService implements AutoCloseable {
    public static final ClientCredentials CLIENT = new ClientCredentials("nvclient", "mysecretkey");

    /** An answer in place of the right one. */
    public record Wrong(int status, String body) {}

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Set<String> uploaded = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Wrong> wrong = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean silent;

    public FakeService(SSLContext tls) {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI url() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    /** This service, as a canary finds it; what is taken away past it is gone. */
    public LiveSystem system(TestAuthority authority) {
        return new LiveSystem(url(), CLIENT, access(authority), "canary-", this::remove);
    }

    public HttpAccess access(TestAuthority authority) {
        return new HttpAccess(Optional.empty(), authority.trust(), host -> List.of(InetAddress.getAllByName(host)));
    }

    /** From now on, requests that begin so, such as {@code GET /api/list}, are answered wrongly. */
    public void answers(String requests, Wrong answer) {
        wrong.put(requests, answer);
    }

    /** From now on, nothing is answered. */
    public void fallSilent() {
        silent = true;
    }

    public void remove(String key) {
        files.remove(key);
    }

    /** The keys of the files that are there. */
    public Set<String> files() {
        return Set.copyOf(files.keySet());
    }

    /** The keys of all files that ever were there. */
    public Set<String> uploaded() {
        return Set.copyOf(uploaded);
    }

    public long uploadedBytes() {
        return bytes.get();
    }

    /** Method and path of each request. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            var request = exchange.getRequestMethod() + " " + path;
            requests.add(request);
            if (silent) {
                sleep();
            }
            exchange.getResponseHeaders().add("apigw-requestid", "request-" + requests.size());
            var other = wrong.entrySet().stream()
                    .filter(entry -> request.startsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
            var answer = other.isPresent()
                    ? other.get()
                    : answer(request, path, exchange.getRequestHeaders().getFirst("Authorization"), body);
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Wrong answer(String request, String path, String authorization, byte[] body) throws IOException {
        if (path.equals("/healthz")) {
            return new Wrong(200, "{\"status\":\"ok\"}");
        }
        if (authorization == null) {
            return new Wrong(401, "{\"message\":\"Unauthorized\"}");
        }
        if (!authorization.equals(CLIENT.authorization())) {
            return new Wrong(403, "{\"message\":\"Forbidden\"}");
        }
        var name = path.substring(path.lastIndexOf('/') + 1);
        if (request.startsWith("PUT /api/upload/")) {
            files.put(name, body);
            uploaded.add(name);
            bytes.addAndGet(body.length);
            return new Wrong(200, "\"File uploaded\"");
        }
        if (path.equals("/api/list")) {
            return new Wrong(200, list());
        }
        var content = files.get(name);
        if (content == null) {
            return new Wrong(404, "{\"error\":{\"code\":\"NotFound\",\"message\":\"there is no such file\"}}");
        }
        return path.startsWith("/api/download_presigned/")
                ? new Wrong(200, "{\"url\":\"https://localhost/" + name + "\"}")
                : new Wrong(200, new String(content, StandardCharsets.UTF_8));
    }

    private String list() throws IOException {
        var listed = new ArrayList<Map<String, Object>>();
        files.forEach((name, content) -> listed.add(Map.of(
                "filename",
                name,
                "prefix_path",
                "",
                "s3_bucket",
                "localhost-storage",
                "url",
                url() + "/" + name,
                "date_added",
                "2026-11-24T10:08:01.847Z",
                "size",
                content.length)));
        return JSON.std.asString(Map.of("files", listed));
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
