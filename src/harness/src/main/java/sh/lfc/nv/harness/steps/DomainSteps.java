package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.restassured.response.Response;
import java.io.IOException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import sh.lfc.nv.harness.target.TlsProbe;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.RRType;

/** The service's domain, its certificate and its TLS. */
public final class DomainSteps {
    private final Scene scene;
    private SSLSession session;
    private IOException refusal;

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
            session = new TlsProbe(scene.system().target().http())
                    .handshake(scene.system().url().getHost(), protocol);
        } catch (IOException e) {
            refusal = e;
        }
    }

    @Then("the connection is made")
    public void made() {
        assertThat(refusal).isNull();
        assertThat(session).isNotNull();
    }

    @Then("old TLS of version 1.{int} is refused")
    public void oldRefused(int version) throws IOException {
        var probe = new TlsProbe(scene.system().target().http());
        assertThat(probe.accepts(scene.system().url().getHost(), version + 1)).isFalse();
    }

    @Then("the certificate is valid for its domain")
    public void certificate() throws SSLException, CertificateParsingException {
        made();
        var certificate = (X509Certificate) session.getPeerCertificates()[0];
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .contains(scene.system().url().getHost());
        assertThat(Instant.now())
                .isBetween(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant());
    }

    @When("the client asks for the list at the gateway's own address")
    public void ownAddress() {
        try (var gateway = scene.system().target().aws().client(ApiGatewayV2Client.builder())) {
            var api = gateway.getApis(get -> {}).items().stream()
                    .filter(found -> found.name().equals(scene.system().named("api")))
                    .findFirst()
                    .orElseThrow();
            var address = java.net.URI.create(api.apiEndpoint());
            Response answer = scene.client().at(address, "GET", "/api/list");
            scene.answer(answer);
        }
    }

    @Then("there is nothing to be found")
    public void nothing() {
        assertThat(scene.answer().statusCode()).isEqualTo(404);
        assertThat(scene.answer().asString()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Then("the zone has an address for the service's domain")
    public void zone() {
        var host = scene.system().url().getHost();
        var zoneName = host.substring(host.indexOf('.') + 1) + ".";
        try (var route53 = scene.system().target().aws().client(Route53Client.builder())) {
            var zone = route53.listHostedZonesByName(list -> list.dnsName(zoneName)).hostedZones().stream()
                    .filter(found -> found.name().equals(zoneName))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no zone " + zoneName));
            assertThat(route53.listResourceRecordSetsPaginator(list -> list.hostedZoneId(zone.id()))
                            .resourceRecordSets())
                    .anyMatch(record -> record.name().equals(host + ".")
                            && record.type() == RRType.A
                            && record.aliasTarget() != null);
        }
    }
}
