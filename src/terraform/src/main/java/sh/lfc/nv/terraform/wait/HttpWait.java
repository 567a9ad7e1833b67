package sh.lfc.nv.terraform.wait;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import sh.lfc.nv.terraform.failure.ActionableException;

/**
 * Waits for an answer over HTTP or HTTPS: {@code HttpWait.get(url).untilStatus(200, Wait.atMost(ofSeconds(30)))}. Each
 * request is given 10 seconds, or one more than there is to wait if that is less; redirects are not followed. Immutable.
 */
public final class HttpWait {
    private static final Duration REQUEST = Duration.ofSeconds(10);
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final URI url;
    private final Map<String, String> headers;
    private final Optional<SSLContext> tls;
    private final Optional<ProxySelector> proxy;

    private HttpWait(URI url, Map<String, String> headers, Optional<SSLContext> tls, Optional<ProxySelector> proxy) {
        this.url = url;
        this.headers = Map.copyOf(headers);
        this.tls = tls;
        this.proxy = proxy;
    }

    /** Gets a URL. */
    public static HttpWait get(URI url) {
        return new HttpWait(url, Map.of(), Optional.empty(), Optional.empty());
    }

    /** The same with a header of the request. */
    public HttpWait header(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new HttpWait(url, all, tls, proxy);
    }

    /** The same with keys and trust of one's own for HTTPS; default: Java's. */
    public HttpWait tls(SSLContext context) {
        return new HttpWait(url, headers, Optional.of(context), proxy);
    }

    /** The same through a proxy; default: the one of Java's settings, if any. */
    public HttpWait proxy(ProxySelector selector) {
        return new HttpWait(url, headers, tls, Optional.of(selector));
    }

    /**
     * The same, trusting only the certificates in a file and what they signed.
     *
     * @param pem one certificate or several
     * @throws ActionableException when the file cannot be read
     */
    public HttpWait trusting(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + store.size(), certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return tls(context);
        } catch (IOException | GeneralSecurityException e) {
            throw new ActionableException("cannot read the certificates " + pem + ": " + e.getMessage(), e);
        }
    }

    /** Waits for a status. */
    public HttpResponse<String> untilStatus(int status, Wait wait) throws InterruptedException {
        return until("status " + status, response -> response.statusCode() == status, wait);
    }

    /** Waits for a status, with a body that will do. */
    public HttpResponse<String> until(int status, Predicate<String> body, Wait wait) throws InterruptedException {
        return until(
                "status " + status + " with a body that will do",
                response -> response.statusCode() == status && body.test(response.body()),
                wait);
    }

    /**
     * Waits for an answer that will do.
     *
     * @param description which one, in words
     * @throws WaitTimedOutException with the last answer's status and the beginning of its body, or the connection's failure
     */
    public HttpResponse<String> until(String description, Predicate<HttpResponse<String>> enough, Wait wait)
            throws InterruptedException {
        var longest = wait.atMost().compareTo(REQUEST) < 0 ? wait.atMost().plus(LEAST) : REQUEST;
        var client = HttpClient.newBuilder().connectTimeout(longest);
        tls.ifPresent(client::sslContext);
        proxy.ifPresent(client::proxy);
        var http = client.build();
        var request = HttpRequest.newBuilder(url).timeout(longest);
        headers.forEach(request::header);
        return wait.until(
                "%s of %s".formatted(description, url),
                () -> http.send(request.build(), HttpResponse.BodyHandlers.ofString()),
                enough,
                response -> response.statusCode() + " " + response.body());
    }
}
