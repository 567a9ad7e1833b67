package sh.lfc.nv.emulator.services.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.ec2.model.AccountAttribute;
import software.amazon.awssdk.services.ec2.model.AccountAttributeValue;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneOptInStatus;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneState;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.Region;

/** Regions, their zones, and what an account may have ("Regions and Zones"). Local and wavelength zones are not seen. */
final class Places extends Ec2Part {

    /** The regions that need no opting in. */
    private static final List<String> REGIONS = List.of(
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "ca-central-1",
            "eu-central-1",
            "eu-north-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2");

    private static final Listing<AvailabilityZone> ZONES = Listing.<AvailabilityZone>of(
                    null, AvailabilityZone::zoneName)
            .by("zone-name", AvailabilityZone::zoneName)
            .by("zone-id", AvailabilityZone::zoneId)
            .by("zone-type", AvailabilityZone::zoneType)
            .by("region-name", AvailabilityZone::regionName)
            .by("group-name", AvailabilityZone::groupName)
            .by("group-long-name", AvailabilityZone::groupLongName)
            .by("opt-in-status", AvailabilityZone::optInStatusAsString)
            .by("state", AvailabilityZone::stateAsString)
            .by("network-border-group", AvailabilityZone::networkBorderGroup)
            .never("message", "parent-zone-id", "parent-zone-name");

    private static final Listing<Region> REGION_LISTING = Listing.<Region>of(null, Region::regionName)
            .by("region-name", Region::regionName)
            .by("endpoint", Region::endpoint)
            .by("opt-in-status", Region::optInStatus);

    Places(Regional<Ec2Region> regions) {
        super(regions);
    }

    public DescribeAvailabilityZonesResponse describeAvailabilityZones(
            DescribeAvailabilityZonesRequest request, Call call) {
        Zones zones = Zones.of(call.scope().region());
        request.zoneNames().forEach(name -> zones.named(name)
                .orElseThrow(() -> Refusals.invalid("Invalid availability zone: [" + name + "]")));
        request.zoneIds().forEach(id -> zones.withId(id)
                .orElseThrow(() -> Refusals.invalid("Invalid availability zone-id: [" + id + "]")));
        List<AvailabilityZone> wanted = zones.zones().stream()
                .filter(zone ->
                        request.zoneNames().isEmpty() || request.zoneNames().contains(zone.name()))
                .filter(zone -> request.zoneIds().isEmpty() || request.zoneIds().contains(zone.id()))
                .map(zone -> zone(zones.region(), zone))
                .toList();
        return DescribeAvailabilityZonesResponse.builder()
                .availabilityZones(ZONES.select(wanted, List.of(), request.filters(), null))
                .build();
    }

    private static AvailabilityZone zone(String region, Zones.Zone zone) {
        return AvailabilityZone.builder()
                .zoneName(zone.name())
                .zoneId(zone.id())
                .zoneType("availability-zone")
                .regionName(region)
                .groupName(region + "-zg-1")
                .networkBorderGroup(region)
                .optInStatus(AvailabilityZoneOptInStatus.OPT_IN_NOT_REQUIRED)
                .state(AvailabilityZoneState.AVAILABLE)
                .messages(List.of())
                .build();
    }

    public DescribeRegionsResponse describeRegions(DescribeRegionsRequest request, Call call) {
        request.regionNames().forEach(name -> {
            if (!REGIONS.contains(name)) {
                throw Refusals.invalid("Invalid region provided: [" + name + "]");
            }
        });
        List<Region> wanted = REGIONS.stream()
                .filter(name ->
                        request.regionNames().isEmpty() || request.regionNames().contains(name))
                .map(name -> Region.builder()
                        .regionName(name)
                        .endpoint("ec2." + name + ".amazonaws.com")
                        .optInStatus("opt-in-not-required")
                        .build())
                .toList();
        return DescribeRegionsResponse.builder()
                .regions(REGION_LISTING.select(wanted, List.of(), request.filters(), null))
                .build();
    }

    public DescribeAccountAttributesResponse describeAccountAttributes(
            DescribeAccountAttributesRequest request, Call call) {
        String defaultVpc = region(call).vpcs.all().stream()
                .filter(entry -> entry.vpc().isDefault())
                .map(VpcEntry::id)
                .findFirst()
                .orElse("none");
        Map<String, String> values = new LinkedHashMap<>();
        values.put("supported-platforms", "VPC");
        values.put("default-vpc", defaultVpc);
        values.put("max-instances", "20");
        values.put("vpc-max-security-groups-per-interface", "5");
        values.put("max-elastic-ips", "5");
        values.put("vpc-max-elastic-ips", "5");
        List<String> names = request.attributeNamesAsStrings();
        names.forEach(name -> {
            if (!values.containsKey(name)) {
                throw Refusals.invalid("attributeName", name, "Unknown attribute.");
            }
        });
        return DescribeAccountAttributesResponse.builder()
                .accountAttributes(values.entrySet().stream()
                        .filter(entry -> names.isEmpty() || names.contains(entry.getKey()))
                        .map(entry -> AccountAttribute.builder()
                                .attributeName(entry.getKey())
                                .attributeValues(AccountAttributeValue.builder()
                                        .attributeValue(entry.getValue())
                                        .build())
                                .build())
                        .toList())
                .build();
    }
}
