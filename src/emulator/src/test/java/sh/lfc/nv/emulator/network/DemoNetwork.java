package sh.lfc.nv.emulator.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sh.lfc.nv.emulator.network.Topology.Acl;
import sh.lfc.nv.emulator.network.Topology.AclEntry;
import sh.lfc.nv.emulator.network.Topology.Endpoint;
import sh.lfc.nv.emulator.network.Topology.Group;
import sh.lfc.nv.emulator.network.Topology.Interface;
import sh.lfc.nv.emulator.network.Topology.InternetGateway;
import sh.lfc.nv.emulator.network.Topology.NatGateway;
import sh.lfc.nv.emulator.network.Topology.PrefixList;
import sh.lfc.nv.emulator.network.Topology.Route;
import sh.lfc.nv.emulator.network.Topology.RouteTable;
import sh.lfc.nv.emulator.network.Topology.Rule;
import sh.lfc.nv.emulator.network.Topology.Subnet;
import sh.lfc.nv.emulator.network.Topology.Vpc;

/**
 * A VPC with a public subnet (NAT gateway), a private one (a function) and one without a way out (a database): what is
 * needed is there, and tests change it.
 */
final class DemoNetwork {

    static final String S3_LIST = "pl-s3";
    static final Interface FUNCTION =
            new Interface("eni-function", "private", "10.0.1.10", Optional.empty(), List.of("sg-function"));
    static final Interface DATABASE = new Interface("eni-db", "data", "10.0.2.20", Optional.empty(), List.of("sg-db"));

    boolean dnsSupport = true;
    boolean natAvailable = true;
    final Map<String, List<Rule>> rules = new TreeMap<>(Map.of(
            "sg-function",
            new ArrayList<>(List.of(
                    new Rule("sgr-out-db", true, "tcp", 5432, 5432, "sg-db"),
                    new Rule("sgr-out-https", true, "tcp", 443, 443, "0.0.0.0/0"))),
            "sg-db",
            new ArrayList<>(List.of(new Rule("sgr-in-db", false, "tcp", 5432, 5432, "sg-function")))));
    final Map<String, List<Route>> routes = new TreeMap<>(Map.of(
            "public",
            new ArrayList<>(List.of(local(), new Route("0.0.0.0/0", "igw-1", true))),
            "private",
            new ArrayList<>(List.of(local(), new Route("0.0.0.0/0", "nat-1", true))),
            "data",
            new ArrayList<>(List.of(local()))));
    final Map<String, List<AclEntry>> acls = new TreeMap<>(Map.of("public", open(), "private", open(), "data", open()));
    final List<Endpoint> endpoints = new ArrayList<>();
    Optional<String> attachedTo = Optional.of("vpc-1");

    private static Route local() {
        return new Route("10.0.0.0/16", "local", true);
    }

    private static List<AclEntry> open() {
        List<AclEntry> entries = new ArrayList<>();
        for (boolean egress : new boolean[] {true, false}) {
            entries.add(new AclEntry(100, egress, true, "-1", "0.0.0.0/0", 0, 65_535));
            entries.add(new AclEntry(32_767, egress, false, "-1", "0.0.0.0/0", 0, 65_535));
        }
        return entries;
    }

    Topology topology() {
        Map<String, Subnet> subnets = new TreeMap<>();
        int third = 0;
        for (String id : List.of("public", "private", "data")) {
            subnets.put(
                    id,
                    new Subnet(
                            id,
                            "",
                            "vpc-1",
                            Cidr.of("10.0." + third++ + ".0/24"),
                            new RouteTable("rtb-" + id, List.copyOf(routes.get(id))),
                            new Acl("acl-" + id, List.copyOf(acls.get(id)))));
        }
        subnets.put(
                "elsewhere",
                new Subnet(
                        "elsewhere",
                        "",
                        "vpc-2",
                        Cidr.of("10.9.0.0/24"),
                        new RouteTable("rtb-elsewhere", List.of(new Route("10.9.0.0/16", "local", true))),
                        new Acl("acl-elsewhere", open())));
        Map<String, Group> groups = new TreeMap<>();
        rules.forEach((id, own) -> groups.put(id, new Group(id, "nv-" + id.substring(3), List.copyOf(own))));
        return new Topology(
                Map.of(
                        "vpc-1", new Vpc("vpc-1", "nv-vpc", List.of(Cidr.of("10.0.0.0/16")), dnsSupport),
                        "vpc-2", new Vpc("vpc-2", "", List.of(Cidr.of("10.9.0.0/16")), true)),
                subnets,
                groups,
                Map.of(
                        S3_LIST,
                        new PrefixList(S3_LIST, "com.amazonaws.us-east-1.s3", List.of(Cidr.of("52.216.0.0/15")))),
                Map.of("nat-1", new NatGateway("nat-1", "", "public", natAvailable, Optional.of("34.1.2.3"))),
                Map.of("igw-1", new InternetGateway("igw-1", attachedTo)),
                endpoints);
    }

    Path path(Source from, Target to, int port) {
        return Reachability.path(topology(), from, to, port, Reachability.Flow.NEW);
    }

    Path toDatabase() {
        return path(function(), database(), 5432);
    }

    static Source function() {
        return new Source("function:api", List.of(FUNCTION));
    }

    static Target database() {
        return new Target.Resource("db:demo", DATABASE, false);
    }

    static Target service(String name) {
        return new Target.AwsService("aws:" + name, name, "us-east-1");
    }
}
