package sh.lfc.nv.emulator.httpapi;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;

/**
 * Passes requests on to an HTTP server; only to one on a loopback address, since nothing here ever calls out.
 *
 * <p>Safe for use by many threads.
 */
final class HttpProxy {

    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private HttpClient client;

    ApiAnswer answer(Exchange exchange, Integration integration) throws IOException, TimeoutException {
        URI target = target(exchange, integration.integrationUri());
        requireLoopback(target);
        String method = integration.integrationMethod();
        ApiRequest request = exchange.request();
        HttpRequest.Builder outgoing = HttpRequest.newBuilder(target)
                .timeout(Duration.ofMillis(integration.timeoutInMillis()))
                .method(
                        method.equals("ANY") ? request.method() : method,
                        HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().stream()
                .filter(header -> !HOP_BY_HOP.contains(header.getKey()))
                .forEach(header -> outgoing.header(header.getKey(), header.getValue()));
        try {
            HttpResponse<byte[]> incoming = client().send(outgoing.build(), HttpResponse.BodyHandlers.ofByteArray());
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            incoming.headers().map().forEach((name, values) -> {
                if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                    values.forEach(value -> headers.add(Map.entry(name.toLowerCase(Locale.ROOT), value)));
                }
            });
            return new ApiAnswer(incoming.statusCode(), List.copyOf(headers), incoming.body());
        } catch (HttpTimeoutException e) {
            throw new TimeoutException(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Made when it is first needed: its TLS alone would be a tenth of the emulator's start. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        }
        return client;
    }

    /** The URI with the path's variables filled in and the request's query. */
    private static URI target(Exchange exchange, String uri) throws IOException {
        String filled = uri;
        for (Map.Entry<String, String> variable : exchange.pathParameters().entrySet()) {
            String encoded = URLEncoder.encode(variable.getValue(), StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace("%2F", "/");
            filled = filled.replace("{" + variable.getKey() + "}", encoded);
        }
        String query = exchange.request().query();
        try {
            return URI.create(query.isEmpty() ? filled : filled + (filled.contains("?") ? "&" : "?") + query);
        } catch (IllegalArgumentException e) {
            throw new IOException("Invalid HTTP endpoint: " + e.getMessage(), e);
        }
    }

    private static void requireLoopback(URI target) throws IOException {
        String host = target.getHost();
        boolean literal = host != null && (host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]"));
        if (!literal && !"localhost".equals(host)) {
            throw new IOException("HTTP integrations reach only this machine, not " + host);
        }
    }
}
