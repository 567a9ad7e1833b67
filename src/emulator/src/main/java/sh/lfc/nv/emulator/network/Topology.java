package sh.lfc.nv.emulator.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The network of an account and region at one moment, as plain values by identifier.
 *
 * <p>Names are what the {@code Name} tag says, a security group's its own; empty without one. Immutable.
 */
public record Topology(
        Map<String, Vpc> vpcs,
        Map<String, Subnet> subnets,
        Map<String, Group> groups,
        Map<String, PrefixList> prefixLists,
        Map<String, NatGateway> natGateways,
        Map<String, InternetGateway> internetGateways,
        List<Endpoint> endpoints) {

    /** A VPC. */
    public record Vpc(String id, String name, List<Cidr> ranges, boolean dnsSupport) {}

    /** A subnet, with the route table and the network ACL that hold for it. */
    public record Subnet(String id, String name, String vpcId, Cidr range, RouteTable routes, Acl acl) {

        String label() {
            return Topology.label(id, name);
        }
    }

    /** A route table. */
    public record RouteTable(String id, List<Route> routes) {}

    /**
     * A route.
     *
     * @param destination a range, or the identifier of a prefix list
     * @param target {@code local}, or the identifier of a gateway, an endpoint or an interface
     * @param active false for a black hole: the target is gone
     */
    public record Route(String destination, String target, boolean active) {}

    /** A network ACL. */
    public record Acl(String id, List<AclEntry> entries) {}

    /**
     * An entry of a network ACL; the lowest number that matches decides.
     *
     * @param protocol a number, or {@code -1} for all
     * @param fromPort the first port, 0 where all are meant
     * @param toPort the last port, 65535 where all are meant
     */
    public record AclEntry(
            int number, boolean egress, boolean allows, String protocol, String range, int fromPort, int toPort) {}

    /** A security group. */
    public record Group(String id, String name, List<Rule> rules) {

        String label() {
            return Topology.label(id, name);
        }
    }

    /**
     * A rule of a security group, which always allows.
     *
     * @param protocol {@code tcp}, {@code 6} or another, or {@code -1} for all protocols and ports
     * @param fromPort the first port, or -1 for all
     * @param peer a range, or the identifier of a prefix list or of a security group
     */
    public record Rule(String id, boolean egress, String protocol, int fromPort, int toPort, String peer) {}

    /** A prefix list, for example of S3's addresses in the region. */
    public record PrefixList(String id, String name, List<Cidr> ranges) {}

    /**
     * A NAT gateway.
     *
     * @param publicAddress empty for a private one
     */
    public record NatGateway(
            String id, String name, String subnetId, boolean available, Optional<String> publicAddress) {

        String label() {
            return Topology.label(id, name);
        }
    }

    /** An internet gateway, and the VPC that it is attached to. */
    public record InternetGateway(String id, Optional<String> vpcId) {}

    /**
     * A VPC endpoint of an AWS service.
     *
     * @param service for example {@code com.amazonaws.us-east-1.s3}
     * @param privateDns whether the service's own name leads to it
     * @param interfaces where an interface endpoint is; empty for a gateway endpoint
     */
    public record Endpoint(String id, String vpcId, String service, boolean privateDns, List<Interface> interfaces) {}

    /** A network interface. */
    public record Interface(
            String id, String subnetId, String address, Optional<String> publicAddress, List<String> groups) {

        public Interface {
            groups = List.copyOf(groups);
        }
    }

    public Topology {
        vpcs = Map.copyOf(vpcs);
        subnets = Map.copyOf(subnets);
        groups = Map.copyOf(groups);
        prefixLists = Map.copyOf(prefixLists);
        natGateways = Map.copyOf(natGateways);
        internetGateways = Map.copyOf(internetGateways);
        endpoints = List.copyOf(endpoints);
    }

    /** The groups of an interface that exist. */
    List<Group> groupsOf(Interface at) {
        return at.groups().stream().filter(groups::containsKey).map(groups::get).toList();
    }

    /** Whether a range, or one of those of a prefix list, holds an address. */
    boolean holds(String rangeOrList, Cidr address) {
        return bits(rangeOrList, address) >= 0;
    }

    /** The length of the longest prefix of a range or prefix list that holds an address; -1 for none. */
    int bits(String rangeOrList, Cidr address) {
        PrefixList list = prefixLists.get(rangeOrList);
        List<Cidr> ranges = list == null ? Cidr.parse(rangeOrList).stream().toList() : list.ranges();
        return ranges.stream()
                .filter(range -> range.contains(address))
                .mapToInt(Cidr::bits)
                .max()
                .orElse(-1);
    }

    /** A prefix list with its name, a security group with its own, anything else as it is. */
    String label(String peer) {
        if (groups.containsKey(peer)) {
            return groups.get(peer).label();
        }
        return prefixLists.containsKey(peer) ? label(peer, prefixLists.get(peer).name()) : peer;
    }

    static String label(String id, String name) {
        return name.isEmpty() ? id : id + " (" + name + ")";
    }
}
