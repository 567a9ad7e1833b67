package sh.lfc.nv.harness.sweep;

import java.util.stream.Stream;
import sh.lfc.nv.canary.aws.AwsAccess;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** The network, from what lies in it to the VPC that holds it. */
final class Network implements Finder {
    private final Ec2Client ec2;

    Network(AwsAccess aws) {
        ec2 = aws.client(Ec2Client.builder());
    }

    @Override
    public Stream<Leftover> find(Named named) {
        var ours = named.tagged();
        return Stream.of(
                        gateways(ours),
                        interfaces(named),
                        addresses(ours),
                        securityGroups(ours),
                        subnets(ours),
                        routeTables(ours),
                        internetGateways(ours),
                        vpcs(ours),
                        dhcpOptions(ours))
                .flatMap(found -> found);
    }

    private Stream<Leftover> gateways(Filter ours) {
        // A deleted NAT gateway stays visible for about an hour.
        var nat = ec2.describeNatGatewaysPaginator(describe -> describe.filter(ours)).natGateways().stream()
                .filter(gateway -> gateway.state() != NatGatewayState.DELETED)
                .map(gateway -> Leftover.of(
                        "NAT gateway",
                        gateway.natGatewayId(),
                        gateway.state() == NatGatewayState.DELETING,
                        () -> ec2.deleteNatGateway(delete -> delete.natGatewayId(gateway.natGatewayId()))));
        var endpoints = ec2.describeVpcEndpointsPaginator(describe -> describe.filters(ours)).vpcEndpoints().stream()
                .filter(endpoint -> !state(endpoint).equals("deleted"))
                .map(endpoint -> Leftover.of(
                        "VPC endpoint",
                        endpoint.vpcEndpointId(),
                        state(endpoint).equals("deleting"),
                        () -> ec2.deleteVpcEndpoints(delete -> delete.vpcEndpointIds(endpoint.vpcEndpointId()))));
        return Stream.concat(nat, endpoints);
    }

    private static String state(VpcEndpoint endpoint) {
        return endpoint.stateAsString().toLowerCase(java.util.Locale.ROOT);
    }

    /** Those of functions, which Lambda makes and takes away when it likes, up to 20 minutes after its function. */
    private Stream<Leftover> interfaces(Named named) {
        return ec2.describeNetworkInterfacesPaginator(describe -> {}).networkInterfaces().stream()
                .filter(one -> one.description() != null && one.description().contains(named.prefix()))
                .map(one -> Leftover.of(
                        "network interface",
                        one.networkInterfaceId(),
                        !isFree(one),
                        () -> ec2.deleteNetworkInterface(
                                delete -> delete.networkInterfaceId(one.networkInterfaceId()))));
    }

    private static boolean isFree(NetworkInterface one) {
        return "available".equals(one.statusAsString());
    }

    private Stream<Leftover> addresses(Filter ours) {
        return ec2.describeAddresses(describe -> describe.filters(ours)).addresses().stream()
                .map(address -> Leftover.of(
                        "address",
                        address.publicIp(),
                        () -> ec2.releaseAddress(release -> release.allocationId(address.allocationId()))));
    }

    private Stream<Leftover> securityGroups(Filter ours) {
        return ec2.describeSecurityGroupsPaginator(describe -> describe.filters(ours)).stream()
                .map(DescribeSecurityGroupsResponse::securityGroups)
                .flatMap(java.util.Collection::stream)
                // The one that goes with its VPC.
                .filter(group -> !group.groupName().equals("default"))
                .map(group -> Leftover.of("security group", group.groupName(), () -> removeGroup(group)));
    }

    /** Groups that name each other would keep each other. */
    private void removeGroup(SecurityGroup group) {
        if (!group.ipPermissions().isEmpty()) {
            ec2.revokeSecurityGroupIngress(
                    revoke -> revoke.groupId(group.groupId()).ipPermissions(group.ipPermissions()));
        }
        if (!group.ipPermissionsEgress().isEmpty()) {
            ec2.revokeSecurityGroupEgress(
                    revoke -> revoke.groupId(group.groupId()).ipPermissions(group.ipPermissionsEgress()));
        }
        ec2.deleteSecurityGroup(delete -> delete.groupId(group.groupId()));
    }

    private Stream<Leftover> subnets(Filter ours) {
        return ec2.describeSubnetsPaginator(describe -> describe.filters(ours)).subnets().stream()
                .map(subnet -> Leftover.of(
                        "subnet",
                        subnet.subnetId(),
                        () -> ec2.deleteSubnet(delete -> delete.subnetId(subnet.subnetId()))));
    }

    private Stream<Leftover> routeTables(Filter ours) {
        return ec2.describeRouteTablesPaginator(describe -> describe.filters(ours)).routeTables().stream()
                .filter(table -> table.associations().stream().noneMatch(one -> Boolean.TRUE.equals(one.main())))
                .map(table -> Leftover.of("route table", table.routeTableId(), () -> removeTable(table)));
    }

    private void removeTable(RouteTable table) {
        table.associations()
                .forEach(one -> ec2.disassociateRouteTable(
                        disassociate -> disassociate.associationId(one.routeTableAssociationId())));
        ec2.deleteRouteTable(delete -> delete.routeTableId(table.routeTableId()));
    }

    private Stream<Leftover> internetGateways(Filter ours) {
        return ec2.describeInternetGatewaysPaginator(describe -> describe.filters(ours)).internetGateways().stream()
                .map(gateway -> Leftover.of("internet gateway", gateway.internetGatewayId(), () -> {
                    gateway.attachments()
                            .forEach(one -> ec2.detachInternetGateway(
                                    detach -> detach.internetGatewayId(gateway.internetGatewayId())
                                            .vpcId(one.vpcId())));
                    ec2.deleteInternetGateway(delete -> delete.internetGatewayId(gateway.internetGatewayId()));
                }));
    }

    private Stream<Leftover> vpcs(Filter ours) {
        return ec2.describeVpcsPaginator(describe -> describe.filters(ours)).vpcs().stream()
                .map(Vpc::vpcId)
                .map(id -> Leftover.of("VPC", id, () -> ec2.deleteVpc(delete -> delete.vpcId(id))));
    }

    private Stream<Leftover> dhcpOptions(Filter ours) {
        return ec2.describeDhcpOptionsPaginator(describe -> describe.filters(ours)).dhcpOptions().stream()
                .map(options -> options.dhcpOptionsId())
                .map(id -> Leftover.of(
                        "DHCP options", id, () -> ec2.deleteDhcpOptions(delete -> delete.dhcpOptionsId(id))));
    }

    @Override
    public void close() {
        ec2.close();
    }
}
