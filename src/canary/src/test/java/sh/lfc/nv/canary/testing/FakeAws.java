package sh.lfc.nv.canary.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import sh.lfc.nv.canary.aws.AwsAccess;

/** As much of S3 and of Secrets Manager as the canary's handler asks for. */
public final class FakeAws implements AutoCloseable {
    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Consumer<String> deleted;
    private volatile boolean refusesToPut;

    /** @param deleted is told the path of each object that is deleted */
    public FakeAws(Consumer<String> deleted) {
        this.deleted = deleted;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public AwsAccess access() {
        return new AwsAccess(
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                "us-east-1",
                Optional.of(AwsAccess.Keys.of("test", "test")));
    }

    /** From now on, objects may not be put. */
    public void refusePuts() {
        refusesToPut = true;
    }

    /** Method and path of each request. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var method = exchange.getRequestMethod();
            var path = exchange.getRequestURI().getPath();
            requests.add(method + " " + path);
            switch (method) {
                case "POST" ->
                    answer(
                            exchange,
                            200,
                            "{\"SecretString\":\"{\\\"username\\\":\\\"%s\\\",\\\"password\\\":\\\"%s\\\"}\"}"
                                    .formatted(FakeService.CLIENT.username(), FakeService.CLIENT.password()));
                case "DELETE" -> {
                    deleted.accept(path);
                    answer(exchange, 204, "");
                }
                default ->
                    answer(
                            exchange,
                            refusesToPut ? 403 : 200,
                            refusesToPut
                                    ? "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
                                    : "");
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
