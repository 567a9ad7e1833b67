package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import java.util.ArrayList;
import sh.lfc.nv.canary.steps.Scene;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** The way from the VPC to S3. */
public final class EndpointSteps {
    private final Scene scene;
    private final Deployed deployed;

    public EndpointSteps(Scene scene, Deployed deployed) {
        this.scene = scene;
        this.deployed = deployed;
    }

    @Then("the S3 endpoint is in the way of the private subnets")
    public void inTheWay() {
        try (var ec2 = deployed.target().aws().client(Ec2Client.builder())) {
            var endpoint = endpoint(ec2);
            var subnets = ec2.describeSubnets(describe -> describe.filters(
                            filter("tag:Tier", "private"),
                            filter("tag:Environment", scene.system().environment())))
                    .subnets();
            assertThat(subnets).isNotEmpty();
            for (var subnet : subnets.stream().map(Subnet::subnetId).toList()) {
                assertThat(ec2.describeRouteTables(
                                        describe -> describe.filters(filter("association.subnet-id", subnet)))
                                .routeTables())
                        .singleElement()
                        .satisfies(table -> assertThat(table.routes())
                                .as("routes of " + subnet)
                                .anyMatch(route -> endpoint.vpcEndpointId().equals(route.gatewayId())));
            }
        }
    }

    @Then("the S3 endpoint lets nothing through but to buckets of {string}")
    public void ownBuckets(String environment) {
        try (var ec2 = deployed.target().aws().client(Ec2Client.builder())) {
            var resources = new ArrayList<String>();
            for (var statement : Json.read(endpoint(ec2).policyDocument()).path("Statement")) {
                if (statement.path("Effect").asText().equals("Allow")) {
                    var named = statement.path("Resource");
                    if (named.isArray()) {
                        named.forEach(one -> resources.add(one.asText()));
                    } else {
                        resources.add(named.asText());
                    }
                }
            }
            assertThat(resources)
                    .isNotEmpty()
                    .allMatch(resource -> resource.startsWith("arn:aws:s3:::" + environment + "-"));
        }
    }

    private VpcEndpoint endpoint(Ec2Client ec2) {
        var endpoints = ec2.describeVpcEndpoints(describe -> describe.filters(
                        filter(
                                "service-name",
                                "com.amazonaws." + deployed.target().aws().region() + ".s3"),
                        filter("tag:Environment", scene.system().environment())))
                .vpcEndpoints();
        assertThat(endpoints).as("endpoints of S3").hasSize(1);
        return endpoints.get(0);
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }
}
