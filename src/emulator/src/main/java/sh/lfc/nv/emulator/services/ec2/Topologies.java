package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.network.Cidr;
import sh.lfc.nv.emulator.network.Topology;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.State;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** A region's resources as the plain values from which reachability follows. */
record Topologies(Ec2Region region, Network network) {

    private static final int LAST_PORT = 65_535;

    Topology topology() {
        return new Topology(
                byId(region.vpcs.all().stream().map(this::vpc).toList(), Topology.Vpc::id),
                byId(
                        region.subnets.all().stream()
                                .map(subnet -> subnet(subnet.subnetId()))
                                .toList(),
                        Topology.Subnet::id),
                byId(region.securityGroups.all().stream().map(this::group).toList(), Topology.Group::id),
                byId(
                        PrefixLists.of(region.scope().region()).lists().stream()
                                .map(Topologies::prefixList)
                                .toList(),
                        Topology.PrefixList::id),
                byId(region.natGateways.all().stream().map(this::nat).toList(), Topology.NatGateway::id),
                byId(
                        region.internetGateways.all().stream()
                                .map(gateway -> new Topology.InternetGateway(
                                        gateway.internetGatewayId(),
                                        gateway.attachments().stream()
                                                .map(attachment -> attachment.vpcId())
                                                .findFirst()))
                                .toList(),
                        Topology.InternetGateway::id),
                region.endpoints.all().stream()
                        .filter(endpoint -> endpoint.state() == State.AVAILABLE)
                        .map(this::endpoint)
                        .toList());
    }

    private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
        return all.stream().collect(Collectors.toMap(id, each -> each));
    }

    private String name(String id) {
        return region.tags.list(id).stream()
                .filter(tag -> tag.key().equals("Name"))
                .map(Tag::value)
                .findFirst()
                .orElse("");
    }

    private Topology.Vpc vpc(VpcEntry vpc) {
        return new Topology.Vpc(vpc.id(), name(vpc.id()), vpc.ranges(), vpc.dnsSupport());
    }

    private Topology.Subnet subnet(String id) {
        Network.Subnet subnet = network.subnet(region.scope(), id).orElseThrow();
        Network.Routes routes = network.routes(region.scope(), id).orElseThrow();
        Optional<Network.Acl> acl = network.acl(region.scope(), id);
        return new Topology.Subnet(
                id,
                name(id),
                subnet.vpcId(),
                subnet.range(),
                new Topology.RouteTable(
                        routes.tableId(),
                        routes.routes().stream()
                                .map(route -> new Topology.Route(route.destination(), route.target(), route.active()))
                                .toList()),
                new Topology.Acl(
                        acl.map(Network.Acl::id).orElse("none"),
                        acl.map(Network.Acl::entries).orElse(List.of()).stream()
                                .map(Topologies::entry)
                                .toList()));
    }

    private static Topology.AclEntry entry(Network.AclEntry entry) {
        return new Topology.AclEntry(
                entry.number(),
                entry.egress(),
                entry.allows(),
                entry.protocol(),
                entry.range(),
                entry.fromPort() == null ? 0 : entry.fromPort(),
                entry.toPort() == null ? LAST_PORT : entry.toPort());
    }

    private Topology.Group group(SecurityGroup group) {
        return new Topology.Group(
                group.groupId(),
                group.groupName(),
                network.rules(region.scope(), group.groupId()).stream()
                        .map(rule -> new Topology.Rule(
                                rule.id(), rule.egress(), rule.protocol(), rule.fromPort(), rule.toPort(), rule.peer()))
                        .toList());
    }

    private static Topology.PrefixList prefixList(PrefixLists.PrefixList list) {
        return new Topology.PrefixList(
                list.id(), list.name(), list.cidrs().stream().map(Cidr::of).toList());
    }

    private Topology.NatGateway nat(NatGateway gateway) {
        return new Topology.NatGateway(
                gateway.natGatewayId(),
                name(gateway.natGatewayId()),
                gateway.subnetId(),
                gateway.state() == NatGatewayState.AVAILABLE,
                gateway.natGatewayAddresses().stream()
                        .map(NatGatewayAddress::publicIp)
                        .filter(address -> address != null)
                        .findFirst());
    }

    private Topology.Endpoint endpoint(VpcEndpoint endpoint) {
        return new Topology.Endpoint(
                endpoint.vpcEndpointId(),
                endpoint.vpcId(),
                endpoint.serviceName(),
                endpoint.vpcEndpointType() == VpcEndpointType.INTERFACE && endpoint.privateDnsEnabled(),
                endpoint.networkInterfaceIds().stream()
                        .flatMap(id -> network.networkInterface(region.scope(), id).stream())
                        .map(Network.Interface::end)
                        .toList());
    }
}
