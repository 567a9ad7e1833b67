package sh.lfc.nv.emulator.services.acm;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.List;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.certificates.IssuedCertificate;
import software.amazon.awssdk.services.acm.model.ImportCertificateRequest;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;

/** What ImportCertificate brings: read, checked, and its names found. */
record Imported(IssuedCertificate certificate, List<String> names, KeyAlgorithm keyAlgorithm) {

    private static final int DNS_NAME = 2;

    static Imported of(ImportCertificateRequest request) {
        IssuedCertificate certificate = read(request);
        X509Certificate x509 = certificate.certificate();
        List<String> names = names(x509);
        if (names.isEmpty()) {
            throw invalid("The certificate has no domain name.");
        }
        return new Imported(certificate, names, algorithm(x509.getPublicKey()));
    }

    private static IssuedCertificate read(ImportCertificateRequest request) {
        try {
            return IssuedCertificate.read(
                    request.certificate().asUtf8String(),
                    request.privateKey().asUtf8String(),
                    request.certificateChain() == null
                            ? ""
                            : request.certificateChain().asUtf8String());
        } catch (IOException | GeneralSecurityException e) {
            throw invalid("The certificate or its key is not valid: " + e.getMessage());
        }
    }

    private static List<String> names(X509Certificate x509) {
        try {
            List<String> names = new ArrayList<>();
            if (x509.getSubjectAlternativeNames() != null) {
                for (List<?> alternative : x509.getSubjectAlternativeNames()) {
                    if (alternative.get(0).equals(DNS_NAME)) {
                        names.add((String) alternative.get(1));
                    }
                }
            }
            return names;
        } catch (CertificateException e) {
            throw invalid("The certificate's names cannot be read: " + e.getMessage());
        }
    }

    private static KeyAlgorithm algorithm(PublicKey key) {
        if (key instanceof RSAKey rsa) {
            return KeyAlgorithm.fromValue("RSA_" + rsa.getModulus().bitLength());
        }
        if (key instanceof ECKey ec) {
            return switch (ec.getParams().getOrder().bitLength()) {
                case 256 -> KeyAlgorithm.EC_PRIME256_V1;
                case 384 -> KeyAlgorithm.EC_SECP384_R1;
                default -> KeyAlgorithm.EC_SECP521_R1;
            };
        }
        throw invalid("The key algorithm " + key.getAlgorithm() + " is not supported.");
    }

    private static AwsError invalid(String message) {
        return AwsError.badRequest("ValidationException", message);
    }
}
