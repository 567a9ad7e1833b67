package sh.lfc.nv.emulator.certificates;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate with its private key.
 *
 * @param key the private key
 * @param chain the certificate first, its issuer last
 */
public record IssuedCertificate(PrivateKey key, List<X509Certificate> chain) {

    public IssuedCertificate {
        chain = List.copyOf(chain);
    }

    /**
     * Reads a certificate that somebody else issued.
     *
     * @param certificate in PEM
     * @param key in PEM, not encrypted
     * @param issuers in PEM, nearest first; may be empty
     * @throws GeneralSecurityException when the key is not that of the certificate
     */
    public static IssuedCertificate read(String certificate, String key, String issuers)
            throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = new ArrayList<>(Pem.certificates(certificate));
        if (chain.size() != 1) {
            throw new IOException("expected one certificate, found " + chain.size());
        }
        PrivateKey own = Pem.key(key);
        requirePair(chain.get(0), own);
        chain.addAll(Pem.certificates(issuers));
        return new IssuedCertificate(own, chain);
    }

    private static void requirePair(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        byte[] probe = {1, 2, 3};
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(probe);
        byte[] signed = signature.sign();
        signature.initVerify(certificate);
        signature.update(probe);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("the private key is not that of the certificate");
        }
    }

    /** The certificate itself. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The certificate itself in PEM. */
    public String certificatePem() {
        return Pem.of(certificate());
    }

    /** The issuers in PEM, without the certificate itself. */
    public String issuersPem() {
        return Pem.of(chain.subList(1, chain.size()));
    }

    /** The whole chain in PEM, as servers want it. */
    public String chainPem() {
        return Pem.of(chain);
    }

    /** The private key in PEM (PKCS #8, not encrypted). A secret. */
    public String keyPem() {
        return Pem.of(key);
    }

    /** Does not show the key. */
    @Override
    public String toString() {
        return "IssuedCertificate[" + certificate().getSubjectX500Principal() + "]";
    }
}
