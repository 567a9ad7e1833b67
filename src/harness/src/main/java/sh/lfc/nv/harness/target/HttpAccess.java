package sh.lfc.nv.harness.target;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import sh.lfc.nv.harness.HarnessException;

/**
 * How HTTPS domains are reached.
 *
 * @param proxy the proxy through which they are reached; empty when DNS leads to them
 * @param caCertificate a PEM file with what has to be trusted; empty when the usual authorities are enough
 */
public record HttpAccess(Optional<InetSocketAddress> proxy, Optional<Path> caCertificate) {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Domains as everybody reaches them. */
    public static final HttpAccess DIRECT = new HttpAccess(Optional.empty(), Optional.empty());

    /** A client for this access. */
    public HttpClient client() {
        var builder = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(sslContext());
        proxy.ifPresent(address -> builder.proxy(ProxySelector.of(address)));
        return builder.build();
    }

    /** The TLS context that trusts what has to be trusted. */
    public SSLContext sslContext() {
        try {
            if (caCertificate.isEmpty()) {
                return SSLContext.getDefault();
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted(caCertificate.get()));
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new HarnessException(
                    "cannot use the certificate %s: %s"
                            .formatted(caCertificate.map(Path::toString).orElse("store"), e.getMessage()),
                    e);
        }
    }

    private static KeyStore trusted(Path pem) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(pem)) {
            var number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
        }
        return store;
    }
}
