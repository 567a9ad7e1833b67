package sh.lfc.nv.harness.localstack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Answers as products were seen to answer: about their health as recorded, to calls of services that they lack with the error
 * that was recorded, to all others with an empty success.
 */
final class RecordedEndpoint implements AutoCloseable {
    /** What an answer of LocalStack without a plan says of the services outside of it. */
    private static final String NOT_IN_PLAN =
            "The API for service %s is either not included in your current license plan or has not yet been emulated by"
                    + " LocalStack. Please refer to the documentation for more details.";

    private static final Pattern SIGNED_FOR = Pattern.compile("Credential=[^/]+/\\d+/[^/]+/([^/]+)/aws4_request");
    private static final Set<String> XML =
            Set.of("sts", "rds", "elasticache", "monitoring", "ec2", "iam", "s3", "route53", "sns");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Set<String> lacking;
    private final Set<String> called = ConcurrentHashMap.newKeySet();

    /**
     * @param health the name of the recorded answer
     * @param status with which it came
     * @param lacking the services that it does not have, by the names that calls are signed for
     */
    RecordedEndpoint(String health, int status, Set<String> lacking) throws IOException {
        this.lacking = lacking;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var recorded = recorded(health);
        server.createContext("/_localstack/health", exchange -> answer(exchange, status, recorded));
        server.createContext("/", this::call);
        server.setExecutor(threads);
        server.start();
    }

    static String recorded(String name) throws IOException {
        try (var answer = RecordedEndpoint.class.getResourceAsStream(name)) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The services that were called. */
    Set<String> called() {
        return called;
    }

    private void call(HttpExchange exchange) throws IOException {
        var signed =
                SIGNED_FOR.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        var service = signed.find() ? signed.group(1) : "s3";
        called.add(service);
        exchange.getRequestBody().readAllBytes();
        var isXml = XML.contains(service);
        if (lacking.contains(service)) {
            var message = NOT_IN_PLAN.formatted(service);
            answer(
                    exchange,
                    501,
                    isXml
                            ? "<ErrorResponse><Error><Code>InternalFailure</Code><Message>%s</Message></Error></ErrorResponse>"
                                    .formatted(message)
                            : "{\"__type\": \"InternalFailure\", \"message\": \"%s\"}".formatted(message));
        } else if (service.equals("sts")) {
            answer(
                    exchange,
                    200,
                    """
                    <GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::000000000000:root</Arn>\
                    <UserId>AKIA</UserId><Account>000000000000</Account></GetCallerIdentityResult>\
                    </GetCallerIdentityResponse>""");
        } else {
            answer(exchange, 200, isXml ? "<Response/>" : "{}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
