package sh.lfc.nv.emulator.services.ec2;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.network.Cidr;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/**
 * Single routes ("Add and remove routes from a route table"). Targets are internet gateways, NAT gateways and network
 * interfaces; there is nothing else in this network.
 */
final class Routes extends Ec2Part {

    Routes(Regional<Ec2Region> regions) {
        super(regions);
    }

    public CreateRouteResponse createRoute(CreateRouteRequest request, Call call) {
        Ec2Region region = region(call);
        if (hasForeignTarget(
                request.egressOnlyInternetGatewayId(),
                request.instanceId(),
                request.transitGatewayId(),
                request.vpcPeeringConnectionId(),
                request.localGatewayId(),
                request.carrierGatewayId(),
                request.coreNetworkArn())) {
            throw unsupported();
        }
        synchronized (region) {
            RouteTable table = region.routeTables.require("routeTableId", request.routeTableId());
            Route route = destination(
                            request.destinationCidrBlock(),
                            request.destinationIpv6CidrBlock(),
                            request.destinationPrefixListId())
                    .gatewayId(request.gatewayId())
                    .natGatewayId(request.natGatewayId())
                    .networkInterfaceId(request.networkInterfaceId())
                    .instanceOwnerId(request.networkInterfaceId() == null ? null : region.owner())
                    .build();
            checkTarget(region, table, route);
            checkNotLocal(region, table, route);
            if (existing(table, route).isPresent()) {
                throw AwsError.badRequest(
                        "RouteAlreadyExists",
                        "The route identified by " + RouteTables.destination(route) + " already exists.");
            }
            RouteTables.addRoute(region, table.routeTableId(), route);
            return CreateRouteResponse.builder().returnValue(true).build();
        }
    }

    private static boolean hasForeignTarget(String... targets) {
        return Stream.of(targets).anyMatch(Objects::nonNull);
    }

    private static AwsError unsupported() {
        return AwsError.badRequest("UnsupportedOperation", "There are no such targets of routes here.");
    }

    private static Route.Builder destination(String cidr, String ipv6, String prefixList) {
        long given = Stream.of(cidr, ipv6, prefixList).filter(Objects::nonNull).count();
        if (given == 0) {
            throw Refusals.missing("destinationCidrBlock");
        }
        if (given > 1) {
            throw Refusals.combination("The request must contain exactly one destination.");
        }
        Route.Builder route = Route.builder().origin(RouteOrigin.CREATE_ROUTE).state(RouteState.ACTIVE);
        if (cidr != null) {
            return route.destinationCidrBlock(Cidr.parse(cidr)
                    .filter(any -> cidr.contains("/"))
                    .orElseThrow(
                            () -> Refusals.invalid("destinationCidrBlock", cidr, "This is not a valid CIDR block."))
                    .toString());
        }
        return ipv6 != null ? route.destinationIpv6CidrBlock(ipv6) : route.destinationPrefixListId(prefixList);
    }

    private static void checkTarget(Ec2Region region, RouteTable table, Route route) {
        long targets = Stream.of(route.gatewayId(), route.natGatewayId(), route.networkInterfaceId())
                .filter(Objects::nonNull)
                .count();
        if (targets == 0) {
            throw AwsError.badRequest("MissingParameter", "The request must contain exactly one target.");
        }
        if (targets > 1) {
            throw Refusals.combination("The request must contain exactly one target.");
        }
        if (route.destinationPrefixListId() != null
                && !region.has(ResourceKind.PREFIX_LIST, route.destinationPrefixListId())) {
            throw ResourceKind.PREFIX_LIST.missing(route.destinationPrefixListId());
        }
        String other;
        if (route.natGatewayId() != null) {
            other = region.natGateways
                    .find(route.natGatewayId())
                    .filter(nat -> nat.stateAsString().equals("available"))
                    .orElseThrow(() -> AwsError.badRequest(
                            "InvalidNatGatewayID.NotFound",
                            "The natGateway ID '" + route.natGatewayId() + "' does not exist"))
                    .vpcId();
        } else if (route.networkInterfaceId() != null) {
            other = region.interfaces
                    .require("networkInterfaceId", route.networkInterfaceId())
                    .vpcId();
        } else {
            other = vpcOfGateway(region, route.gatewayId(), table.vpcId());
        }
        if (!table.vpcId().equals(other)) {
            throw Refusals.invalid("route table " + table.routeTableId() + " and network gateway "
                    + Stream.of(route.gatewayId(), route.natGatewayId(), route.networkInterfaceId())
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElseThrow()
                    + " belong to different networks");
        }
    }

    private static String vpcOfGateway(Ec2Region region, String gateway, String vpcId) {
        if (gateway.equals("local")) {
            return vpcId;
        }
        if (gateway.startsWith("vpce-")) {
            return region.endpoints.require("gatewayId", gateway).vpcId();
        }
        return region
                .internetGateways
                .find(gateway)
                .orElseThrow(() -> AwsError.badRequest(
                        "InvalidGatewayID.NotFound", "The gateway ID '" + gateway + "' does not exist"))
                .attachments()
                .stream()
                .map(attachment -> attachment.vpcId())
                .findFirst()
                .orElse(null);
    }

    private static void checkNotLocal(Ec2Region region, RouteTable table, Route route) {
        if (route.destinationCidrBlock() == null || route.networkInterfaceId() != null) {
            return;
        }
        Cidr destination = Cidr.of(route.destinationCidrBlock());
        if (region.vpcs.find(table.vpcId()).orElseThrow().ranges().stream()
                .anyMatch(range -> range.contains(destination))) {
            throw Refusals.invalid("The destination CIDR block " + destination
                    + " is equal to or more specific than one of this VPC's CIDR blocks. "
                    + "This route can target only an interface or an instance.");
        }
    }

    private static Optional<Route> existing(RouteTable table, Route wanted) {
        return table.routes().stream()
                .filter(route -> RouteTables.destination(route).equals(RouteTables.destination(wanted)))
                .findFirst();
    }

    private static Route present(RouteTable table, Route wanted) {
        return existing(table, wanted)
                .orElseThrow(() -> AwsError.badRequest(
                        "InvalidRoute.NotFound",
                        "no route with destination-"
                                + (wanted.destinationPrefixListId() != null ? "prefix-list-id " : "cidr-block ")
                                + RouteTables.destination(wanted) + " in route table " + table.routeTableId()));
    }

    public ReplaceRouteResponse replaceRoute(ReplaceRouteRequest request, Call call) {
        Ec2Region region = region(call);
        if (hasForeignTarget(
                request.egressOnlyInternetGatewayId(),
                request.instanceId(),
                request.transitGatewayId(),
                request.vpcPeeringConnectionId(),
                request.localGatewayId(),
                request.carrierGatewayId(),
                request.coreNetworkArn())) {
            throw unsupported();
        }
        synchronized (region) {
            RouteTable table = region.routeTables.require("routeTableId", request.routeTableId());
            Route.Builder builder = destination(
                    request.destinationCidrBlock(),
                    request.destinationIpv6CidrBlock(),
                    request.destinationPrefixListId());
            Route before = present(table, builder.build());
            Route after = builder.gatewayId(Boolean.TRUE.equals(request.localTarget()) ? "local" : request.gatewayId())
                    .natGatewayId(request.natGatewayId())
                    .networkInterfaceId(request.networkInterfaceId())
                    .origin(before.origin())
                    .build();
            checkTarget(region, table, after);
            RouteTables.removeRoutes(region, table.routeTableId(), before::equals);
            RouteTables.addRoute(region, table.routeTableId(), after);
        }
        return ReplaceRouteResponse.builder().build();
    }

    public DeleteRouteResponse deleteRoute(DeleteRouteRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            RouteTable table = region.routeTables.require("routeTableId", request.routeTableId());
            Route route = present(
                    table,
                    destination(
                                    request.destinationCidrBlock(),
                                    request.destinationIpv6CidrBlock(),
                                    request.destinationPrefixListId())
                            .build());
            if (route.origin() == RouteOrigin.CREATE_ROUTE_TABLE) {
                throw Refusals.invalid("cannot remove local route " + RouteTables.destination(route)
                        + " in route table " + table.routeTableId());
            }
            if (route.gatewayId() != null && route.gatewayId().startsWith("vpce-")) {
                throw Refusals.invalid("cannot remove VPC endpoint route " + RouteTables.destination(route)
                        + " in route table " + table.routeTableId());
            }
            RouteTables.removeRoutes(region, table.routeTableId(), route::equals);
        }
        return DeleteRouteResponse.builder().build();
    }
}
