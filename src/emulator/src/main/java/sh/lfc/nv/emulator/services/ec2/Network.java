package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.network.Cidr;
import sh.lfc.nv.emulator.network.Topology;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/**
 * The network of an account and region as plain values: what is where, which routes, network ACLs and security groups
 * hold for it; and the way for other services to place interfaces in it.
 *
 * <p>Nothing here speaks of requests and answers. Safe for use by many threads; every value is a picture of the moment.
 */
public final class Network {

    /** A VPC. The ranges are those that are associated with it, the primary one first. */
    public record Vpc(String id, List<Cidr> ranges, boolean isDefault, boolean dnsSupport, boolean dnsHostnames) {}

    /** A subnet. */
    public record Subnet(
            String id,
            String arn,
            String vpcId,
            Cidr range,
            String zone,
            String zoneId,
            int availableAddresses,
            boolean mapsPublicAddresses) {}

    /**
     * A route.
     *
     * @param destination a range of IPv4 or IPv6, or the identifier of a prefix list
     * @param target {@code local}, or the identifier of a gateway, an endpoint or an interface
     * @param active false for a black hole: the target is gone
     */
    public record Route(String destination, String target, boolean active) {}

    /** The routes that hold for a subnet, and the table that they are in. */
    public record Routes(String tableId, boolean isMain, List<Route> routes) {}

    /**
     * An entry of a network ACL; the lowest number that matches decides.
     *
     * @param protocol a number, or {@code -1} for all
     * @param range of IPv4 or IPv6
     * @param fromPort the first port, or null for all
     * @param toPort the last port, or null for all
     */
    public record AclEntry(
            int number,
            boolean egress,
            boolean allows,
            String protocol,
            String range,
            Integer fromPort,
            Integer toPort) {}

    /** The network ACL that holds for a subnet, with its entries in the order in which they are looked at. */
    public record Acl(String id, List<AclEntry> entries) {}

    /** A security group. */
    public record SecurityGroup(String id, String name, String vpcId) {}

    /**
     * A rule of a security group, which always allows.
     *
     * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a number, or {@code -1} for all
     * @param fromPort the first port, or -1 for all; ICMP's type
     * @param toPort the last port, or -1 for all; ICMP's code
     * @param peer a range of IPv4 or IPv6, or the identifier of a prefix list or of a security group
     */
    public record Rule(
            String id, String groupId, boolean egress, String protocol, int fromPort, int toPort, String peer) {}

    /**
     * A network interface.
     *
     * @param publicAddress empty without an elastic IP address
     * @param requester the service that manages it, empty where the account does
     */
    public record Interface(
            String id,
            String subnetId,
            String vpcId,
            String zone,
            String privateAddress,
            Optional<String> publicAddress,
            List<String> groupIds,
            String type,
            Optional<String> requester,
            String description) {

        /** What reachability asks of it. */
        public Topology.Interface end() {
            return new Topology.Interface(id, subnetId, privateAddress, publicAddress, groupIds);
        }
    }

    /**
     * An interface that a service places in a subnet.
     *
     * @param groupIds empty for the VPC's default security group
     * @param description what {@code DescribeNetworkInterfaces} tells, for example {@code AWS Lambda VPC ENI-name}
     * @param requester who manages it, for example {@code amazon-rds}
     * @param type the interface type, {@code interface} or for example {@code lambda}
     */
    public record Placement(
            String subnetId, List<String> groupIds, String description, String requester, String type) {}

    private final Regional<Ec2Region> regions;
    private final Changes changes;

    Network(Regional<Ec2Region> regions, Changes changes) {
        this.regions = regions;
        this.changes = changes;
    }

    /** Everything that decides who reaches whom, at one moment: no call is half done in it. */
    public Topology topology(Scope scope) {
        Ec2Region region = regions.of(scope);
        synchronized (region) {
            return new Topologies(region, this).topology();
        }
    }

    /** Another number after every change of anything in any account and region: for those that keep a copy. */
    public long revision() {
        return changes.revision();
    }

    /**
     * Who is told of every change. They are told in the midst of it, by the thread that makes it, and look at what has
     * come of it later.
     */
    public void onChange(Runnable told) {
        changes.tell(told);
    }

    public List<Vpc> vpcs(Scope scope) {
        return regions.of(scope).vpcs.all().stream().map(Network::vpc).toList();
    }

    public Optional<Vpc> vpc(Scope scope, String id) {
        return regions.of(scope).vpcs.find(id).map(Network::vpc);
    }

    private static Vpc vpc(VpcEntry entry) {
        return new Vpc(entry.id(), entry.ranges(), entry.vpc().isDefault(), entry.dnsSupport(), entry.dnsHostnames());
    }

    /** The VPC that is meant where none is named. */
    public Optional<Vpc> defaultVpc(Scope scope) {
        return vpcs(scope).stream().filter(Vpc::isDefault).findFirst();
    }

    public Optional<Subnet> subnet(Scope scope, String id) {
        Ec2Region region = regions.of(scope);
        return region.subnets.find(id).map(subnet -> subnet(region, subnet));
    }

    /** The subnets of a VPC. */
    public List<Subnet> subnets(Scope scope, String vpcId) {
        Ec2Region region = regions.of(scope);
        return Subnets.inVpc(region, vpcId).stream()
                .map(subnet -> subnet(region, subnet))
                .toList();
    }

    /** The subnets of the VPC that is meant where none is named. */
    public List<Subnet> defaultSubnets(Scope scope) {
        return defaultVpc(scope).map(vpc -> subnets(scope, vpc.id())).orElse(List.of());
    }

    private static Subnet subnet(Ec2Region region, software.amazon.awssdk.services.ec2.model.Subnet subnet) {
        return new Subnet(
                subnet.subnetId(),
                subnet.subnetArn(),
                subnet.vpcId(),
                Cidr.of(subnet.cidrBlock()),
                subnet.availabilityZone(),
                subnet.availabilityZoneId(),
                Subnets.available(region, subnet),
                subnet.mapPublicIpOnLaunch());
    }

    /** The routes that hold for a subnet: those of its own table, else those of the VPC's main one. */
    public Optional<Routes> routes(Scope scope, String subnetId) {
        Ec2Region region = regions.of(scope);
        return region.subnets.find(subnetId).map(subnet -> {
            RouteTable table = RouteTables.effective(region, subnet.vpcId(), subnetId);
            return new Routes(
                    table.routeTableId(),
                    RouteTables.isMain(table),
                    RouteTables.routes(region, table).stream()
                            .map(Network::route)
                            .toList());
        });
    }

    private static Route route(software.amazon.awssdk.services.ec2.model.Route route) {
        String target = Stream.of(route.gatewayId(), route.natGatewayId(), route.networkInterfaceId())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return new Route(
                RouteTables.destination(route), target, route.stateAsString().equals("active"));
    }

    /** The network ACL that holds for a subnet. */
    public Optional<Acl> acl(Scope scope, String subnetId) {
        return regions.of(scope).networkAcls.all().stream()
                .filter(acl -> acl.associations().stream()
                        .anyMatch(association -> association.subnetId().equals(subnetId)))
                .map(acl -> new Acl(
                        acl.networkAclId(),
                        acl.entries().stream().map(Network::entry).toList()))
                .findFirst();
    }

    private static AclEntry entry(software.amazon.awssdk.services.ec2.model.NetworkAclEntry entry) {
        return new AclEntry(
                entry.ruleNumber(),
                entry.egress(),
                entry.ruleActionAsString().equals("allow"),
                entry.protocol(),
                entry.cidrBlock() == null ? entry.ipv6CidrBlock() : entry.cidrBlock(),
                entry.portRange() == null ? null : entry.portRange().from(),
                entry.portRange() == null ? null : entry.portRange().to());
    }

    public Optional<SecurityGroup> securityGroup(Scope scope, String id) {
        return regions.of(scope)
                .securityGroups
                .find(id)
                .map(group -> new SecurityGroup(group.groupId(), group.groupName(), group.vpcId()));
    }

    /** Whether the VPC has this security group. */
    public boolean hasSecurityGroup(Scope scope, String vpcId, String groupId) {
        return securityGroup(scope, groupId)
                .filter(group -> group.vpcId().equals(vpcId))
                .isPresent();
    }

    /** The security group of a VPC that holds where none is named. */
    public Optional<SecurityGroup> defaultSecurityGroup(Scope scope, String vpcId) {
        return regions.of(scope).securityGroups.all().stream()
                .filter(group ->
                        group.vpcId().equals(vpcId) && group.groupName().equals("default"))
                .map(group -> new SecurityGroup(group.groupId(), group.groupName(), group.vpcId()))
                .findFirst();
    }

    /** The rules of a security group, in both directions. */
    public List<Rule> rules(Scope scope, String groupId) {
        return regions.of(scope).rules.all().stream()
                .filter(rule -> rule.groupId().equals(groupId))
                .map(Network::rule)
                .toList();
    }

    private static Rule rule(SecurityGroupRule rule) {
        return new Rule(
                rule.securityGroupRuleId(),
                rule.groupId(),
                rule.isEgress(),
                rule.ipProtocol(),
                rule.fromPort(),
                rule.toPort(),
                SecurityGroupRules.peer(rule));
    }

    /** The ranges of a prefix list, by its identifier; empty for an unknown one. */
    public List<Cidr> prefixList(Scope scope, String id) {
        return PrefixLists.of(scope.region())
                .byId(id)
                .map(list -> list.cidrs().stream().map(Cidr::of).toList())
                .orElse(List.of());
    }

    /** The identifier of the prefix list of an AWS service, for example of {@code s3}. */
    public Optional<String> prefixListOf(Scope scope, String service) {
        return PrefixLists.of(scope.region())
                .byName("com.amazonaws." + scope.region() + "." + service)
                .map(PrefixLists.PrefixList::id);
    }

    /** The policy of a gateway or interface endpoint, as JSON. */
    public Optional<String> endpointPolicy(Scope scope, String endpointId) {
        return regions.of(scope).endpoints.find(endpointId).map(endpoint -> endpoint.policyDocument());
    }

    /** The VPC of an endpoint. */
    public Optional<String> vpcOfEndpoint(Scope scope, String endpointId) {
        return regions.of(scope).endpoints.find(endpointId).map(endpoint -> endpoint.vpcId());
    }

    public Optional<Interface> networkInterface(Scope scope, String id) {
        return regions.of(scope).interfaces.find(id).map(Network::networkInterface);
    }

    /** The interfaces in a VPC. */
    public List<Interface> interfaces(Scope scope, String vpcId) {
        return regions.of(scope).interfaces.all().stream()
                .filter(each -> each.vpcId().equals(vpcId))
                .map(Network::networkInterface)
                .toList();
    }

    private static Interface networkInterface(NetworkInterface each) {
        return new Interface(
                each.networkInterfaceId(),
                each.subnetId(),
                each.vpcId(),
                each.availabilityZone(),
                each.privateIpAddress(),
                Optional.ofNullable(each.association()).map(association -> association.publicIp()),
                each.groups().stream().map(group -> group.groupId()).toList(),
                each.interfaceTypeAsString(),
                Optional.ofNullable(each.requesterId()),
                each.description());
    }

    /**
     * Places an interface in a subnet, at the lowest private address that is free. As long as it is there, the subnet
     * and its security groups cannot be deleted.
     *
     * @throws AwsError InvalidSubnetID.NotFound, InvalidGroup.NotFound, InvalidParameterValue for a security group of
     *     another VPC, InsufficientFreeAddressesInSubnet
     */
    public Interface place(Scope scope, Placement placement) {
        Ec2Region region = regions.of(scope);
        synchronized (region) {
            return networkInterface(NetworkInterfaces.create(
                    region,
                    new NetworkInterfaces.Wanted(
                            region.subnets.require("subnetId", placement.subnetId()),
                            null,
                            placement.groupIds(),
                            placement.description(),
                            placement.type(),
                            placement.requester())));
        }
    }

    /** Gives an interface other security groups. */
    public void changeGroups(Scope scope, String interfaceId, List<String> groupIds) {
        Ec2Region region = regions.of(scope);
        synchronized (region) {
            NetworkInterface before = region.interfaces.require("networkInterfaceId", interfaceId);
            region.interfaces.put(
                    interfaceId,
                    before.toBuilder()
                            .groups(NetworkInterfaces.groups(region, before.vpcId(), groupIds))
                            .build());
        }
    }

    /** Takes an interface away again; one that is gone already is no error. */
    public void release(Scope scope, String interfaceId) {
        Ec2Region region = regions.of(scope);
        synchronized (region) {
            NetworkInterfaces.remove(region, interfaceId);
        }
    }
}
