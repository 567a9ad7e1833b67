package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Subnet;

/** Who may reach whom, as routes and security groups say. */
public final class NetworkSteps {
    private final Scene scene;

    public NetworkSteps(Scene scene) {
        this.scene = scene;
    }

    @Then("the database admits on port {int} exactly these security groups:")
    public void databaseAdmits(int port, List<String> groups) {
        var own = database().vpcSecurityGroups().stream()
                .map(group -> group.vpcSecurityGroupId())
                .toList();
        admits(own, port, groups);
    }

    @Then("the cache admits on port {int} exactly these security groups:")
    public void cacheAdmits(int port, List<String> groups) {
        try (var elastiCache = scene.system().target().aws().client(ElastiCacheClient.builder())) {
            var node = scene.system().named("cache") + "-001";
            var cluster = elastiCache
                    .describeCacheClusters(describe -> describe.cacheClusterId(node))
                    .cacheClusters()
                    .get(0);
            var own = cluster.securityGroups().stream()
                    .map(group -> group.securityGroupId())
                    .toList();
            admits(own, port, groups);
        }
    }

    @Then("the database is not public")
    public void notPublic() {
        assertThat(database().publiclyAccessible()).isFalse();
    }

    @Then("its subnets have no way out")
    public void noWayOut() {
        var subnets = database().dbSubnetGroup().subnets().stream()
                .map(Subnet::subnetIdentifier)
                .toList();
        assertThat(subnets).hasSizeGreaterThanOrEqualTo(2);
        for (var subnet : subnets) {
            assertThat(routes(subnet)).extracting(Route::gatewayId).containsOnly("local");
        }
    }

    @Then("{string} runs in the private subnets")
    public void inPrivateSubnets(String function) {
        try (var lambda = scene.system().target().aws().client(LambdaClient.builder());
                var ec2 = ec2()) {
            var own = lambda.getFunctionConfiguration(get -> get.functionName(function))
                    .vpcConfig()
                    .subnetIds();
            var privates = ec2
                    .describeSubnets(describe -> describe.filters(
                            filter("tag:Tier", "private"),
                            filter("tag:Environment", scene.system().environment())))
                    .subnets()
                    .stream()
                    .map(subnet -> subnet.subnetId())
                    .toList();
            assertThat(own).isNotEmpty().hasSameElementsAs(privates);
        }
    }

    @Then("{string} may call out on the ports {string} alone")
    public void mayCallOut(String function, String ports) {
        try (var lambda = scene.system().target().aws().client(LambdaClient.builder())) {
            var groups = lambda.getFunctionConfiguration(get -> get.functionName(function))
                    .vpcConfig()
                    .securityGroupIds();
            var open = rules(groups).stream()
                    .filter(SecurityGroupRule::isEgress)
                    .flatMap(rule -> Stream.of(rule.fromPort(), rule.toPort()))
                    .map(String::valueOf)
                    .collect(Collectors.toSet());
            assertThat(open)
                    .isEqualTo(
                            Arrays.stream(ports.split(",")).map(String::strip).collect(Collectors.toSet()));
        }
    }

    private void admits(List<String> own, int port, List<String> names) {
        var rules = rules(own).stream().filter(rule -> !rule.isEgress()).toList();
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.ipProtocol()).isEqualTo("tcp");
            assertThat(rule.fromPort()).isEqualTo(port);
            assertThat(rule.toPort()).isEqualTo(port);
            assertThat(rule.referencedGroupInfo())
                    .as("a rule admits a group, not addresses")
                    .isNotNull();
        });
        var admitted = rules.stream()
                .map(rule -> rule.referencedGroupInfo().groupId())
                .collect(Collectors.toCollection(HashSet::new));
        try (var ec2 = ec2()) {
            assertThat(ec2.describeSecurityGroups(describe -> describe.groupIds(admitted))
                            .securityGroups())
                    .extracting(SecurityGroup::groupName)
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    private DBInstance database() {
        try (var rds = scene.system().target().aws().client(RdsClient.builder())) {
            return rds.describeDBInstances(describe ->
                            describe.dbInstanceIdentifier(scene.system().named("db")))
                    .dbInstances()
                    .get(0);
        }
    }

    private List<Route> routes(String subnet) {
        try (var ec2 = ec2()) {
            var tables = ec2.describeRouteTables(describe -> describe.filters(filter("association.subnet-id", subnet)))
                    .routeTables();
            assertThat(tables).as("a route table of " + subnet).hasSize(1);
            return tables.get(0).routes();
        }
    }

    private List<SecurityGroupRule> rules(List<String> groups) {
        try (var ec2 = ec2()) {
            return ec2.describeSecurityGroupRules(describe -> describe.filters(
                            Filter.builder().name("group-id").values(groups).build()))
                    .securityGroupRules();
        }
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    private Ec2Client ec2() {
        return scene.system().target().aws().client(Ec2Client.builder());
    }
}
