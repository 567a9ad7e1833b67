package sh.lfc.nv.canary.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import sh.lfc.nv.canary.http.TlsProbe;

/** The service's domain, its certificate and its TLS. */
public final class DomainSteps {
    private final Scene scene;
    private SSLSession session;
    private IOException refusal;
    private List<InetAddress> addresses = List.of();

    public DomainSteps(Scene scene) {
        this.scene = scene;
    }

    @When("somebody connects to the service")
    public void connect() {
        connect("TLSv1.3");
    }

    @When("somebody connects to the service with {string}")
    public void connect(String protocol) {
        try {
            session =
                    new TlsProbe(scene.system().http()).handshake(scene.system().url(), protocol);
        } catch (IOException e) {
            refusal = e;
        }
    }

    @Then("the connection is made")
    public void made() {
        if (refusal != null) {
            throw new AssertionError("no connection is made: " + refusal.getMessage(), refusal);
        }
        assertThat(session).isNotNull();
    }

    @Then("old TLS of version 1.{int} is refused")
    public void oldRefused(int version) throws IOException {
        var probe = new TlsProbe(scene.system().http());
        assertThat(probe.accepts(scene.system().url(), version + 1)).isFalse();
    }

    @Then("the certificate is valid for its domain")
    public void certificate() throws CertificateParsingException {
        var certificate = chain().get(0);
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .contains(scene.system().url().getHost());
        assertThat(scene.system().now())
                .isBetween(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant());
    }

    @Then("every certificate of the chain is valid for at least {int} more days")
    public void renewed(int days) {
        var then = scene.system().now().plus(Duration.ofDays(days));
        for (var certificate : chain()) {
            assertThat(certificate.getNotAfter().toInstant())
                    .as("the end of the certificate of " + certificate.getSubjectX500Principal())
                    .isAfter(then);
        }
    }

    /** The handshake has checked that a way to an authority exists; here the server itself shows it. */
    @Then("the chain of certificates ends at a trusted authority")
    public void trusted() {
        var chain = chain();
        for (var i = 1; i < chain.size(); i++) {
            assertThat(issued(chain.get(i), chain.get(i - 1)))
                    .as("whether %s comes from %s", name(chain.get(i - 1)), name(chain.get(i)))
                    .isTrue();
        }
        var last = chain.get(chain.size() - 1);
        assertThat(scene.system().http().trust().getAcceptedIssuers())
                .as("an authority that has issued %s", name(last))
                .anyMatch(authority -> authority.equals(last) || issued(authority, last));
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private List<X509Certificate> chain() {
        made();
        try {
            return Arrays.stream(session.getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            throw new AssertionError("the service shows no certificate", e);
        }
    }

    @When("somebody looks up the service's domain")
    public void lookUp() {
        try {
            addresses = scene.system()
                    .http()
                    .lookup()
                    .addresses(scene.system().url().getHost());
        } catch (UnknownHostException e) {
            addresses = List.of();
        }
    }

    @Then("it has an address")
    public void found() {
        assertThat(addresses)
                .as("addresses of " + scene.system().url().getHost())
                .isNotEmpty();
    }
}
