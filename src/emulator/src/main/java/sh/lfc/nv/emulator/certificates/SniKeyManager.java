package sh.lfc.nv.emulator.certificates;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Chooses a server's certificate by the host name that the client names in its greeting (SNI).
 *
 * <p>The source is asked for each handshake, so that a certificate that was issued or withdrawn while the server
 * runs counts at once. Safe for use by many threads.
 */
public final class SniKeyManager extends X509ExtendedKeyManager {

    /** The TLS versions that the emulator speaks: those that API Gateway's {@code TLS_1_2} policy allows. */
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private final CertificateSource source;
    private final Supplier<IssuedCertificate> otherwise;
    private IssuedCertificate fallback;
    /** What an alias stands for: TLS asks for key and chain one after the other, and both must belong together. */
    private final Map<String, IssuedCertificate> byAlias = new ConcurrentHashMap<>();

    /**
     * @param source the certificates by host name
     * @param otherwise the certificate for clients that name no host, or one that the source does not know; asked for
     *     once, when the first of them comes
     */
    public SniKeyManager(CertificateSource source, Supplier<IssuedCertificate> otherwise) {
        this.source = Objects.requireNonNull(source);
        this.otherwise = Objects.requireNonNull(otherwise);
    }

    /** A server's TLS context that uses this key manager and asks clients for no certificate. */
    public SSLContext sslContext() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            // Null in place of no trust managers would read the certificates of all the world's authorities.
            context.init(new KeyManager[] {this}, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no TLS", e);
        }
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return alias(keyType, engine.getHandshakeSession());
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return alias(keyType, socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        IssuedCertificate chosen = byAlias.get(alias);
        return chosen == null ? null : chosen.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        IssuedCertificate chosen = byAlias.get(alias);
        return chosen == null ? null : chosen.key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        String alias = alias(keyType, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }

    private String alias(String keyType, SSLSession session) {
        IssuedCertificate chosen = hostName(session).flatMap(source::forHost).orElseGet(this::otherwise);
        if (!chosen.key().getAlgorithm().equals(family(keyType))) {
            return null;
        }
        String alias = chosen.certificate().getSerialNumber().toString(16);
        byAlias.put(alias, chosen);
        return alias;
    }

    private synchronized IssuedCertificate otherwise() {
        if (fallback == null) {
            fallback = otherwise.get();
        }
        return fallback;
    }

    /** {@code EC} of {@code EC_EC}, {@code RSASSA-PSS} as RSA: what TLS calls the kinds of keys. */
    private static String family(String keyType) {
        return keyType.startsWith("EC") ? "EC" : keyType.startsWith("RSA") ? "RSA" : keyType;
    }

    private static Optional<String> hostName(SSLSession session) {
        if (!(session instanceof ExtendedSSLSession extended)) {
            return Optional.empty();
        }
        return extended.getRequestedServerNames().stream()
                .filter(SNIHostName.class::isInstance)
                .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT))
                .map(name -> name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
                .findFirst();
    }
}
