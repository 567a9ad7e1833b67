package sh.lfc.nv.emulator.services.ec2;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.policy.PolicyKind;
import sh.lfc.nv.emulator.policy.PolicySyntaxException;
import sh.lfc.nv.emulator.realism.Delay;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.DnsOptions;
import software.amazon.awssdk.services.ec2.model.DnsRecordIpType;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.IpAddressType;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.State;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/**
 * VPC endpoints ("Access AWS services through AWS PrivateLink", "Gateway endpoints"): a gateway endpoint puts a route to
 * the service's prefix list into its route tables, an interface endpoint has a network interface in each subnet.
 */
final class VpcEndpoints extends Ec2Part {

    private static final String FULL_ACCESS = "{\"Version\":\"2008-10-17\",\"Statement\":"
            + "[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private static final Listing<VpcEndpoint> LISTING = Listing.of(
                    ResourceKind.VPC_ENDPOINT, VpcEndpoint::vpcEndpointId)
            .by("vpc-endpoint-id", VpcEndpoint::vpcEndpointId)
            .by("vpc-id", VpcEndpoint::vpcId)
            .by("service-name", VpcEndpoint::serviceName)
            .by("service-region", VpcEndpoint::serviceRegion)
            .by("ip-address-type", VpcEndpoint::ipAddressTypeAsString)
            .by("vpc-endpoint-state", VpcEndpoint::stateAsString)
            .by("vpc-endpoint-type", VpcEndpoint::vpcEndpointTypeAsString);

    private final Platform platform;

    VpcEndpoints(Regional<Ec2Region> regions, Platform platform) {
        super(regions);
        this.platform = platform;
    }

    public CreateVpcEndpointResponse createVpcEndpoint(CreateVpcEndpointRequest request, Call call) {
        Ec2Region region = region(call);
        List<Tag> tags = Tags.wanted(request.tagSpecifications(), ResourceKind.VPC_ENDPOINT);
        VpcEndpointType type = request.vpcEndpointType() == null ? VpcEndpointType.GATEWAY : request.vpcEndpointType();
        if (type != VpcEndpointType.GATEWAY && type != VpcEndpointType.INTERFACE) {
            throw AwsError.badRequest("UnsupportedOperation", "There are no endpoints of the type " + type + " here.");
        }
        EndpointServices.EndpointService service = EndpointServices.of(
                        region.scope().region())
                .require(Refusals.required("serviceName", request.serviceName()), type);
        String policy = policy(request.policyDocument());
        synchronized (region) {
            VpcEntry vpc = region.vpcs.require("vpcId", request.vpcId());
            VpcEndpoint.Builder endpoint = VpcEndpoint.builder()
                    .vpcEndpointId(region.id(ResourceKind.VPC_ENDPOINT))
                    .vpcEndpointType(type)
                    .vpcId(vpc.id())
                    .ownerId(region.owner())
                    .serviceName(service.name())
                    .serviceRegion(region.scope().region())
                    .policyDocument(policy)
                    .requesterManaged(false)
                    .ipAddressType(IpAddressType.IPV4)
                    .dnsOptions(DnsOptions.builder()
                            .dnsRecordIpType(
                                    type == VpcEndpointType.GATEWAY
                                            ? DnsRecordIpType.SERVICE_DEFINED
                                            : DnsRecordIpType.IPV4)
                            .build())
                    .creationTimestamp(call.time())
                    .state(isLate(type) ? State.PENDING : State.AVAILABLE);
            VpcEndpoint created = type == VpcEndpointType.GATEWAY
                    ? gateway(region, endpoint.build(), request)
                    : toInterface(region, vpc, endpoint.build(), service, request);
            region.endpoints.put(created.vpcEndpointId(), created);
            region.tags.put(created.vpcEndpointId(), tags);
            if (isLate(type)) {
                platform.after(Delay.ENDPOINT_CREATION, () -> comesUp(region, created.vpcEndpointId()));
            }
            return CreateVpcEndpointResponse.builder()
                    .vpcEndpoint(described(region, created).toBuilder()
                            .state(type == VpcEndpointType.GATEWAY ? State.AVAILABLE : State.PENDING)
                            .build())
                    .clientToken(request.clientToken())
                    .build();
        }
    }

    /** Whether endpoints of the type take time to come and to go. */
    private boolean isLate(VpcEndpointType type) {
        return type == VpcEndpointType.INTERFACE && !platform.delays().areNone();
    }

    private static void comesUp(Ec2Region region, String id) {
        synchronized (region) {
            region.endpoints
                    .find(id)
                    .filter(endpoint -> endpoint.state() == State.PENDING)
                    .ifPresent(endpoint -> region.endpoints.put(
                            id, endpoint.toBuilder().state(State.AVAILABLE).build()));
        }
    }

    private static String policy(String document) {
        if (document == null || document.isEmpty()) {
            return FULL_ACCESS;
        }
        try {
            PolicyKind.RESOURCE.parse(document);
        } catch (PolicySyntaxException e) {
            throw AwsError.badRequest("InvalidPolicyDocument", "Policy cannot be parsed: " + e.getMessage());
        }
        return document;
    }

    private static VpcEndpoint gateway(Ec2Region region, VpcEndpoint endpoint, CreateVpcEndpointRequest request) {
        if (request.hasSubnetIds() || request.hasSecurityGroupIds()) {
            throw AwsError.badRequest(
                    "InvalidParameter", "Gateway endpoints have neither subnets nor security groups.");
        }
        request.routeTableIds().forEach(id -> addRoute(region, endpoint, id));
        return endpoint.toBuilder()
                .privateDnsEnabled(false)
                .routeTableIds(request.routeTableIds())
                .build();
    }

    private static void addRoute(Ec2Region region, VpcEndpoint endpoint, String tableId) {
        RouteTable table = region.routeTables.require("routeTableId", tableId);
        if (!table.vpcId().equals(endpoint.vpcId())) {
            throw AwsError.badRequest(
                    "InvalidRouteTableId.NotFound", "The route table ID '" + tableId + "' does not exist in the VPC");
        }
        String prefixList = prefixList(region, endpoint);
        if (table.routes().stream().anyMatch(route -> prefixList.equals(route.destinationPrefixListId()))) {
            throw AwsError.badRequest(
                    "RouteAlreadyExists",
                    "route table " + tableId + " already has a route with destination-prefix-list-id " + prefixList);
        }
        RouteTables.addRoute(
                region,
                tableId,
                Route.builder()
                        .destinationPrefixListId(prefixList)
                        .gatewayId(endpoint.vpcEndpointId())
                        .origin(RouteOrigin.CREATE_ROUTE)
                        .state(RouteState.ACTIVE)
                        .build());
    }

    private static String prefixList(Ec2Region region, VpcEndpoint endpoint) {
        return PrefixLists.of(region.scope().region())
                .byName(endpoint.serviceName())
                .orElseThrow()
                .id();
    }

    private static VpcEndpoint toInterface(
            Ec2Region region,
            VpcEntry vpc,
            VpcEndpoint endpoint,
            EndpointServices.EndpointService service,
            CreateVpcEndpointRequest request) {
        if (request.hasRouteTableIds()) {
            throw AwsError.badRequest("InvalidParameter", "Interface endpoints have no route tables.");
        }
        boolean privateDns = !Boolean.FALSE.equals(request.privateDnsEnabled());
        if (privateDns && !(vpc.dnsSupport() && vpc.dnsHostnames())) {
            throw AwsError.badRequest(
                    "InvalidParameter",
                    "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to"
                            + " true for " + vpc.id());
        }
        List<GroupIdentifier> groups = NetworkInterfaces.groups(region, vpc.id(), request.securityGroupIds());
        List<String> interfaces = new ArrayList<>();
        for (String subnetId : request.subnetIds()) {
            interfaces.add(addInterface(region, endpoint, subnetId, groups));
        }
        String name = endpoint.vpcEndpointId() + "-" + region.id("dns").substring("dns-".length(), 12) + "."
                + endpoint.serviceName().substring(endpoint.serviceName().lastIndexOf('.') + 1) + "."
                + region.scope().region() + ".vpce.amazonaws.com";
        List<DnsEntry> names = new ArrayList<>();
        names.add(DnsEntry.builder().dnsName(name).hostedZoneId("Z7HUB22UULQXV").build());
        if (privateDns) {
            names.add(DnsEntry.builder().dnsName(service.privateDnsName()).build());
        }
        return endpoint.toBuilder()
                .subnetIds(request.subnetIds())
                .groups(identifiers(groups))
                .networkInterfaceIds(interfaces)
                .privateDnsEnabled(privateDns)
                .dnsEntries(names)
                .build();
    }

    private static List<SecurityGroupIdentifier> identifiers(List<GroupIdentifier> groups) {
        return groups.stream()
                .map(group -> SecurityGroupIdentifier.builder()
                        .groupId(group.groupId())
                        .groupName(group.groupName())
                        .build())
                .toList();
    }

    private static String addInterface(
            Ec2Region region, VpcEndpoint endpoint, String subnetId, List<GroupIdentifier> groups) {
        Subnet subnet = region.subnets.require("subnetId", subnetId);
        if (!subnet.vpcId().equals(endpoint.vpcId())) {
            throw AwsError.badRequest(
                    "InvalidSubnetId.NotFound", "The subnet ID '" + subnetId + "' does not exist in the VPC");
        }
        NetworkInterface created = NetworkInterfaces.create(
                region,
                new NetworkInterfaces.Wanted(
                        subnet,
                        null,
                        groups.stream().map(GroupIdentifier::groupId).toList(),
                        "VPC Endpoint Interface " + endpoint.vpcEndpointId(),
                        "vpc_endpoint",
                        "amazon-aws"));
        return created.networkInterfaceId();
    }

    public DescribeVpcEndpointsResponse describeVpcEndpoints(DescribeVpcEndpointsRequest request, Call call) {
        Ec2Region region = region(call);
        Listing.Page<VpcEndpoint> page = LISTING.select(
                region.endpoints.all(),
                request.vpcEndpointIds(),
                request.filters(),
                region.tags,
                request.maxResults(),
                request.nextToken());
        return DescribeVpcEndpointsResponse.builder()
                .vpcEndpoints(page.items().stream()
                        .map(endpoint -> described(region, endpoint))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static VpcEndpoint described(Ec2Region region, VpcEndpoint endpoint) {
        return endpoint.toBuilder()
                .tags(region.tags.list(endpoint.vpcEndpointId()))
                .build();
    }

    public ModifyVpcEndpointResponse modifyVpcEndpoint(ModifyVpcEndpointRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            VpcEndpoint before = region.endpoints.require("vpcEndpointId", request.vpcEndpointId());
            VpcEndpoint.Builder after = before.toBuilder();
            if (Boolean.TRUE.equals(request.resetPolicy())) {
                after.policyDocument(FULL_ACCESS);
            } else if (request.policyDocument() != null) {
                after.policyDocument(policy(request.policyDocument()));
            }
            if (before.vpcEndpointType() == VpcEndpointType.GATEWAY) {
                Set<String> tables = new LinkedHashSet<>(before.routeTableIds());
                request.removeRouteTableIds().forEach(id -> {
                    tables.remove(id);
                    RouteTables.removeRoutes(
                            region, id, route -> before.vpcEndpointId().equals(route.gatewayId()));
                });
                for (String id : request.addRouteTableIds()) {
                    if (tables.add(id)) {
                        addRoute(region, before, id);
                    }
                }
                after.routeTableIds(tables);
            } else {
                modifyInterfaces(region, before, request, after);
            }
            region.endpoints.put(before.vpcEndpointId(), after.build());
        }
        return ModifyVpcEndpointResponse.builder().returnValue(true).build();
    }

    private static void modifyInterfaces(
            Ec2Region region, VpcEndpoint before, ModifyVpcEndpointRequest request, VpcEndpoint.Builder after) {
        Set<String> groupIds = new LinkedHashSet<>(
                before.groups().stream().map(SecurityGroupIdentifier::groupId).toList());
        groupIds.removeAll(request.removeSecurityGroupIds());
        groupIds.addAll(request.addSecurityGroupIds());
        List<GroupIdentifier> groups = NetworkInterfaces.groups(region, before.vpcId(), List.copyOf(groupIds));
        Set<String> subnets = new LinkedHashSet<>(before.subnetIds());
        List<String> interfaces = new ArrayList<>();
        for (String id : before.networkInterfaceIds()) {
            NetworkInterface own = region.interfaces.find(id).orElseThrow();
            if (request.removeSubnetIds().contains(own.subnetId())) {
                subnets.remove(own.subnetId());
                NetworkInterfaces.remove(region, id);
            } else {
                interfaces.add(id);
                region.interfaces.put(id, own.toBuilder().groups(groups).build());
            }
        }
        for (String subnetId : request.addSubnetIds()) {
            if (subnets.add(subnetId)) {
                interfaces.add(addInterface(region, before, subnetId, groups));
            }
        }
        after.groups(identifiers(groups)).subnetIds(subnets).networkInterfaceIds(interfaces);
        if (request.privateDnsEnabled() != null) {
            after.privateDnsEnabled(request.privateDnsEnabled());
        }
    }

    public DeleteVpcEndpointsResponse deleteVpcEndpoints(DeleteVpcEndpointsRequest request, Call call) {
        Ec2Region region = region(call);
        if (request.vpcEndpointIds().isEmpty()) {
            throw Refusals.missing("vpcEndpointIds");
        }
        List<UnsuccessfulItem> unsuccessful = new ArrayList<>();
        synchronized (region) {
            for (String id : request.vpcEndpointIds()) {
                region.endpoints.find(id).ifPresentOrElse(endpoint -> delete(region, endpoint), () -> {
                    AwsError missing = ResourceKind.VPC_ENDPOINT.missing(id);
                    unsuccessful.add(UnsuccessfulItem.builder()
                            .resourceId(id)
                            .error(error -> error.code(missing.code()).message(missing.getMessage()))
                            .build());
                });
            }
        }
        return DeleteVpcEndpointsResponse.builder().unsuccessful(unsuccessful).build();
    }

    private void delete(Ec2Region region, VpcEndpoint endpoint) {
        if (!isLate(endpoint.vpcEndpointType())) {
            remove(region, endpoint);
        } else if (endpoint.state() != State.DELETING) {
            VpcEndpoint deleting = endpoint.toBuilder().state(State.DELETING).build();
            region.endpoints.put(endpoint.vpcEndpointId(), deleting);
            platform.after(Delay.ENDPOINT_DELETION, () -> {
                synchronized (region) {
                    remove(region, deleting);
                }
            });
        }
    }

    private static void remove(Ec2Region region, VpcEndpoint endpoint) {
        String id = endpoint.vpcEndpointId();
        endpoint.routeTableIds()
                .forEach(table -> RouteTables.removeRoutes(region, table, route -> id.equals(route.gatewayId())));
        endpoint.networkInterfaceIds().forEach(own -> NetworkInterfaces.remove(region, own));
        region.endpoints.remove(id);
        region.tags.forget(id);
    }

    /** A route table is gone: endpoints no longer belong to it. */
    static void forgetRouteTable(Ec2Region region, String tableId) {
        for (VpcEndpoint endpoint : region.endpoints.all()) {
            if (endpoint.routeTableIds().contains(tableId)) {
                region.endpoints.put(
                        endpoint.vpcEndpointId(),
                        endpoint.toBuilder()
                                .routeTableIds(endpoint.routeTableIds().stream()
                                        .filter(id -> !id.equals(tableId))
                                        .toList())
                                .build());
            }
        }
    }
}
