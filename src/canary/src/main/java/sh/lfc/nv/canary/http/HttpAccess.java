package sh.lfc.nv.canary.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * How HTTPS domains are reached.
 *
 * @param proxy the proxy through which they are reached; empty when DNS leads to them
 * @param trust whose certificates are believed
 * @param lookup where addresses of names are asked for
 */
public record HttpAccess(Optional<InetSocketAddress> proxy, X509TrustManager trust, Lookup lookup) {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Domains as everybody reaches them, with the authorities that Java trusts. */
    public static HttpAccess direct() {
        return new HttpAccess(Optional.empty(), trust(null), host -> Arrays.asList(InetAddress.getAllByName(host)));
    }

    /** As this process reaches an address: through the proxy that its system properties name, where they do. */
    public static HttpAccess ofThisProcess(URI url) {
        var proxy = ProxySelector.getDefault().select(url).stream()
                .filter(one -> one.type() == Proxy.Type.HTTP)
                .map(one -> (InetSocketAddress) one.address())
                .findFirst();
        var direct = direct();
        return new HttpAccess(proxy, direct.trust, direct.lookup);
    }

    /**
     * What believes the certificates of a store.
     *
     * @param store null for the authorities that Java trusts
     */
    public static X509TrustManager trust(KeyStore store) {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot check certificates: " + e.getMessage(), e);
        }
    }

    /** A client for this access, which follows no redirect. */
    public HttpClient client() {
        var builder = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(sslContext());
        proxy.ifPresent(address -> builder.proxy(ProxySelector.of(address)));
        return builder.build();
    }

    /** The TLS context that trusts what has to be trusted. */
    public SSLContext sslContext() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS: " + e.getMessage(), e);
        }
    }
}
