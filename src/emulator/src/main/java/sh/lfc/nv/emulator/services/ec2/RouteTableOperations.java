package sh.lfc.nv.emulator.services.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationState;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Route tables and which subnets they hold for ("Subnet route tables"). */
final class RouteTableOperations extends Ec2Part {

    private static final RouteTableAssociationState ASSOCIATED = RouteTableAssociationState.builder()
            .state(RouteTableAssociationStateCode.ASSOCIATED)
            .build();

    private static final Listing<RouteTable> LISTING = Listing.of(ResourceKind.ROUTE_TABLE, RouteTable::routeTableId)
            .by("route-table-id", RouteTable::routeTableId)
            .by("vpc-id", RouteTable::vpcId)
            .by("owner-id", RouteTable::ownerId)
            .byAny("association.main", table -> associations(table).map(RouteTableAssociation::main))
            .byAny("association.subnet-id", table -> associations(table).map(RouteTableAssociation::subnetId))
            .byAny("association.gateway-id", table -> associations(table).map(RouteTableAssociation::gatewayId))
            .byAny("association.route-table-id", table -> associations(table).map(RouteTableAssociation::routeTableId))
            .byAny("association.route-table-association-id", table -> associations(table)
                    .map(RouteTableAssociation::routeTableAssociationId))
            .byAny("route.destination-cidr-block", table -> routes(table).map(Route::destinationCidrBlock))
            .byAny("route.destination-ipv6-cidr-block", table -> routes(table).map(Route::destinationIpv6CidrBlock))
            .byAny("route.destination-prefix-list-id", table -> routes(table).map(Route::destinationPrefixListId))
            .byAny("route.gateway-id", table -> routes(table).map(Route::gatewayId))
            .byAny("route.nat-gateway-id", table -> routes(table).map(Route::natGatewayId))
            .byAny("route.origin", table -> routes(table).map(Route::originAsString))
            .byAny("route.state", table -> routes(table).map(Route::stateAsString))
            .never(
                    "route.egress-only-internet-gateway-id",
                    "route.instance-id",
                    "route.transit-gateway-id",
                    "route.vpc-peering-connection-id");

    RouteTableOperations(Regional<Ec2Region> regions) {
        super(regions);
    }

    private static Stream<RouteTableAssociation> associations(RouteTable table) {
        return table.associations().stream();
    }

    private static Stream<Route> routes(RouteTable table) {
        return table.routes().stream();
    }

    public CreateRouteTableResponse createRouteTable(CreateRouteTableRequest request, Call call) {
        Ec2Region region = region(call);
        List<Tag> tags = Tags.wanted(request.tagSpecifications(), ResourceKind.ROUTE_TABLE);
        synchronized (region) {
            RouteTable table = VpcCreation.routeTable(region, region.vpcs.require("vpcId", request.vpcId()));
            region.routeTables.put(table.routeTableId(), table);
            region.tags.put(table.routeTableId(), tags);
            return CreateRouteTableResponse.builder()
                    .routeTable(described(region, table))
                    .build();
        }
    }

    public DescribeRouteTablesResponse describeRouteTables(DescribeRouteTablesRequest request, Call call) {
        Ec2Region region = region(call);
        Listing.Page<RouteTable> page = LISTING.select(
                region.routeTables.all().stream()
                        .map(table -> described(region, table))
                        .toList(),
                request.routeTableIds(),
                request.filters(),
                region.tags,
                request.maxResults(),
                request.nextToken());
        return DescribeRouteTablesResponse.builder()
                .routeTables(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static RouteTable described(Ec2Region region, RouteTable table) {
        return table.toBuilder()
                .routes(RouteTables.routes(region, table))
                .tags(region.tags.list(table.routeTableId()))
                .build();
    }

    public DeleteRouteTableResponse deleteRouteTable(DeleteRouteTableRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            RouteTable table = region.routeTables.require("routeTableId", request.routeTableId());
            String id = table.routeTableId();
            if (!table.associations().isEmpty()) {
                throw Refusals.dependencies("routeTable", id);
            }
            region.routeTables.remove(id);
            region.tags.forget(id);
            VpcEndpoints.forgetRouteTable(region, id);
        }
        return DeleteRouteTableResponse.builder().build();
    }

    public AssociateRouteTableResponse associateRouteTable(AssociateRouteTableRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            RouteTable table = region.routeTables.require("routeTableId", request.routeTableId());
            String gateway = request.gatewayId();
            if (gateway != null) {
                region.internetGateways.require("gatewayId", gateway);
            } else {
                checkSubnet(region, table, region.subnets.require("subnetId", request.subnetId()));
            }
            Optional<RouteTableAssociation> existing = associations(table)
                    .filter(one -> one.subnetId() != null && one.subnetId().equals(request.subnetId()))
                    .findFirst();
            RouteTableAssociation association = existing.orElseGet(() -> RouteTableAssociation.builder()
                    .main(false)
                    .routeTableAssociationId(region.id("rtbassoc"))
                    .routeTableId(table.routeTableId())
                    .subnetId(request.subnetId())
                    .gatewayId(gateway)
                    .associationState(ASSOCIATED)
                    .build());
            if (existing.isEmpty()) {
                add(region, table.routeTableId(), association);
            }
            return AssociateRouteTableResponse.builder()
                    .associationId(association.routeTableAssociationId())
                    .associationState(ASSOCIATED)
                    .build();
        }
    }

    private static void checkSubnet(Ec2Region region, RouteTable table, Subnet subnet) {
        if (!subnet.vpcId().equals(table.vpcId())) {
            throw Refusals.invalid("Route table " + table.routeTableId() + " and subnet " + subnet.subnetId()
                    + " belong to different networks");
        }
        RouteTables.ofSubnet(region, subnet.subnetId())
                .filter(other -> !other.routeTableId().equals(table.routeTableId()))
                .ifPresent(other -> {
                    throw AwsError.badRequest(
                            "Resource.AlreadyAssociated",
                            "the specified association for route table " + table.routeTableId()
                                    + " conflicts with an existing association");
                });
    }

    private static void add(Ec2Region region, String tableId, RouteTableAssociation association) {
        RouteTable table = region.routeTables.find(tableId).orElseThrow();
        List<RouteTableAssociation> more = new ArrayList<>(table.associations());
        more.add(association);
        region.routeTables.put(tableId, table.toBuilder().associations(more).build());
    }

    public DisassociateRouteTableResponse disassociateRouteTable(DisassociateRouteTableRequest request, Call call) {
        Ec2Region region = region(call);
        String id = Refusals.required("associationId", request.associationId());
        synchronized (region) {
            RouteTableAssociation association = association(region, id);
            if (association.main()) {
                throw Refusals.invalid("cannot disassociate the main route table association " + id);
            }
            remove(region, association);
        }
        return DisassociateRouteTableResponse.builder().build();
    }

    private static RouteTableAssociation association(Ec2Region region, String id) {
        return region.routeTables.all().stream()
                .flatMap(RouteTableOperations::associations)
                .filter(one -> one.routeTableAssociationId().equals(id))
                .findFirst()
                .orElseThrow(() -> AwsError.badRequest(
                        "InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist"));
    }

    private static void remove(Ec2Region region, RouteTableAssociation association) {
        RouteTable table = region.routeTables.find(association.routeTableId()).orElseThrow();
        region.routeTables.put(
                table.routeTableId(),
                table.toBuilder()
                        .associations(associations(table)
                                .filter(one -> !Objects.equals(
                                        one.routeTableAssociationId(), association.routeTableAssociationId()))
                                .toList())
                        .build());
    }

    public ReplaceRouteTableAssociationResponse replaceRouteTableAssociation(
            ReplaceRouteTableAssociationRequest request, Call call) {
        Ec2Region region = region(call);
        String id = Refusals.required("associationId", request.associationId());
        synchronized (region) {
            RouteTableAssociation before = association(region, id);
            RouteTable table = region.routeTables.require("routeTableId", request.routeTableId());
            String vpcId =
                    region.routeTables.find(before.routeTableId()).orElseThrow().vpcId();
            if (!vpcId.equals(table.vpcId())) {
                throw Refusals.invalid("Route table " + table.routeTableId() + " and association " + id
                        + " belong to different networks");
            }
            remove(region, before);
            RouteTableAssociation after = before.toBuilder()
                    .routeTableAssociationId(region.id("rtbassoc"))
                    .routeTableId(table.routeTableId())
                    .build();
            add(region, table.routeTableId(), after);
            return ReplaceRouteTableAssociationResponse.builder()
                    .newAssociationId(after.routeTableAssociationId())
                    .associationState(ASSOCIATED)
                    .build();
        }
    }
}
