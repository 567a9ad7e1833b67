package sh.lfc.nv.harness.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.X509TrustManager;
import sh.lfc.nv.canary.http.HttpAccess;
import sh.lfc.nv.harness.HarnessException;

/** Whose certificates are believed. */
final class Trust {
    private Trust() {}

    /**
     * Those that are in a file, and no others.
     *
     * @param pem certificates of authorities
     */
    static X509TrustManager only(Path pem) {
        try (var in = Files.newInputStream(pem)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            return HttpAccess.trust(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new HarnessException("cannot use the certificate %s: %s".formatted(pem, e.getMessage()), e);
        }
    }
}
