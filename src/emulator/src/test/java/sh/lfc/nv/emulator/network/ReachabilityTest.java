package sh.lfc.nv.emulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sh.lfc.nv.emulator.network.Topology.AclEntry;
import sh.lfc.nv.emulator.network.Topology.Endpoint;
import sh.lfc.nv.emulator.network.Topology.Interface;
import sh.lfc.nv.emulator.network.Topology.Route;
import sh.lfc.nv.emulator.network.Topology.Rule;

class ReachabilityTest {

    private static final int ANY = 32_767;

    private final DemoNetwork network = new DemoNetwork();

    @Test
    void theWholePathIsTold() {
        assertThat(network.toDatabase().text())
                .isEqualToNormalizingNewlines(
                        """
                        function:api to db:demo, tcp 5432: reachable
                          ok    security group sg-function (nv-function) lets tcp 5432 out to sg-db (nv-db): rule sgr-out-db
                          ok    network ACL acl-private of subnet private lets tcp 5432 out to 10.0.2.20
                          ok    route table rtb-private of subnet private leads 10.0.2.20 within the VPC: route 10.0.0.0/16 to local
                          ok    network ACL acl-data of subnet data lets tcp 5432 in from 10.0.1.10
                          ok    security group sg-db (nv-db) lets tcp 5432 in from sg-function (nv-function): rule sgr-in-db
                          ok    network ACL acl-data of subnet data lets answers on tcp 1024-65535 out to 10.0.1.10
                          ok    network ACL acl-private of subnet private lets answers on tcp 1024-65535 in from 10.0.2.20
                        """);
    }

    private static Arguments stops(String because, Consumer<DemoNetwork> change) {
        return Arguments.of(because, change);
    }

    static List<Arguments> whatStopsTheDatabase() {
        return List.of(
                stops(
                        "security group sg-db (nv-db) has no inbound rule for tcp 5432 from sg-function (nv-function)"
                                + " (address 10.0.1.10)",
                        n -> n.rules.get("sg-db").clear()),
                stops(
                        "security group sg-function (nv-function) has no outbound rule for tcp 5432 to sg-db (nv-db)"
                                + " (address 10.0.2.20)",
                        n -> n.rules.get("sg-function").remove(0)),
                stops("no inbound rule", n -> n.rules.get("sg-db").set(0, in("udp", 5432, "sg-function"))),
                stops("no inbound rule", n -> n.rules.get("sg-db").set(0, in("tcp", 5433, "sg-function"))),
                stops("no inbound rule", n -> n.rules.get("sg-db").set(0, in("tcp", 5432, "sg-db"))),
                stops("no inbound rule", n -> n.rules.get("sg-db").set(0, in("tcp", 5432, "10.0.2.0/24"))),
                stops(
                        "network ACL acl-private of subnet private does not let tcp 5432 out to 10.0.2.20: entry 90 denies it",
                        n -> n.acls.get("private").add(deny(90, true, 5432, 5432))),
                stops(
                        "network ACL acl-data of subnet data does not let tcp 5432 in from 10.0.1.10: entry 90 denies it",
                        n -> n.acls.get("data").add(deny(90, false, 5000, 6000))),
                stops(
                        "network ACL acl-data of subnet data does not let answers on tcp 1024-65535 out to 10.0.1.10,"
                                + " from port 40000 on: entry 90 denies it",
                        n -> n.acls.get("data").add(deny(90, true, 40_000, 40_001))),
                stops(
                        "network ACL acl-private of subnet private does not let answers on tcp 1024-65535 in from"
                                + " 10.0.2.20: no entry allows it",
                        n -> n.acls.get("private").removeIf(entry -> !entry.egress() && entry.number() != ANY)),
                stops(
                        "route table rtb-private of subnet private does not lead 10.0.2.20 within the VPC",
                        n -> n.routes.get("private").add(new Route("10.0.2.0/24", "eni-firewall", true))),
                stops(
                        "the name of db:demo does not resolve: DNS support (enableDnsSupport) is off in vpc-1 (nv-vpc)",
                        n -> n.dnsSupport = false));
    }

    @ParameterizedTest
    @MethodSource("whatStopsTheDatabase")
    void theFirstThingThatStopsIsNamed(String because, Consumer<DemoNetwork> change) {
        change.accept(network);

        Path path = network.toDatabase();

        assertThat(path.reachable()).isFalse();
        assertThat(path.stop().orElseThrow().text()).contains(because);
    }

    @Test
    void addressesAllowAsGroupsDo() {
        network.rules.get("sg-db").set(0, in("-1", -1, "10.0.1.0/24"));
        network.rules.get("sg-function").set(0, new Rule("sgr", true, "tcp", -1, -1, "10.0.2.20/32"));

        assertThat(network.toDatabase().reachable()).isTrue();
    }

    @Test
    void withinASubnetNoNetworkAclIsAsked() {
        network.acls.get("private").clear();
        Interface near = new Interface("eni-near", "private", "10.0.1.20", Optional.empty(), List.of("sg-db"));

        assertThat(network.path(DemoNetwork.function(), new Target.Resource("db:near", near, false), 5432)
                        .reachable())
                .isTrue();
    }

    @Test
    void everyInterfaceOfAFunctionNeedsItsWay() {
        Interface second = new Interface("eni-2", "public", "10.0.0.10", Optional.empty(), List.of("sg-function"));
        network.acls.get("public").add(deny(90, true, 5432, 5432));
        Source both = new Source("function:api", List.of(DemoNetwork.FUNCTION, second));

        assertThat(network.path(both, DemoNetwork.database(), 5432)
                        .stop()
                        .orElseThrow()
                        .text())
                .startsWith("network ACL acl-public");
    }

    @Test
    void existingConnectionsHaveNothingToFearOfSecurityGroupsButOfNetworkAcls() {
        network.rules.get("sg-db").clear();
        assertThat(tracked().reachable()).isTrue();

        network.acls.get("data").add(deny(90, false, 5432, 5432));
        assertThat(tracked().reachable()).isFalse();
    }

    private Path tracked() {
        return Reachability.path(
                network.topology(), DemoNetwork.function(), DemoNetwork.database(), 5432, Reachability.Flow.TRACKED);
    }

    @Test
    void aPrivateDatabaseIsNotReachedFromOutsideNorFromAnotherVpc() {
        Path outside = network.path(Source.outside("function:free"), DemoNetwork.database(), 5432);
        Interface elsewhere = new Interface("eni-x", "elsewhere", "10.9.0.4", Optional.empty(), List.of());
        Path other = network.path(new Source("function:x", List.of(elsewhere)), DemoNetwork.database(), 5432);

        assertThat(outside.stop().orElseThrow().text())
                .isEqualTo("db:demo has the private address 10.0.2.20 only, which is reached from within its VPC vpc-1"
                        + " (nv-vpc); the source is in no VPC");
        assertThat(other.stop().orElseThrow().text()).contains("is in another VPC (vpc-1 (nv-vpc))");
    }

    @Test
    void aPublicDatabaseIsReachedFromOutsideWhereRouteAndRuleAllow() {
        Interface at = new Interface("eni-p", "public", "10.0.0.9", Optional.of("34.9.9.9"), List.of("sg-db"));
        Target database = new Target.Resource("db:public", at, true);
        Source outside = Source.outside("function:free");
        assertThat(network.path(outside, database, 5432).stop().orElseThrow().text())
                .contains("no inbound rule");

        network.rules.get("sg-db").add(in("tcp", 5432, "0.0.0.0/0"));
        assertThat(network.path(outside, database, 5432).reachable()).isTrue();

        network.routes.get("public").remove(1);
        assertThat(network.path(outside, database, 5432).stop().orElseThrow().text())
                .contains("not to an internet gateway");
    }

    static List<Arguments> whatStopsTheWayOut() {
        return List.of(
                stops(
                        "route table rtb-private of subnet private has no route to aws:sqs",
                        n -> n.routes.get("private").remove(1)),
                stops(
                        "which is a black hole: nat-1 is gone",
                        n -> n.routes.get("private").set(1, new Route("0.0.0.0/0", "nat-1", false))),
                stops(
                        "internet gateway igw-1 needs a public address, and interface eni-function (10.0.1.10) has none",
                        n -> n.routes.get("private").set(1, new Route("0.0.0.0/0", "igw-1", true))),
                stops("NAT gateway nat-1 is not available", n -> n.natAvailable = false),
                stops(
                        "NAT gateway nat-1 is in subnet public, whose route table rtb-public of subnet public leads to"
                                + " nowhere and not to an internet gateway of its VPC",
                        n -> n.routes.get("public").remove(1)),
                stops("not to an internet gateway of its VPC", n -> n.attachedTo = Optional.empty()),
                stops(
                        "network ACL acl-public of subnet public does not let answers on tcp 1024-65535 in",
                        n -> n.acls.get("public").add(deny(90, false, 1024, 2000))),
                stops(
                        "security group sg-function (nv-function) has no outbound rule for tcp 443",
                        n -> n.rules.get("sg-function").remove(1)));
    }

    @ParameterizedTest
    @MethodSource("whatStopsTheWayOut")
    void whatAnAwsServiceNeedsIsNamed(String because, Consumer<DemoNetwork> change) {
        assertThat(toService("sqs").reachable()).isTrue();
        change.accept(network);

        Path path = toService("sqs");

        assertThat(path.reachable()).isFalse();
        assertThat(path.stop().orElseThrow().text()).contains(because);
    }

    @Test
    void aGatewayEndpointLeadsToItsServiceAloneAndNeedsNoNat() {
        network.routes.get("private").set(1, new Route(DemoNetwork.S3_LIST, "vpce-1", true));
        network.rules.get("sg-function").set(1, new Rule("sgr", true, "tcp", 443, 443, DemoNetwork.S3_LIST));

        assertThat(toService("s3").reachable()).isTrue();
        assertThat(toService("s3").text()).contains("gateway endpoint vpce-1 leads to aws:s3");
        assertThat(toService("secretsmanager").reachable()).isFalse();
    }

    @Test
    void anInterfaceEndpointHasItsOwnSecurityGroup() {
        network.routes.get("private").remove(1);
        Interface at = new Interface("eni-e", "data", "10.0.2.30", Optional.empty(), List.of("sg-db"));
        network.endpoints.add(
                new Endpoint("vpce-2", "vpc-1", "com.amazonaws.us-east-1.secretsmanager", true, List.of(at)));
        assertThat(toService("secretsmanager").stop().orElseThrow().text())
                .contains("security group sg-db (nv-db) has no inbound rule for tcp 443");

        network.rules.get("sg-db").add(in("tcp", 443, "10.0.0.0/16"));
        assertThat(toService("secretsmanager").reachable()).isTrue();
    }

    private Path toService(String service) {
        return network.path(DemoNetwork.function(), DemoNetwork.service(service), 443);
    }

    private static Rule in(String protocol, int port, String peer) {
        return new Rule("sgr-in", false, protocol, port, port, peer);
    }

    private static AclEntry deny(int number, boolean egress, int from, int to) {
        return new AclEntry(number, egress, false, "6", "0.0.0.0/0", from, to);
    }
}
