package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sh.lfc.nv.canary.steps.Scene;
import sh.lfc.nv.harness.target.Explanation;
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
    private static final Pattern ELSEWHERE = Pattern.compile("the internet on port (\\d+)");

    private final Scene scene;
    private final Deployed deployed;
    private SecurityGroupRule changed;

    public NetworkSteps(Scene scene, Deployed deployed) {
        this.scene = scene;
        this.deployed = deployed;
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
        try (var elastiCache = deployed.target().aws().client(ElastiCacheClient.builder())) {
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
        try (var lambda = deployed.target().aws().client(LambdaClient.builder());
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
        try (var lambda = deployed.target().aws().client(LambdaClient.builder())) {
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

    @Then("{string} reaches {string}")
    public void reaches(String function, String targets) {
        for (var target : list(targets)) {
            var path = path(function, target);
            assertThat(path.reachable()).as(path.text()).isTrue();
        }
    }

    @Then("{string} does not reach {string}")
    public void reachesNot(String function, String targets) {
        for (var target : list(targets)) {
            var path = path(function, target);
            assertThat(path.reachable()).as(path.text()).isFalse();
        }
    }

    @Then("the way of {string} to {string} leads through a(n) {string}")
    public void leadsThrough(String function, String target, String gateway) {
        var path = path(function, target);
        assertThat(path.reachable()).as(path.text()).isTrue();
        assertThat(path.hops()).as(path.text()).anyMatch(hop -> hop.startsWith(gateway));
    }

    @Then("nobody on the internet reaches the database")
    public void nobodyReaches() {
        var path = deployed.target()
                .explainNetwork("internet", "db:" + scene.system().named("db"), OptionalInt.empty());
        assertThat(path.reachable()).as(path.text()).isFalse();
    }

    @Given("the database's rule for {string} is for another port")
    public void anotherPort(String function) {
        var port = database().endpoint().port();
        changed = admission(function);
        move(changed, port + 1);
    }

    @Given("the database's rule for {string} is as it was")
    public void asItWas(String function) {
        assertThat(admission(function).securityGroupRuleId()).isEqualTo(changed.securityGroupRuleId());
        restore();
    }

    @Then("it is said that the database has no rule for {string}")
    public void said(String function) {
        var path = path(function, "the database");
        assertThat(path.reachable()).as(path.text()).isFalse();
        assertThat(path.last())
                .matches(".*\\(%s\\) has no inbound rule for tcp \\d+ from sg-\\w+ \\(%s\\).*"
                        .formatted(scene.system().named("db"), function));
    }

    /** Other scenarios need the rule, whatever has become of this one. */
    @After
    public void restore() {
        if (changed != null) {
            move(changed, changed.fromPort());
            changed = null;
        }
    }

    /** The rule of the database that admits a function's own group. */
    private SecurityGroupRule admission(String function) {
        var own = database().vpcSecurityGroups().stream()
                .map(group -> group.vpcSecurityGroupId())
                .toList();
        try (var lambda = deployed.target().aws().client(LambdaClient.builder())) {
            var groups = lambda.getFunctionConfiguration(get -> get.functionName(function))
                    .vpcConfig()
                    .securityGroupIds();
            return rules(own).stream()
                    .filter(rule -> !rule.isEgress() && rule.referencedGroupInfo() != null)
                    .filter(rule -> groups.contains(rule.referencedGroupInfo().groupId()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the database does not admit " + function));
        }
    }

    /** The rule stays the same one, so that Terraform finds it as it made it. */
    private void move(SecurityGroupRule rule, int port) {
        try (var ec2 = ec2()) {
            ec2.modifySecurityGroupRules(modify -> modify.groupId(rule.groupId())
                    .securityGroupRules(update -> update.securityGroupRuleId(rule.securityGroupRuleId())
                            .securityGroupRule(wanted -> wanted.ipProtocol(rule.ipProtocol())
                                    .fromPort(port)
                                    .toPort(port)
                                    .referencedGroupId(
                                            rule.referencedGroupInfo().groupId())
                                    .description(rule.description()))));
        }
    }

    private Explanation path(String function, String target) {
        var system = scene.system();
        var other = ELSEWHERE.matcher(target);
        if (other.matches()) {
            return explain(function, "internet:203.0.113.10", OptionalInt.of(Integer.parseInt(other.group(1))));
        }
        var name =
                switch (target) {
                    case "the database" -> "db:" + system.named("db");
                    case "the cache" -> "cache:" + system.named("cache");
                    case "S3" -> "aws:s3";
                    case "Secrets Manager" -> "aws:secretsmanager";
                    case "SQS" -> "aws:sqs";
                    default -> throw new IllegalArgumentException("nothing is called " + target);
                };
        return explain(function, name, OptionalInt.empty());
    }

    private Explanation explain(String function, String target, OptionalInt port) {
        return deployed.target().explainNetwork("function:" + function, target, port);
    }

    private static List<String> list(String names) {
        return Arrays.stream(names.split(",")).map(String::strip).toList();
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
        try (var rds = deployed.target().aws().client(RdsClient.builder())) {
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
        return deployed.target().aws().client(Ec2Client.builder());
    }
}
