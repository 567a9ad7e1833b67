package sh.lfc.nv.emulator.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.network.GroupRules.Peer;
import sh.lfc.nv.emulator.network.Topology.Endpoint;
import sh.lfc.nv.emulator.network.Topology.Interface;
import sh.lfc.nv.emulator.network.Topology.InternetGateway;
import sh.lfc.nv.emulator.network.Topology.NatGateway;
import sh.lfc.nv.emulator.network.Topology.Route;
import sh.lfc.nv.emulator.network.Topology.Subnet;
import sh.lfc.nv.emulator.network.Topology.Vpc;

/** One walk from an interface to a target, hop by hop until one stops it. Used once, by one thread. */
final class Walk {

    /** An address of AWS that is in none of its prefix lists, for services whose addresses nobody publishes. */
    private static final Cidr AWS = Cidr.of("54.239.28.85");
    /** An address of the internet, for hosts that are known by name only. */
    private static final Cidr INTERNET = Cidr.of("203.0.113.10");

    private final Topology topology;
    private final GroupRules groups;
    private final Reachability.Flow flow;
    private final int port;
    private final List<Hop> hops = new ArrayList<>();

    Walk(Topology topology, Reachability.Flow flow, int port) {
        this.topology = topology;
        this.groups = new GroupRules(topology);
        this.flow = flow;
        this.port = port;
    }

    /** The hops from an interface of a VPC. */
    List<Hop> from(Interface source, Target target) {
        Subnet subnet = topology.subnets().get(source.subnetId());
        if (subnet == null) {
            stop(Hop.Kind.PLACE, "subnet " + source.subnetId() + " is gone");
            return hops;
        }
        if (target instanceof Target.Resource resource) {
            toResource(source, subnet, resource);
        } else if (target instanceof Target.AwsService service) {
            toService(source, subnet, service);
        } else if (target instanceof Target.Internet host) {
            out(source, subnet, host.address().orElse(INTERNET), "the internet");
        }
        return hops;
    }

    /** The hops from outside all VPCs. */
    List<Hop> fromOutside(Target target) {
        if (!(target instanceof Target.Resource resource)) {
            pass(Hop.Kind.PLACE, "what is outside a VPC reaches " + target.name() + " without a network of ours");
        } else if (resource.isPublic()) {
            inFromInternet(resource, INTERNET);
        } else {
            stop(
                    Hop.Kind.PLACE,
                    resource.name() + " has the private address "
                            + resource.at().address()
                            + " only, which is reached from within its VPC"
                            + vpcOf(resource.at()).map(vpc -> " " + label(vpc)).orElse("")
                            + "; the source is in no VPC");
        }
        return hops;
    }

    private void toResource(Interface source, Subnet subnet, Target.Resource resource) {
        Subnet other = topology.subnets().get(resource.at().subnetId());
        Vpc vpc = topology.vpcs().get(subnet.vpcId());
        if (!resolves(vpc, resource.name())) {
            return;
        }
        if (other != null && other.vpcId().equals(subnet.vpcId())) {
            within(source, subnet, resource.at(), other);
        } else if (resource.isPublic()) {
            Cidr address = Cidr.of(resource.at().publicAddress().orElse(INTERNET.address(0)));
            Optional<Cidr> seen = out(source, subnet, address, "the public address of " + resource.name());
            seen.ifPresent(from -> inFromInternet(resource, from));
        } else {
            stop(
                    Hop.Kind.PLACE,
                    resource.name() + " is in another VPC"
                            + vpcOf(resource.at())
                                    .map(its -> " (" + label(its) + ")")
                                    .orElse("")
                            + " than the source (" + label(vpc) + "), and nothing connects the two");
        }
    }

    /** Both ends are in one VPC. */
    private boolean within(Interface source, Subnet from, Interface target, Subnet to) {
        Cidr sourceAddress = Cidr.of(source.address());
        Cidr targetAddress = Cidr.of(target.address());
        boolean crosses = !from.id().equals(to.id());
        return group(groups.outbound(source, Peer.at(target), port))
                && (!crosses || take(AclRules.out(from, targetAddress, port)))
                && (!crosses || local(from, targetAddress))
                && (!crosses || take(AclRules.in(to, sourceAddress, port)))
                && group(groups.inbound(target, Peer.at(source), port))
                && (!crosses || take(AclRules.answersOut(to, sourceAddress)))
                && (!crosses || take(AclRules.answersIn(from, targetAddress)));
    }

    private boolean local(Subnet from, Cidr address) {
        Optional<Route> route = route(from, address);
        if (route.filter(found -> found.target().equals("local")).isPresent()) {
            return pass(
                    Hop.Kind.ROUTE,
                    table(from) + " leads " + address.address(0) + " within the VPC: route "
                            + route.get().destination() + " to local");
        }
        return stop(Hop.Kind.ROUTE, table(from) + " does not lead " + address.address(0) + " within the VPC");
    }

    private void toService(Interface source, Subnet subnet, Target.AwsService service) {
        Vpc vpc = topology.vpcs().get(subnet.vpcId());
        if (!resolves(vpc, service.name())) {
            return;
        }
        String name = "com.amazonaws." + service.region() + "." + service.service();
        Optional<Endpoint> endpoint = topology.endpoints().stream()
                .filter(each ->
                        each.vpcId().equals(subnet.vpcId()) && each.service().equals(name))
                .filter(each -> each.privateDns() && !each.interfaces().isEmpty())
                .findFirst();
        if (endpoint.isPresent()) {
            toInterfaceEndpoint(source, subnet, endpoint.get());
            return;
        }
        Cidr address = topology.prefixLists().values().stream()
                .filter(list -> list.name().equals(name))
                .flatMap(list -> list.ranges().stream())
                .findFirst()
                .map(range -> Cidr.of(range.address(1)))
                .orElse(AWS);
        out(source, subnet, address, service.name());
    }

    /** The nearest of its interfaces: one in the same subnet, else the first. */
    private void toInterfaceEndpoint(Interface source, Subnet subnet, Endpoint endpoint) {
        Interface nearest = endpoint.interfaces().stream()
                .min(Comparator.comparing(each -> !each.subnetId().equals(subnet.id())))
                .orElseThrow();
        Subnet other = topology.subnets().get(nearest.subnetId());
        hops.add(Hop.through(
                endpoint.id(),
                "the name leads to the interface endpoint " + endpoint.id() + " at " + nearest.address()));
        if (other == null) {
            stop(Hop.Kind.GATEWAY, "subnet " + nearest.subnetId() + " of the endpoint is gone");
        } else {
            within(source, subnet, nearest, other);
        }
    }

    /**
     * Out of the VPC and back.
     *
     * @return the address that the other end sees; empty when something stops the packets
     */
    private Optional<Cidr> out(Interface source, Subnet subnet, Cidr address, String what) {
        if (!group(groups.outbound(source, Peer.outside(address), port))
                || !take(AclRules.out(subnet, address, port))) {
            return Optional.empty();
        }
        Optional<Cidr> seen = gateway(source, subnet, address, what);
        return seen.isPresent() && take(AclRules.answersIn(subnet, address)) ? seen : Optional.empty();
    }

    private Optional<Cidr> gateway(Interface source, Subnet subnet, Cidr address, String what) {
        Optional<Route> route = route(subnet, address);
        if (route.isEmpty()) {
            stop(Hop.Kind.ROUTE, table(subnet) + " has no route to " + what + " (" + address.address(0) + ")");
            return Optional.empty();
        }
        String target = route.get().target();
        String way = table(subnet) + " leads " + what + " to " + named(target) + ": route "
                + topology.label(route.get().destination());
        if (!route.get().active()) {
            stop(Hop.Kind.ROUTE, way + ", which is a black hole: " + target + " is gone");
            return Optional.empty();
        }
        pass(Hop.Kind.ROUTE, way);
        if (topology.natGateways().containsKey(target)) {
            return throughNat(source, subnet, topology.natGateways().get(target), address);
        }
        if (topology.internetGateways().containsKey(target)) {
            return throughInternetGateway(source, subnet, target);
        }
        if (target.startsWith("vpce-")) {
            hops.add(Hop.through(target, "gateway endpoint " + target + " leads to " + what));
            return Optional.of(Cidr.of(source.address()));
        }
        stop(Hop.Kind.GATEWAY, named(target) + " does not lead out of the VPC");
        return Optional.empty();
    }

    private Optional<Cidr> throughInternetGateway(Interface source, Subnet subnet, String id) {
        if (!attached(id, subnet)) {
            stop(Hop.Kind.GATEWAY, "internet gateway " + id + " is not attached to " + subnet.vpcId());
            return Optional.empty();
        }
        if (source.publicAddress().isEmpty()) {
            stop(
                    Hop.Kind.GATEWAY,
                    "internet gateway " + id + " needs a public address, and interface " + source.id() + " ("
                            + source.address() + ") has none; a function never has one and needs a NAT gateway");
            return Optional.empty();
        }
        pass(Hop.Kind.GATEWAY, "internet gateway " + id + " leads out");
        return source.publicAddress().map(Cidr::of);
    }

    private Optional<Cidr> throughNat(Interface source, Subnet subnet, NatGateway nat, Cidr address) {
        Subnet its = topology.subnets().get(nat.subnetId());
        if (!nat.available() || its == null) {
            stop(Hop.Kind.GATEWAY, "NAT gateway " + nat.label() + " is not available");
            return Optional.empty();
        }
        if (nat.publicAddress().isEmpty()) {
            stop(Hop.Kind.GATEWAY, "NAT gateway " + nat.label() + " is a private one, which does not lead out");
            return Optional.empty();
        }
        Cidr sourceAddress = Cidr.of(source.address());
        boolean crosses = !its.id().equals(subnet.id());
        boolean passes = (!crosses || take(AclRules.in(its, sourceAddress, port)))
                && take(AclRules.out(its, address, port))
                && natsRoute(nat, its, address)
                && take(AclRules.answersIn(its, address))
                && (!crosses || take(AclRules.answersOut(its, sourceAddress)));
        return passes ? nat.publicAddress().map(Cidr::of) : Optional.empty();
    }

    private boolean natsRoute(NatGateway nat, Subnet its, Cidr address) {
        Optional<Route> route = route(its, address).filter(Route::active);
        String target = route.map(Route::target).orElse("nowhere");
        String way = "NAT gateway " + nat.label() + " is in subnet " + its.label() + ", whose " + table(its)
                + " leads to " + named(target);
        if (target.startsWith("vpce-")) {
            return pass(Hop.Kind.GATEWAY, way);
        }
        boolean leads = topology.internetGateways().containsKey(target) && attached(target, its);
        return leads
                ? pass(Hop.Kind.GATEWAY, way)
                : stop(Hop.Kind.GATEWAY, way + " and not to an internet gateway of its VPC");
    }

    /** To an interface that has a public address. */
    private void inFromInternet(Target.Resource resource, Cidr from) {
        Subnet subnet = topology.subnets().get(resource.at().subnetId());
        if (subnet == null) {
            stop(Hop.Kind.PLACE, "subnet " + resource.at().subnetId() + " is gone");
            return;
        }
        pass(Hop.Kind.PLACE, resource.name() + " is publicly accessible");
        String target =
                route(subnet, from).filter(Route::active).map(Route::target).orElse("nowhere");
        if (!topology.internetGateways().containsKey(target) || !attached(target, subnet)) {
            stop(
                    Hop.Kind.ROUTE,
                    table(subnet) + " leads to " + named(target) + " and not to an internet gateway: " + resource.name()
                            + " cannot be reached from outside");
            return;
        }
        pass(Hop.Kind.ROUTE, table(subnet) + " leads to internet gateway " + target);
        if (take(AclRules.in(subnet, from, port)) && group(groups.inbound(resource.at(), Peer.outside(from), port))) {
            take(AclRules.answersOut(subnet, from));
        }
    }

    private boolean resolves(Vpc vpc, String what) {
        return vpc.dnsSupport()
                || stop(
                        Hop.Kind.NAME,
                        "the name of " + what + " does not resolve: DNS support (enableDnsSupport) is off in "
                                + label(vpc));
    }

    private Optional<Route> route(Subnet subnet, Cidr address) {
        return subnet.routes().routes().stream()
                .map(route -> Map.entry(topology.bits(route.destination(), address), route))
                .filter(each -> each.getKey() >= 0)
                .max(Comparator.comparingInt(Map.Entry::getKey))
                .map(Map.Entry::getValue);
    }

    private boolean attached(String internetGateway, Subnet subnet) {
        return Optional.ofNullable(topology.internetGateways().get(internetGateway))
                .flatMap(InternetGateway::vpcId)
                .filter(subnet.vpcId()::equals)
                .isPresent();
    }

    private Optional<Vpc> vpcOf(Interface at) {
        return Optional.ofNullable(topology.subnets().get(at.subnetId()))
                .map(subnet -> topology.vpcs().get(subnet.vpcId()));
    }

    private static String table(Subnet subnet) {
        return "route table " + subnet.routes().id() + " of subnet " + subnet.label();
    }

    private static String label(Vpc vpc) {
        return Topology.label(vpc.id(), vpc.name());
    }

    private String named(String target) {
        if (topology.natGateways().containsKey(target)) {
            return "NAT gateway " + topology.natGateways().get(target).label();
        }
        return topology.internetGateways().containsKey(target) ? "internet gateway " + target : target;
    }

    /** A security group's verdict counts for new connections only. */
    private boolean group(Hop hop) {
        return flow == Reachability.Flow.TRACKED || take(hop);
    }

    private boolean pass(Hop.Kind kind, String text) {
        return take(Hop.pass(kind, text));
    }

    private boolean stop(Hop.Kind kind, String text) {
        return take(Hop.stop(kind, text));
    }

    private boolean take(Hop hop) {
        hops.add(hop);
        return hop.passes();
    }
}
