package sh.lfc.nv.emulator.services.sns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Posts to HTTP subscribers on loopback addresses; nothing else is ever called. Safe for use by many threads. */
final class HttpEndpoints {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private HttpClient client;

    /**
     * @param type for example {@code Notification}
     * @throws IllegalStateException if the endpoint is elsewhere or does not take the message
     */
    void post(String url, String type, String body, Map<String, String> headers) {
        URI uri = URI.create(url);
        requireLoopback(uri);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "text/plain; charset=UTF-8")
                .header("x-amz-sns-message-type", type)
                .header("User-Agent", "Amazon Simple Notification Service Agent")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            int status = client().send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                throw new IllegalStateException(url + " answered " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException(url + " cannot be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(url + " was not reached in time", e);
        }
    }

    /** Made when it is first needed: its TLS alone would be a tenth of the emulator's start. */
    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        }
        return client;
    }

    private static void requireLoopback(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost();
        try {
            boolean literal = host.matches("localhost|[0-9.]+|\\[[0-9a-f:]+]");
            if (literal && InetAddress.getByName(host).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException e) {
            throw new IllegalStateException(uri + " is not a loopback address", e);
        }
        throw new IllegalStateException(uri + " is not a loopback address, and the emulator calls no other");
    }
}
