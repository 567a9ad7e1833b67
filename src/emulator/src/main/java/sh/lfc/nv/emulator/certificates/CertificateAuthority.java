package sh.lfc.nv.emulator.certificates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

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

    static final X500Name NAME = new X500NameBuilder()
            .addRDN(BCStyle.O, "nv-demo")
            .addRDN(BCStyle.CN, "Embedded AWS local certificate authority")
            .build();

    private static final Duration OWN_VALIDITY = Duration.ofDays(3650);
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    /** The longest common name that X.520 allows. */
    private static final int MAX_COMMON_NAME = 64;

    private static final SecureRandom RANDOM = new SecureRandom();

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
        return new CertificateAuthority(kept.openOrCreate(soon, () -> selfSigned(clock)), clock);
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
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a certificate needs at least one name");
        }
        KeyPair keys = algorithm.generate();
        Instant from = clock.instant().minus(CLOCK_SKEW);
        Draft draft =
                new Draft(subject(names.get(0)), keys, from, clock.instant().plus(VALIDITY));
        return new IssuedCertificate(keys.getPrivate(), List.of(sign(draft, NAME, own, names), own.certificate()));
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

    private record Draft(X500Name subject, KeyPair keys, Instant from, Instant until) {}

    private static IssuedCertificate selfSigned(Clock clock) {
        KeyPair keys = KeyAlgorithm.EC_P256.generate();
        Instant now = clock.instant();
        Draft draft = new Draft(NAME, keys, now.minus(CLOCK_SKEW), now.plus(OWN_VALIDITY));
        return new IssuedCertificate(keys.getPrivate(), List.of(sign(draft, NAME, null, List.of())));
    }

    /** Signs with the issuer's key, or with the draft's own when there is no issuer: then it is an authority. */
    private static X509Certificate sign(
            Draft draft, X500Name issuerName, IssuedCertificate issuer, List<String> names) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuerName,
                    new BigInteger(127, RANDOM).setBit(126),
                    Date.from(draft.from()),
                    Date.from(draft.until()),
                    draft.subject(),
                    draft.keys().getPublic());
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    extensions.createSubjectKeyIdentifier(draft.keys().getPublic()));
            if (issuer == null) {
                asAuthority(builder);
            } else {
                builder.addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        extensions.createAuthorityKeyIdentifier(
                                issuer.certificate().getPublicKey()));
                asServer(builder, names, draft.keys().getPublic().getAlgorithm());
            }
            var key = issuer == null ? draft.keys().getPrivate() : issuer.key();
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException | GeneralSecurityException | CertIOException e) {
            throw new IllegalStateException("cannot sign a certificate", e);
        }
    }

    private static void asAuthority(JcaX509v3CertificateBuilder builder) throws CertIOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature));
    }

    private static void asServer(JcaX509v3CertificateBuilder builder, List<String> names, String keyFamily)
            throws CertIOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        int usage = KeyUsage.digitalSignature | (keyFamily.equals("RSA") ? KeyUsage.keyEncipherment : 0);
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
            KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
        }));
        ASN1Encodable[] alternatives =
                names.stream().map(CertificateAuthority::alternative).toArray(ASN1Encodable[]::new);
        builder.addExtension(
                Extension.subjectAlternativeName, false, GeneralNames.getInstance(new DERSequence(alternatives)));
    }

    private static GeneralName alternative(String name) {
        boolean address = name.indexOf(':') >= 0 || name.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static X500Name subject(String name) {
        String common = name.length() <= MAX_COMMON_NAME ? name : "certificate";
        return new X500NameBuilder().addRDN(BCStyle.CN, common).build();
    }
}
