package sh.lfc.nv.emulator.services.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.network.Cidr;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.CreateDefaultVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateDefaultVpcResponse;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;

/** VPCs, their ranges and attributes ("Virtual private clouds (VPC)"). IPv6 ranges are not given out. */
final class Vpcs extends Ec2Part {

    private static final int WIDEST = 16;
    private static final int NARROWEST = 28;

    private static final Listing<VpcEntry> LISTING = Listing.of(ResourceKind.VPC, VpcEntry::id)
            .by("vpc-id", VpcEntry::id)
            .by("cidr", entry -> entry.vpc().cidrBlock())
            .alias("cidr-block", "cidr")
            .alias("cidrBlock", "cidr")
            .byAny("cidr-block-association.cidr-block", entry -> associations(entry)
                    .map(VpcCidrBlockAssociation::cidrBlock))
            .byAny("cidr-block-association.association-id", entry -> associations(entry)
                    .map(VpcCidrBlockAssociation::associationId))
            .byAny("cidr-block-association.state", entry -> associations(entry)
                    .map(one -> one.cidrBlockState().stateAsString()))
            .by("dhcp-options-id", entry -> entry.vpc().dhcpOptionsId())
            .by("is-default", entry -> entry.vpc().isDefault())
            .alias("isDefault", "is-default")
            .by("owner-id", entry -> entry.vpc().ownerId())
            .by("state", entry -> entry.vpc().stateAsString())
            .never(
                    "ipv6-cidr-block-association.ipv6-cidr-block",
                    "ipv6-cidr-block-association.ipv6-pool",
                    "ipv6-cidr-block-association.association-id",
                    "ipv6-cidr-block-association.state");

    Vpcs(Regional<Ec2Region> regions) {
        super(regions);
    }

    private static Stream<VpcCidrBlockAssociation> associations(VpcEntry entry) {
        return entry.vpc().cidrBlockAssociationSet().stream();
    }

    public CreateVpcResponse createVpc(CreateVpcRequest request, Call call) {
        Ec2Region region = region(call);
        Cidr range = range(Refusals.required("cidrBlock", request.cidrBlock()));
        List<Tag> tags = Tags.wanted(request.tagSpecifications(), ResourceKind.VPC);
        if (Boolean.TRUE.equals(request.amazonProvidedIpv6CidrBlock()) || request.ipv6CidrBlock() != null) {
            throw AwsError.badRequest("UnsupportedOperation", "IPv6 ranges are not given out here.");
        }
        Tenancy tenancy = request.instanceTenancy() == null ? Tenancy.DEFAULT : request.instanceTenancy();
        synchronized (region) {
            VpcEntry entry = VpcCreation.create(region, range, tenancy, false);
            region.tags.put(entry.id(), tags);
            return CreateVpcResponse.builder().vpc(described(region, entry)).build();
        }
    }

    private static Cidr range(String text) {
        Cidr range = Cidr.parse(text)
                .filter(any -> text.contains("/"))
                .orElseThrow(() -> Refusals.invalid("cidrBlock", text, "This is not a valid CIDR block."));
        if (range.bits() < WIDEST || range.bits() > NARROWEST) {
            throw AwsError.badRequest("InvalidVpc.Range", "The CIDR '" + text + "' is invalid.");
        }
        return range;
    }

    public CreateDefaultVpcResponse createDefaultVpc(CreateDefaultVpcRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            region.vpcs.all().stream()
                    .filter(entry -> entry.vpc().isDefault())
                    .findFirst()
                    .ifPresent(entry -> {
                        throw AwsError.badRequest(
                                "DefaultVpcAlreadyExists",
                                "A Default VPC already exists for this account in this region.");
                    });
            VpcEntry entry = VpcCreation.createDefault(region);
            return CreateDefaultVpcResponse.builder()
                    .vpc(described(region, entry))
                    .build();
        }
    }

    public DescribeVpcsResponse describeVpcs(DescribeVpcsRequest request, Call call) {
        Ec2Region region = region(call);
        Listing.Page<VpcEntry> page = LISTING.select(
                region.vpcs.all(),
                request.vpcIds(),
                request.filters(),
                region.tags,
                request.maxResults(),
                request.nextToken());
        return DescribeVpcsResponse.builder()
                .vpcs(page.items().stream()
                        .map(entry -> described(region, entry))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static Vpc described(Ec2Region region, VpcEntry entry) {
        return entry.vpc().toBuilder()
                .tags(region.tags.list(entry.id()))
                .blockPublicAccessStates(states -> states.internetGatewayBlockMode("off"))
                .build();
    }

    public DeleteVpcResponse deleteVpc(DeleteVpcRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            String id = region.vpcs.require("vpcId", request.vpcId()).id();
            if (isInUse(region, id)) {
                throw Refusals.dependencies("vpc", id);
            }
            region.routeTables.all().stream()
                    .filter(table -> table.vpcId().equals(id))
                    .forEach(table -> forget(region.routeTables, region, table.routeTableId()));
            region.networkAcls.all().stream()
                    .filter(acl -> acl.vpcId().equals(id))
                    .forEach(acl -> forget(region.networkAcls, region, acl.networkAclId()));
            region.securityGroups.all().stream()
                    .filter(group -> group.vpcId().equals(id))
                    .forEach(group -> SecurityGroups.remove(region, group.groupId()));
            forget(region.vpcs, region, id);
        }
        return DeleteVpcResponse.builder().build();
    }

    private static void forget(Table<?> table, Ec2Region region, String id) {
        table.remove(id);
        region.tags.forget(id);
    }

    /** Whether there is more in the VPC than what came into being with it. */
    private static boolean isInUse(Ec2Region region, String id) {
        return !Subnets.inVpc(region, id).isEmpty()
                || region.internetGateways.all().stream()
                        .flatMap(gateway -> gateway.attachments().stream())
                        .anyMatch(attachment -> attachment.vpcId().equals(id))
                || region.endpoints.all().stream()
                        .anyMatch(endpoint -> endpoint.vpcId().equals(id))
                || region.routeTables.all().stream()
                        .anyMatch(table -> table.vpcId().equals(id) && !RouteTables.isMain(table))
                || region.networkAcls.all().stream().anyMatch(acl -> acl.vpcId().equals(id) && !acl.isDefault())
                || region.securityGroups.all().stream()
                        .anyMatch(group ->
                                group.vpcId().equals(id) && !group.groupName().equals("default"));
    }

    public DescribeVpcAttributeResponse describeVpcAttribute(DescribeVpcAttributeRequest request, Call call) {
        VpcEntry entry = region(call).vpcs.require("vpcId", request.vpcId());
        DescribeVpcAttributeResponse.Builder response =
                DescribeVpcAttributeResponse.builder().vpcId(entry.id());
        String attribute = Refusals.required("attribute", request.attributeAsString());
        switch (attribute) {
            case "enableDnsSupport" -> response.enableDnsSupport(value -> value.value(entry.dnsSupport()));
            case "enableDnsHostnames" -> response.enableDnsHostnames(value -> value.value(entry.dnsHostnames()));
            case "enableNetworkAddressUsageMetrics" ->
                response.enableNetworkAddressUsageMetrics(value -> value.value(entry.addressUsageMetrics()));
            default -> throw Refusals.invalid("attribute", attribute, "Unknown attribute.");
        }
        return response.build();
    }

    public ModifyVpcAttributeResponse modifyVpcAttribute(ModifyVpcAttributeRequest request, Call call) {
        Ec2Region region = region(call);
        long wanted = Stream.of(
                        request.enableDnsSupport(),
                        request.enableDnsHostnames(),
                        request.enableNetworkAddressUsageMetrics())
                .filter(value -> value != null)
                .count();
        if (wanted > 1) {
            throw Refusals.combination("Fields for multiple attribute types specified");
        }
        synchronized (region) {
            VpcEntry entry = region.vpcs.require("vpcId", request.vpcId());
            region.vpcs.put(
                    entry.id(),
                    new VpcEntry(
                            entry.vpc(),
                            request.enableDnsSupport() == null
                                    ? entry.dnsSupport()
                                    : request.enableDnsSupport().value(),
                            request.enableDnsHostnames() == null
                                    ? entry.dnsHostnames()
                                    : request.enableDnsHostnames().value(),
                            request.enableNetworkAddressUsageMetrics() == null
                                    ? entry.addressUsageMetrics()
                                    : request.enableNetworkAddressUsageMetrics().value()));
        }
        return ModifyVpcAttributeResponse.builder().build();
    }

    public AssociateVpcCidrBlockResponse associateVpcCidrBlock(AssociateVpcCidrBlockRequest request, Call call) {
        Ec2Region region = region(call);
        Cidr range = range(Refusals.required("cidrBlock", request.cidrBlock()));
        synchronized (region) {
            VpcEntry entry = region.vpcs.require("vpcId", request.vpcId());
            if (entry.ranges().stream().anyMatch(range::overlaps)) {
                throw AwsError.badRequest(
                        "InvalidVpc.Range",
                        "The CIDR '" + range + "' conflicts with another CIDR of the VPC '" + entry.id() + "'.");
            }
            VpcCidrBlockAssociation association = VpcCreation.association(region, range);
            List<VpcCidrBlockAssociation> all = new ArrayList<>(entry.vpc().cidrBlockAssociationSet());
            all.add(association);
            put(region, entry, all);
            for (RouteTable table : region.routeTables.all()) {
                if (table.vpcId().equals(entry.id())) {
                    RouteTables.addRoute(region, table.routeTableId(), VpcCreation.localRoute(range));
                }
            }
            return AssociateVpcCidrBlockResponse.builder()
                    .vpcId(entry.id())
                    .cidrBlockAssociation(association.toBuilder()
                            .cidrBlockState(state -> state.state(VpcCidrBlockStateCode.ASSOCIATING))
                            .build())
                    .build();
        }
    }

    private static void put(Ec2Region region, VpcEntry entry, List<VpcCidrBlockAssociation> associations) {
        region.vpcs.put(
                entry.id(),
                entry.with(entry.vpc().toBuilder()
                        .cidrBlockAssociationSet(associations)
                        .build()));
    }

    public DisassociateVpcCidrBlockResponse disassociateVpcCidrBlock(
            DisassociateVpcCidrBlockRequest request, Call call) {
        Ec2Region region = region(call);
        String id = Refusals.required("associationId", request.associationId());
        synchronized (region) {
            VpcEntry entry = region.vpcs.all().stream()
                    .filter(each -> associations(each)
                            .anyMatch(one -> one.associationId().equals(id)))
                    .findFirst()
                    .orElseThrow(() -> AwsError.badRequest(
                            "InvalidVpcCidrBlockAssociationID.NotFound",
                            "The vpc CIDR block association ID '" + id + "' does not exist"));
            VpcCidrBlockAssociation association = associations(entry)
                    .filter(one -> one.associationId().equals(id))
                    .findFirst()
                    .orElseThrow();
            Cidr range = Cidr.of(association.cidrBlock());
            if (association.cidrBlock().equals(entry.vpc().cidrBlock())) {
                throw Refusals.notPermitted("The vpc CIDR block with association ID " + id
                        + " may not be disassociated. It is the primary IPv4 CIDR block of the VPC");
            }
            if (Subnets.inVpc(region, entry.id()).stream()
                    .anyMatch(subnet -> range.contains(Cidr.of(subnet.cidrBlock())))) {
                throw AwsError.badRequest(
                        "InvalidCidrBlock.InUse",
                        "The vpc CIDR block with association ID " + id
                                + " is already in use and may not be disassociated");
            }
            put(
                    region,
                    entry,
                    associations(entry).filter(one -> one != association).toList());
            region.routeTables.all().stream()
                    .filter(table -> table.vpcId().equals(entry.id()))
                    .forEach(table -> RouteTables.removeRoutes(region, table.routeTableId(), route -> range.toString()
                            .equals(route.destinationCidrBlock())));
            return DisassociateVpcCidrBlockResponse.builder()
                    .vpcId(entry.id())
                    .cidrBlockAssociation(association.toBuilder()
                            .cidrBlockState(state -> state.state(VpcCidrBlockStateCode.DISASSOCIATING))
                            .build())
                    .build();
        }
    }
}
