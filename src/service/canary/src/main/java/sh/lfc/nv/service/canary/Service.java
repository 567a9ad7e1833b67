package sh.lfc.nv.service.canary;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import sh.lfc.nv.service.secrets.Credentials;

/**
 * The service over HTTP.
 *
 * <p>Goes through the proxy that the JVM's system properties name ({@code https.proxyHost} and so on): that is the default
 * of the JDK's client. The server's certificate is checked against the JVM's trust.
 */
final class Service {

    /** API Gateway gives up after 30 seconds. */
    private static final Duration ANSWER = Duration.ofSeconds(35);

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String baseUrl;

    Service(String baseUrl) {
        this.baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> get(String path, Credentials credentials) {
        return send(request(path).header("Authorization", basic(credentials)));
    }

    HttpResponse<String> put(String path, String body, Credentials credentials) {
        return send(request(path)
                .header("Authorization", basic(credentials))
                .header("Content-Type", "text/plain; charset=utf-8")
                .PUT(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(ANSWER);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException unreachable) {
            throw new CheckFailedException("no answer from " + baseUrl + ": " + unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CheckFailedException("interrupted");
        }
    }

    private static String basic(Credentials credentials) {
        String pair = credentials.username() + ":" + credentials.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
