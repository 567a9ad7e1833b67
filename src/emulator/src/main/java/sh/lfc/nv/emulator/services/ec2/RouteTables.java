package sh.lfc.nv.emulator.services.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** Which routes hold where ("Configure route tables"). Whoever changes something holds the region's lock. */
final class RouteTables {

    private RouteTables() {}

    /** The table of a VPC that holds for all subnets without one of their own. */
    static RouteTable main(Ec2Region region, String vpcId) {
        return region.routeTables.all().stream()
                .filter(table -> table.vpcId().equals(vpcId) && isMain(table))
                .findFirst()
                .orElseThrow(() -> ResourceKind.VPC.missing(vpcId));
    }

    static boolean isMain(RouteTable table) {
        return table.associations().stream().anyMatch(association -> association.main());
    }

    /** The table that holds for a subnet. */
    static RouteTable effective(Ec2Region region, String vpcId, String subnetId) {
        return ofSubnet(region, subnetId).orElseGet(() -> main(region, vpcId));
    }

    /** The table that a subnet is associated with explicitly. */
    static Optional<RouteTable> ofSubnet(Ec2Region region, String subnetId) {
        return region.routeTables.all().stream()
                .filter(table ->
                        table.associations().stream().anyMatch(association -> subnetId.equals(association.subnetId())))
                .findFirst();
    }

    /** The routes of a table as they are now: without their target they are black holes. */
    static List<Route> routes(Ec2Region region, RouteTable table) {
        return table.routes().stream()
                .map(route -> leadsSomewhere(region, table.vpcId(), route)
                        ? route
                        : route.toBuilder().state(RouteState.BLACKHOLE).build())
                .toList();
    }

    private static boolean leadsSomewhere(Ec2Region region, String vpcId, Route route) {
        if (route.natGatewayId() != null) {
            return region.natGateways
                    .find(route.natGatewayId())
                    .filter(nat -> nat.stateAsString().equals("available"))
                    .isPresent();
        }
        if (route.networkInterfaceId() != null) {
            return region.interfaces.has(route.networkInterfaceId());
        }
        String gateway = route.gatewayId();
        if (gateway == null || gateway.equals("local")) {
            return gateway != null;
        }
        return gateway.startsWith("igw-")
                ? region.internetGateways
                        .find(gateway)
                        .filter(found -> found.attachments().stream()
                                .anyMatch(attachment -> attachment.vpcId().equals(vpcId)))
                        .isPresent()
                : region.endpoints.has(gateway);
    }

    static void addRoute(Ec2Region region, String tableId, Route route) {
        change(region, tableId, routes -> {
            List<Route> more = new ArrayList<>(routes);
            more.add(route);
            return more;
        });
    }

    static void removeRoutes(Ec2Region region, String tableId, Predicate<Route> which) {
        change(region, tableId, routes -> routes.stream().filter(which.negate()).toList());
    }

    private static void change(Ec2Region region, String tableId, UnaryOperator<List<Route>> change) {
        region.routeTables
                .find(tableId)
                .ifPresent(table -> region.routeTables.put(
                        tableId,
                        table.toBuilder().routes(change.apply(table.routes())).build()));
    }

    /** Where a route leads to: a range of IPv4 or IPv6, or a prefix list. */
    static String destination(Route route) {
        return List.of(
                        Optional.ofNullable(route.destinationCidrBlock()),
                        Optional.ofNullable(route.destinationIpv6CidrBlock()),
                        Optional.ofNullable(route.destinationPrefixListId()))
                .stream()
                .flatMap(Optional::stream)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }
}
