package sh.lfc.nv.harness.canary;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import sh.lfc.nv.canary.http.HttpAccess;
import sh.lfc.nv.canary.http.TlsProbe;
import sh.lfc.nv.harness.HarnessException;

/**
 * Whether there is a service to run features against, before anything is made or written. Whether it does what it should
 * is for the features to say.
 */
public record Doorstep(URI url, HttpAccess http) {
    private static final String TLS = "TLSv1.2";

    /** @throws HarnessException when it is no address that a service could have */
    public static void checkAddress(URI url) {
        if (!"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new HarnessException("--url must be an https address, such as https://nv-demo.nv.lfc.sh, not " + url);
        }
    }

    /** @throws HarnessException when nobody answers there under this name */
    public void check() {
        try {
            http.lookup().addresses(url.getHost());
            new TlsProbe(http).handshake(url, TLS);
        } catch (UnknownHostException e) {
            throw new HarnessException("there is no host %s: DNS knows no address of it".formatted(url.getHost()), e);
        } catch (SSLException e) {
            throw new HarnessException(
                    "%s does not show a certificate that is good for it: %s".formatted(url, e.getMessage()), e);
        } catch (IOException e) {
            throw new HarnessException("%s cannot be reached: %s".formatted(url, e.getMessage()), e);
        }
    }
}
