package sh.lfc.nv.emulator.certificates;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
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
 * Makes and signs certificates. Apart from {@link CertificateAuthority}, because Bouncy Castle takes half a second to
 * load and an emulator whose authority is kept starts without it.
 */
final class Signing {

    private static final X500Name AUTHORITY = new X500NameBuilder()
            .addRDN(BCStyle.O, "nv-demo")
            .addRDN(BCStyle.CN, "Embedded AWS local certificate authority")
            .build();

    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    /** The longest common name that X.520 allows. */
    private static final int MAX_COMMON_NAME = 64;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Signing() {}

    private record Draft(X500Name subject, KeyPair keys, Instant from, Instant until) {}

    /** A new authority. */
    static IssuedCertificate authority(Instant now, Duration validity) {
        KeyPair keys = KeyAlgorithm.EC_P256.generate();
        Draft draft = new Draft(AUTHORITY, keys, now.minus(CLOCK_SKEW), now.plus(validity));
        return new IssuedCertificate(keys.getPrivate(), List.of(sign(draft, null, List.of())));
    }

    /** A server's certificate, signed by the authority. */
    static IssuedCertificate server(
            List<String> names, KeyPair keys, IssuedCertificate authority, Instant from, Instant until) {
        Draft draft = new Draft(subject(names.get(0)), keys, from.minus(CLOCK_SKEW), until);
        return new IssuedCertificate(
                keys.getPrivate(), List.of(sign(draft, authority, names), authority.certificate()));
    }

    /** Signs with the issuer's key, or with the draft's own when there is no issuer: then it is an authority. */
    private static X509Certificate sign(Draft draft, IssuedCertificate issuer, List<String> names) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    AUTHORITY,
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
        ASN1Encodable[] alternatives = names.stream().map(Signing::alternative).toArray(ASN1Encodable[]::new);
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
