package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.network.Cidr;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.CreateDefaultSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateDefaultSubnetResponse;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.PrivateDnsNameOptionsOnLaunch;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The operations on subnets ("Subnets for your VPC"). */
final class SubnetOperations extends Ec2Part {

    private static final int WIDEST = 16;
    private static final int NARROWEST = 28;

    private static final Listing<Subnet> LISTING = Listing.of(ResourceKind.SUBNET, Subnet::subnetId)
            .by("subnet-id", Subnet::subnetId)
            .by("vpc-id", Subnet::vpcId)
            .by("availability-zone", Subnet::availabilityZone)
            .alias("availabilityZone", "availability-zone")
            .by("availability-zone-id", Subnet::availabilityZoneId)
            .alias("availabilityZoneId", "availability-zone-id")
            .by("available-ip-address-count", Subnet::availableIpAddressCount)
            .by("cidr-block", Subnet::cidrBlock)
            .alias("cidr", "cidr-block")
            .alias("cidrBlock", "cidr-block")
            .by("default-for-az", Subnet::defaultForAz)
            .alias("defaultForAz", "default-for-az")
            .by("enable-dns64", Subnet::enableDns64)
            .by("ipv6-native", Subnet::ipv6Native)
            .by("map-public-ip-on-launch", Subnet::mapPublicIpOnLaunch)
            .by("map-customer-owned-ip-on-launch", Subnet::mapCustomerOwnedIpOnLaunch)
            .by("owner-id", Subnet::ownerId)
            .by("state", Subnet::stateAsString)
            .by("subnet-arn", Subnet::subnetArn)
            .by("private-dns-name-options-on-launch.hostname-type", subnet -> subnet.privateDnsNameOptionsOnLaunch()
                    .hostnameTypeAsString())
            .by(
                    "private-dns-name-options-on-launch.enable-resource-name-dns-a-record",
                    subnet -> subnet.privateDnsNameOptionsOnLaunch().enableResourceNameDnsARecord())
            .by(
                    "private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record",
                    subnet -> subnet.privateDnsNameOptionsOnLaunch().enableResourceNameDnsAAAARecord())
            .never(
                    "customer-owned-ipv4-pool",
                    "enable-lni-at-device-index",
                    "ipv6-cidr-block-association.ipv6-cidr-block",
                    "ipv6-cidr-block-association.association-id",
                    "ipv6-cidr-block-association.state",
                    "outpost-arn");

    SubnetOperations(Regional<Ec2Region> regions) {
        super(regions);
    }

    public CreateSubnetResponse createSubnet(CreateSubnetRequest request, Call call) {
        Ec2Region region = region(call);
        List<Tag> tags = Tags.wanted(request.tagSpecifications(), ResourceKind.SUBNET);
        synchronized (region) {
            VpcEntry vpc = region.vpcs.require("vpcId", request.vpcId());
            Cidr range = range(region, vpc, Refusals.required("cidrBlock", request.cidrBlock()));
            Zones.Zone zone = zone(region, request);
            Subnet subnet = Subnets.create(region, vpc, range, zone);
            region.tags.put(subnet.subnetId(), tags);
            return CreateSubnetResponse.builder()
                    .subnet(described(region, subnet))
                    .build();
        }
    }

    private static Cidr range(Ec2Region region, VpcEntry vpc, String text) {
        Cidr range = Cidr.parse(text)
                .filter(any -> text.contains("/"))
                .orElseThrow(() -> Refusals.invalid("cidrBlock", text, "This is not a valid CIDR block."));
        boolean inVpc = vpc.ranges().stream().anyMatch(whole -> whole.contains(range));
        if (!inVpc || range.bits() < WIDEST || range.bits() > NARROWEST) {
            throw AwsError.badRequest("InvalidSubnet.Range", "The CIDR '" + text + "' is invalid.");
        }
        for (Subnet other : Subnets.inVpc(region, vpc.id())) {
            if (Cidr.of(other.cidrBlock()).overlaps(range)) {
                throw AwsError.badRequest(
                        "InvalidSubnet.Conflict", "The CIDR '" + text + "' conflicts with another subnet");
            }
        }
        return range;
    }

    private static Zones.Zone zone(Ec2Region region, CreateSubnetRequest request) {
        Zones zones = region.zones();
        if (request.availabilityZoneId() != null) {
            return zones.withId(request.availabilityZoneId())
                    .orElseThrow(() -> unknown("availabilityZoneId", request.availabilityZoneId(), zones));
        }
        if (request.availabilityZone() != null) {
            return zones.named(request.availabilityZone())
                    .orElseThrow(() -> unknown("availabilityZone", request.availabilityZone(), zones));
        }
        return zones.zones().get(0);
    }

    private static AwsError unknown(String parameter, String zone, Zones zones) {
        return Refusals.invalid(
                parameter,
                zone,
                "Subnets can currently only be created in the following availability zones: "
                        + zones.zones().stream().map(Zones.Zone::name).collect(Collectors.joining(", ")) + ".");
    }

    public CreateDefaultSubnetResponse createDefaultSubnet(CreateDefaultSubnetRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            String name = Refusals.required("availabilityZone", request.availabilityZone());
            Zones.Zone zone =
                    region.zones().named(name).orElseThrow(() -> unknown("availabilityZone", name, region.zones()));
            VpcEntry vpc = region.vpcs.all().stream()
                    .filter(entry -> entry.vpc().isDefault())
                    .findFirst()
                    .orElseThrow(() -> AwsError.badRequest(
                            "DefaultVpcDoesNotExist",
                            "No default VPC exists for this account in this region. "
                                    + "Create a default VPC before creating a default subnet."));
            if (Subnets.inVpc(region, vpc.id()).stream()
                    .anyMatch(subnet ->
                            subnet.defaultForAz() && subnet.availabilityZone().equals(name))) {
                throw AwsError.badRequest(
                        "DefaultSubnetAlreadyExistsInAvailabilityZone",
                        "Default subnet already exists in '" + name + "'.");
            }
            return CreateDefaultSubnetResponse.builder()
                    .subnet(described(region, VpcCreation.createDefaultSubnet(region, vpc, zone)))
                    .build();
        }
    }

    public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request, Call call) {
        Ec2Region region = region(call);
        Listing.Page<Subnet> page = LISTING.select(
                region.subnets.all().stream()
                        .map(subnet -> described(region, subnet))
                        .toList(),
                request.subnetIds(),
                request.filters(),
                region.tags,
                request.maxResults(),
                request.nextToken());
        return DescribeSubnetsResponse.builder()
                .subnets(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static Subnet described(Ec2Region region, Subnet subnet) {
        return subnet.toBuilder()
                .availableIpAddressCount(Subnets.available(region, subnet))
                .tags(region.tags.list(subnet.subnetId()))
                .blockPublicAccessStates(states -> states.internetGatewayBlockMode("off"))
                .build();
    }

    public DeleteSubnetResponse deleteSubnet(DeleteSubnetRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            String id = region.subnets.require("subnetId", request.subnetId()).subnetId();
            if (!Subnets.taken(region, id).isEmpty()) {
                throw Refusals.dependencies("subnet", id);
            }
            RouteTables.ofSubnet(region, id)
                    .ifPresent(table -> region.routeTables.put(
                            table.routeTableId(),
                            table.toBuilder()
                                    .associations(table.associations().stream()
                                            .filter(association -> !id.equals(association.subnetId()))
                                            .toList())
                                    .build()));
            for (NetworkAcl acl : region.networkAcls.all()) {
                region.networkAcls.put(acl.networkAclId(), NetworkAcls.withoutSubnet(acl, id));
            }
            region.subnets.remove(id);
            region.tags.forget(id);
        }
        return DeleteSubnetResponse.builder().build();
    }

    public ModifySubnetAttributeResponse modifySubnetAttribute(ModifySubnetAttributeRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            Subnet before = region.subnets.require("subnetId", request.subnetId());
            PrivateDnsNameOptionsOnLaunch dns = before.privateDnsNameOptionsOnLaunch();
            Subnet after = before.toBuilder()
                    .mapPublicIpOnLaunch(value(request.mapPublicIpOnLaunch(), before.mapPublicIpOnLaunch()))
                    .assignIpv6AddressOnCreation(
                            value(request.assignIpv6AddressOnCreation(), before.assignIpv6AddressOnCreation()))
                    .enableDns64(value(request.enableDns64(), before.enableDns64()))
                    .enableLniAtDeviceIndex(
                            request.enableLniAtDeviceIndex() == null
                                    ? before.enableLniAtDeviceIndex()
                                    : request.enableLniAtDeviceIndex())
                    .privateDnsNameOptionsOnLaunch(dns.toBuilder()
                            .hostnameType(
                                    request.privateDnsHostnameTypeOnLaunch() == null
                                            ? dns.hostnameType()
                                            : request.privateDnsHostnameTypeOnLaunch())
                            .enableResourceNameDnsARecord(value(
                                    request.enableResourceNameDnsARecordOnLaunch(), dns.enableResourceNameDnsARecord()))
                            .enableResourceNameDnsAAAARecord(value(
                                    request.enableResourceNameDnsAAAARecordOnLaunch(),
                                    dns.enableResourceNameDnsAAAARecord()))
                            .build())
                    .build();
            if (after.assignIpv6AddressOnCreation()) {
                throw Refusals.invalid("The subnet '" + before.subnetId() + "' has no IPv6 CIDR block.");
            }
            region.subnets.put(after.subnetId(), after);
        }
        return ModifySubnetAttributeResponse.builder().build();
    }

    private static Boolean value(AttributeBooleanValue wanted, Boolean before) {
        return wanted == null ? before : wanted.value();
    }
}
