package sh.lfc.nv.emulator.certificates;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
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
