package sh.lfc.nv.emulator.services.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

class RoutesTest extends Ec2Test {

    private static final String ANYWHERE = "0.0.0.0/0";

    private String internetGateway(String vpcId) {
        String id = ec2.createInternetGateway().internetGateway().internetGatewayId();
        ec2.attachInternetGateway(request -> request.internetGatewayId(id).vpcId(vpcId));
        return id;
    }

    private String routeTable(String vpcId) {
        return ec2.createRouteTable(request -> request.vpcId(vpcId))
                .routeTable()
                .routeTableId();
    }

    private List<Route> routes(String tableId) {
        return ec2.describeRouteTables(request -> request.routeTableIds(tableId))
                .routeTables()
                .get(0)
                .routes();
    }

    @Test
    void aRouteWhoseTargetIsGoneIsABlackHole() {
        String vpc = vpc("10.20.0.0/16");
        String gateway = internetGateway(vpc);
        String table = routeTable(vpc);
        ec2.createRoute(request ->
                request.routeTableId(table).destinationCidrBlock(ANYWHERE).gatewayId(gateway));

        ec2.detachInternetGateway(request -> request.internetGatewayId(gateway).vpcId(vpc));
        ec2.deleteInternetGateway(request -> request.internetGatewayId(gateway));

        assertThat(routes(table))
                .filteredOn(route -> route.destinationCidrBlock().equals(ANYWHERE))
                .singleElement()
                .satisfies(route -> assertThat(route.state()).isEqualTo(RouteState.BLACKHOLE));
    }

    @Test
    void routesThatMakeNoSenseAreRefused() {
        String vpc = vpc("10.21.0.0/16");
        String gateway = internetGateway(vpc);
        String table = routeTable(vpc);
        String foreign = routeTable(vpc("10.22.0.0/16"));
        ec2.createRoute(request ->
                request.routeTableId(table).destinationCidrBlock(ANYWHERE).gatewayId(gateway));

        refused(
                "RouteAlreadyExists",
                () -> ec2.createRoute(request -> request.routeTableId(table)
                        .destinationCidrBlock(ANYWHERE)
                        .gatewayId(gateway)));
        refused(
                "InvalidParameterValue",
                "belong to different networks",
                () -> ec2.createRoute(request -> request.routeTableId(foreign)
                        .destinationCidrBlock(ANYWHERE)
                        .gatewayId(gateway)));
        refused(
                "InvalidParameterValue",
                "cannot remove local route",
                () -> ec2.deleteRoute(request -> request.routeTableId(table).destinationCidrBlock("10.21.0.0/16")));
        refused(
                "InvalidRoute.NotFound",
                () -> ec2.deleteRoute(request -> request.routeTableId(table).destinationCidrBlock("10.99.0.0/16")));
        refused(
                "InvalidGatewayID.NotFound",
                () -> ec2.createRoute(request -> request.routeTableId(table)
                        .destinationCidrBlock("10.99.0.0/16")
                        .gatewayId("igw-0123456789abcdef0")));
    }

    @Test
    void aSubnetHasOneRouteTable() {
        String vpc = vpc("10.23.0.0/16");
        String subnet = subnet(vpc, "10.23.0.0/24");
        String table = routeTable(vpc);
        String other = routeTable(vpc);
        String association = ec2.associateRouteTable(
                        request -> request.routeTableId(table).subnetId(subnet))
                .associationId();

        refused(
                "Resource.AlreadyAssociated",
                () -> ec2.associateRouteTable(
                        request -> request.routeTableId(other).subnetId(subnet)));
        refused("DependencyViolation", () -> ec2.deleteRouteTable(request -> request.routeTableId(table)));
        ec2.replaceRouteTableAssociation(
                request -> request.associationId(association).routeTableId(other));
        ec2.deleteRouteTable(request -> request.routeTableId(table));

        refused("InvalidRouteTableID.NotFound", () -> routes(table));
        refused(
                "InvalidAssociationID.NotFound",
                () -> ec2.disassociateRouteTable(request -> request.associationId(association)));
    }

    @Test
    void aNatGatewayHoldsItsAddressUntilItIsDeleted() {
        String vpc = vpc("10.24.0.0/16");
        String gateway = internetGateway(vpc);
        String subnet = subnet(vpc, "10.24.0.0/24");
        String allocation = ec2.allocateAddress().allocationId();

        String nat = ec2.createNatGateway(request -> request.subnetId(subnet).allocationId(allocation))
                .natGateway()
                .natGatewayId();

        assertThat(nat(nat).state()).isEqualTo(NatGatewayState.AVAILABLE);
        assertThat(nat(nat).natGatewayAddresses().get(0).privateIp()).isEqualTo("10.24.0.4");
        assertThat(address(allocation).networkInterfaceId()).startsWith("eni-");
        refused("AuthFailure", () -> ec2.releaseAddress(request -> request.allocationId(allocation)));
        refused("DependencyViolation", () -> ec2.deleteSubnet(request -> request.subnetId(subnet)));
        refused(
                "DependencyViolation",
                "mapped public address",
                () -> ec2.detachInternetGateway(
                        request -> request.internetGatewayId(gateway).vpcId(vpc)));

        ec2.deleteNatGateway(request -> request.natGatewayId(nat));

        assertThat(nat(nat).state()).isEqualTo(NatGatewayState.DELETED);
        assertThat(address(allocation).associationId()).isNull();
        ec2.releaseAddress(request -> request.allocationId(allocation));
        ec2.deleteSubnet(request -> request.subnetId(subnet));
        refused("InvalidAllocationID.NotFound", () -> address(allocation));
    }

    private NatGateway nat(String id) {
        return ec2.describeNatGateways(request -> request.natGatewayIds(id))
                .natGateways()
                .get(0);
    }

    private Address address(String allocation) {
        return ec2.describeAddresses(request -> request.allocationIds(allocation))
                .addresses()
                .get(0);
    }

    @Test
    void aNatGatewayWithoutInternetGatewayFails() {
        String subnet = subnet(vpc("10.25.0.0/16"), "10.25.0.0/24");
        String allocation = ec2.allocateAddress().allocationId();

        String nat = ec2.createNatGateway(request -> request.subnetId(subnet).allocationId(allocation))
                .natGateway()
                .natGatewayId();

        assertThat(nat(nat).state()).isEqualTo(NatGatewayState.FAILED);
        assertThat(nat(nat).failureCode()).isEqualTo("Gateway.NotAttached");
    }

    @Test
    void aGatewayEndpointPutsARouteIntoItsTables() {
        String vpc = vpc("10.26.0.0/16");
        String table = routeTable(vpc);
        String service = "com.amazonaws.us-east-1.s3";
        String list = ec2.describePrefixLists(request -> request.filters(filter("prefix-list-name", service)))
                .prefixLists()
                .get(0)
                .prefixListId();

        String endpoint = ec2.createVpcEndpoint(
                        request -> request.vpcId(vpc).serviceName(service).routeTableIds(table))
                .vpcEndpoint()
                .vpcEndpointId();

        assertThat(routes(table))
                .filteredOn(route -> list.equals(route.destinationPrefixListId()))
                .singleElement()
                .satisfies(route -> assertThat(route.gatewayId()).isEqualTo(endpoint));
        refused("DependencyViolation", () -> ec2.deleteVpc(request -> request.vpcId(vpc)));

        ec2.deleteVpcEndpoints(request -> request.vpcEndpointIds(endpoint));

        assertThat(routes(table)).hasSize(1);
        refused(
                "InvalidVpcEndpointId.NotFound",
                () -> ec2.describeVpcEndpoints(request -> request.vpcEndpointIds(endpoint)));
    }

    @Test
    void anEndpointNeedsAServiceOfItsTypeAndAPolicy() {
        String vpc = vpc("10.27.0.0/16");

        refused(
                "InvalidServiceName",
                "does not exist",
                () -> ec2.createVpcEndpoint(request -> request.vpcId(vpc).serviceName("com.amazonaws.us-east-1.s4")));
        refused(
                "InvalidServiceName",
                "does not support the endpoint type 'Gateway'",
                () -> ec2.createVpcEndpoint(request -> request.vpcId(vpc)
                        .vpcEndpointType(VpcEndpointType.GATEWAY)
                        .serviceName("com.amazonaws.us-east-1.kms")));
        refused(
                "InvalidPolicyDocument",
                () -> ec2.createVpcEndpoint(request -> request.vpcId(vpc)
                        .serviceName("com.amazonaws.us-east-1.s3")
                        .policyDocument("{")));
    }

    @Test
    void networkAclEntriesAreKeptInTheirOrder() {
        String vpc = vpc("10.28.0.0/16");
        String acl =
                ec2.createNetworkAcl(request -> request.vpcId(vpc)).networkAcl().networkAclId();
        for (int number : new int[] {200, 100}) {
            ec2.createNetworkAclEntry(request -> request.networkAclId(acl)
                    .ruleNumber(number)
                    .egress(false)
                    .protocol("tcp")
                    .ruleAction("allow")
                    .cidrBlock("10.0.0.0/8")
                    .portRange(range -> range.from(443).to(443)));
        }

        assertThat(ec2.describeNetworkAcls(request -> request.networkAclIds(acl))
                        .networkAcls()
                        .get(0)
                        .entries())
                .filteredOn(entry -> !entry.egress())
                .extracting(entry -> entry.ruleNumber())
                .containsExactly(100, 200, 32767);
        refused(
                "NetworkAclEntryAlreadyExists",
                () -> ec2.createNetworkAclEntry(request -> request.networkAclId(acl)
                        .ruleNumber(100)
                        .egress(false)
                        .protocol("-1")
                        .ruleAction("deny")
                        .cidrBlock(ANYWHERE)));
    }
}
