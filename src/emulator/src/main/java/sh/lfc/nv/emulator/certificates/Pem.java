package sh.lfc.nv.emulator.certificates;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads and writes certificates and keys in PEM, with the Java runtime alone: Bouncy Castle takes half a second to load
 * and is left to those who issue certificates, or import keys of the older forms.
 */
final class Pem {

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");
    private static final Pattern PKCS8 = Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

    private Pem() {}

    static String of(X509Certificate certificate) {
        try {
            return write("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate without an encoding", e);
        }
    }

    static String of(List<X509Certificate> certificates) {
        return certificates.stream().map(Pem::of).collect(Collectors.joining());
    }

    static String of(PrivateKey key) {
        return write("PRIVATE KEY", key.getEncoded());
    }

    /** The first certificate of the text. */
    static X509Certificate certificate(String pem) throws CertificateException {
        Matcher block = CERTIFICATE.matcher(pem);
        if (!block.find()) {
            throw new CertificateException("no certificate in PEM");
        }
        return parse(block.group());
    }

    /** All certificates of the text, in its order. */
    static List<X509Certificate> certificates(String pem) throws CertificateException {
        List<String> blocks =
                CERTIFICATE.matcher(pem).results().map(block -> block.group()).toList();
        List<X509Certificate> found = new ArrayList<>();
        for (String block : blocks) {
            found.add(parse(block));
        }
        return found;
    }

    private static X509Certificate parse(String block) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(block.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The private key of the text, not encrypted. */
    static PrivateKey key(String pem) throws InvalidKeyException {
        Matcher block = PKCS8.matcher(pem);
        if (block.find()) {
            PKCS8EncodedKeySpec encoded;
            try {
                encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(1)));
            } catch (IllegalArgumentException e) {
                throw new InvalidKeyException("the private key is not Base64", e);
            }
            for (String family : List.of("EC", "RSA")) {
                try {
                    return KeyFactory.getInstance(family).generatePrivate(encoded);
                } catch (InvalidKeySpecException e) {
                    // A key of another family.
                } catch (NoSuchAlgorithmException e) {
                    throw new IllegalStateException("this Java runtime has no " + family + " keys", e);
                }
            }
        }
        return OtherKeys.read(pem);
    }

    private static String write(String what, byte[] content) {
        String encoded = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + encoded + "\n-----END " + what + "-----\n";
    }
}
