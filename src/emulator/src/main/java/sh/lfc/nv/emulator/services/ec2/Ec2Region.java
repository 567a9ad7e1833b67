package sh.lfc.nv.emulator.services.ec2;

import java.time.Clock;
import java.time.Instant;
import sh.lfc.nv.emulator.call.Ids;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DhcpOptions;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * All resources of one account and region.
 *
 * <p>Reading needs no lock; whoever changes anything holds the monitor of this object meanwhile, so that what was
 * checked still holds when it is acted on.
 */
final class Ec2Region {

    final Table<VpcEntry> vpcs;
    final Table<Subnet> subnets;
    final Table<RouteTable> routeTables;
    final Table<InternetGateway> internetGateways;
    final Table<NatGateway> natGateways;
    final Table<Address> addresses;
    final Table<DhcpOptions> dhcpOptions;
    final Table<NetworkAcl> networkAcls;
    final Table<SecurityGroup> securityGroups;
    final Table<SecurityGroupRule> rules;
    final Table<NetworkInterface> interfaces;
    final Table<VpcEndpoint> endpoints;
    final Tags tags = new Tags();

    private final Scope scope;
    private final Ids ids;
    private final Clock clock;

    Ec2Region(Scope scope, Ids ids, Clock clock, Changes changes) {
        this.scope = scope;
        this.ids = ids;
        this.clock = clock;
        this.vpcs = new Table<>(ResourceKind.VPC, changes);
        this.subnets = new Table<>(ResourceKind.SUBNET, changes);
        this.routeTables = new Table<>(ResourceKind.ROUTE_TABLE, changes);
        this.internetGateways = new Table<>(ResourceKind.INTERNET_GATEWAY, changes);
        this.natGateways = new Table<>(ResourceKind.NAT_GATEWAY, changes);
        this.addresses = new Table<>(ResourceKind.ELASTIC_IP, changes);
        this.dhcpOptions = new Table<>(ResourceKind.DHCP_OPTIONS, changes);
        this.networkAcls = new Table<>(ResourceKind.NETWORK_ACL, changes);
        this.securityGroups = new Table<>(ResourceKind.SECURITY_GROUP, changes);
        this.rules = new Table<>(ResourceKind.SECURITY_GROUP_RULE, changes);
        this.interfaces = new Table<>(ResourceKind.NETWORK_INTERFACE, changes);
        this.endpoints = new Table<>(ResourceKind.VPC_ENDPOINT, changes);
    }

    Scope scope() {
        return scope;
    }

    String owner() {
        return scope.account();
    }

    Instant now() {
        return clock.instant();
    }

    /** A new identifier of a kind. */
    String id(ResourceKind kind) {
        return ids.ec2(kind.prefix());
    }

    /** A new identifier of something that is not a resource of its own, such as an association. */
    String id(String prefix) {
        return ids.ec2(prefix);
    }

    /** The zones of this region. */
    Zones zones() {
        return Zones.of(scope.region());
    }

    String arn(String resource) {
        return scope.arn("ec2", resource);
    }

    /** Whether there is a resource with this identifier. */
    boolean has(ResourceKind kind, String id) {
        return switch (kind) {
            case VPC -> vpcs.has(id);
            case SUBNET -> subnets.has(id);
            case ROUTE_TABLE -> routeTables.has(id);
            case INTERNET_GATEWAY -> internetGateways.has(id);
            case NAT_GATEWAY -> natGateways.has(id);
            case ELASTIC_IP -> addresses.has(id);
            case DHCP_OPTIONS -> dhcpOptions.has(id);
            case NETWORK_ACL -> networkAcls.has(id);
            case SECURITY_GROUP -> securityGroups.has(id);
            case SECURITY_GROUP_RULE -> rules.has(id);
            case NETWORK_INTERFACE -> interfaces.has(id);
            case VPC_ENDPOINT -> endpoints.has(id);
            case PREFIX_LIST -> PrefixLists.of(scope.region()).byId(id).isPresent();
        };
    }
}
