package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.net.URI;
import sh.lfc.nv.canary.steps.Scene;
import sh.lfc.nv.harness.system.HttpApis;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.RRType;

/** The ways to the service that there are, and those that there must not be. */
public final class EdgeSteps {
    private final Scene scene;
    private final Deployed deployed;

    public EdgeSteps(Scene scene, Deployed deployed) {
        this.scene = scene;
        this.deployed = deployed;
    }

    @When("the client asks for the list at the gateway's own address")
    public void ownAddress() {
        var api = HttpApis.named(deployed.target().aws(), scene.system().named("api"))
                .orElseThrow();
        scene.answer(scene.client().at(URI.create(api.apiEndpoint()), "GET", "/api/list"));
    }

    @Then("there is nothing to be found")
    public void nothing() {
        assertThat(scene.answer().status()).isEqualTo(404);
        assertThat(scene.answer().text()).isEqualTo("{\"message\":\"Not Found\"}");
    }

    @Then("the zone has an address for the service's domain")
    public void zone() {
        var host = scene.system().url().getHost();
        var zoneName = host.substring(host.indexOf('.') + 1) + ".";
        try (var route53 = deployed.target().aws().client(Route53Client.builder())) {
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
