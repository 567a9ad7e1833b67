package sh.lfc.nv.emulator.certificates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority of this machine's user alone.
 *
 * <p>Its key and certificate are kept in a folder, so that a client that trusts it goes on doing so after the
 * emulator was started again. The key is readable by its owner only. Safe for use by many threads, and several
 * processes may open the same folder at once.
 */
public final class CertificateAuthority {

    /** As long as the certificates that ACM issues. */
    public static final Duration VALIDITY = Duration.ofDays(395);

    private static final Duration OWN_VALIDITY = Duration.ofDays(3650);

    private final IssuedCertificate own;
    private final Clock clock;

    private CertificateAuthority(IssuedCertificate own, Clock clock) {
        this.own = own;
        this.clock = clock;
    }

    /** Opens the authority that is kept in the folder, by the system's clock; makes one when there is none. */
    public static CertificateAuthority open(Path folder) {
        return open(folder, Clock.systemUTC());
    }

    /**
     * Opens the authority that is kept in the folder; makes one when there is none, or when the one that is there
     * is damaged or about to expire.
     *
     * @param clock decides from when the certificates are valid
     * @throws UncheckedIOException when the folder cannot be read or written
     */
    public static CertificateAuthority open(Path folder, Clock clock) {
        AuthorityFolder kept = new AuthorityFolder(folder);
        Instant soon = clock.instant().plus(VALIDITY);
        return new CertificateAuthority(
                kept.openOrCreate(soon, () -> Signing.authority(clock.instant(), OWN_VALIDITY)), clock);
    }

    /** The certificate that clients have to trust. */
    public X509Certificate certificate() {
        return own.certificate();
    }

    /** The certificate that clients have to trust, in PEM. */
    public String pem() {
        return own.certificatePem();
    }

    /** Issues a certificate with an EC P-256 key, which is the fastest kind. */
    public IssuedCertificate issue(List<String> names) {
        return issue(names, KeyAlgorithm.EC_P256);
    }

    /**
     * Issues a server certificate.
     *
     * @param names host names, with {@code *.} in front for a wildcard, or IP addresses; the first one becomes the
     *     common name where it is short enough
     */
    public IssuedCertificate issue(List<String> names, KeyAlgorithm algorithm) {
        return issue(names, algorithm, clock.instant());
    }

    /**
     * The same by another clock, which may be ahead of the authority's. The certificate is valid until {@link #VALIDITY}
     * after that time, but begins to be no later than the authority's clock says: clients go by that one, and are to take
     * the certificate as soon as it is issued.
     *
     * @param time when it is issued
     */
    public IssuedCertificate issue(List<String> names, KeyAlgorithm algorithm, Instant time) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a certificate needs at least one name");
        }
        Instant now = clock.instant();
        Instant from = time.isBefore(now) ? time : now;
        return Signing.server(names, algorithm.generate(), own, from, time.plus(VALIDITY));
    }

    /** A client's TLS context that trusts this authority and nobody else. */
    public SSLContext trustingContext() {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("ca", certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java runtime has no TLS", e);
        }
    }
}
