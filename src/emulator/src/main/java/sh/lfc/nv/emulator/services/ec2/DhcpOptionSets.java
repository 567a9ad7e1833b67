package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import java.util.Set;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.ec2.model.AssociateDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.AssociateDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.CreateDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.CreateDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.DhcpOptions;
import software.amazon.awssdk.services.ec2.model.NewDhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Sets of DHCP options ("DHCP option sets in Amazon VPC"). */
final class DhcpOptionSets extends Ec2Part {

    private static final Set<String> KEYS = Set.of(
            "domain-name",
            "domain-name-servers",
            "ntp-servers",
            "netbios-name-servers",
            "netbios-node-type",
            "ipv6-address-preferred-lease-time");

    private static final Listing<DhcpOptions> LISTING = Listing.of(
                    ResourceKind.DHCP_OPTIONS, DhcpOptions::dhcpOptionsId)
            .by("dhcp-options-id", DhcpOptions::dhcpOptionsId)
            .by("owner-id", DhcpOptions::ownerId)
            .byAny("key", options -> options.dhcpConfigurations().stream().map(DhcpConfiguration::key))
            .byAny("value", options -> options.dhcpConfigurations().stream()
                    .flatMap(configuration -> configuration.values().stream())
                    .map(AttributeValue::value));

    DhcpOptionSets(Regional<Ec2Region> regions) {
        super(regions);
    }

    public CreateDhcpOptionsResponse createDhcpOptions(CreateDhcpOptionsRequest request, Call call) {
        Ec2Region region = region(call);
        List<Tag> tags = Tags.wanted(request.tagSpecifications(), ResourceKind.DHCP_OPTIONS);
        if (request.dhcpConfigurations().isEmpty()) {
            throw Refusals.missing("dhcpConfiguration");
        }
        List<DhcpConfiguration> configurations = request.dhcpConfigurations().stream()
                .map(DhcpOptionSets::checked)
                .toList();
        synchronized (region) {
            DhcpOptions options = DhcpOptions.builder()
                    .dhcpOptionsId(region.id(ResourceKind.DHCP_OPTIONS))
                    .ownerId(region.owner())
                    .dhcpConfigurations(configurations)
                    .build();
            region.dhcpOptions.put(options.dhcpOptionsId(), options);
            region.tags.put(options.dhcpOptionsId(), tags);
            return CreateDhcpOptionsResponse.builder()
                    .dhcpOptions(described(region, options))
                    .build();
        }
    }

    private static DhcpConfiguration checked(NewDhcpConfiguration wanted) {
        if (!KEYS.contains(wanted.key())) {
            throw Refusals.invalid("Value (" + wanted.key() + ") for parameter key is invalid. Unknown DHCP option");
        }
        return VpcCreation.configuration(wanted.key(), wanted.values().toArray(String[]::new));
    }

    public DescribeDhcpOptionsResponse describeDhcpOptions(DescribeDhcpOptionsRequest request, Call call) {
        Ec2Region region = region(call);
        Listing.Page<DhcpOptions> page = LISTING.select(
                region.dhcpOptions.all(),
                request.dhcpOptionsIds(),
                request.filters(),
                region.tags,
                request.maxResults(),
                request.nextToken());
        return DescribeDhcpOptionsResponse.builder()
                .dhcpOptions(page.items().stream()
                        .map(options -> described(region, options))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static DhcpOptions described(Ec2Region region, DhcpOptions options) {
        return options.toBuilder()
                .tags(region.tags.list(options.dhcpOptionsId()))
                .build();
    }

    /** {@code default} stands for no options at all. */
    public AssociateDhcpOptionsResponse associateDhcpOptions(AssociateDhcpOptionsRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            VpcEntry vpc = region.vpcs.require("vpcId", request.vpcId());
            String id = Refusals.required("dhcpOptionsId", request.dhcpOptionsId());
            if (!id.equals("default")) {
                region.dhcpOptions.require("dhcpOptionsId", id);
            }
            region.vpcs.put(
                    vpc.id(), vpc.with(vpc.vpc().toBuilder().dhcpOptionsId(id).build()));
        }
        return AssociateDhcpOptionsResponse.builder().build();
    }

    public DeleteDhcpOptionsResponse deleteDhcpOptions(DeleteDhcpOptionsRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            String id = region.dhcpOptions
                    .require("dhcpOptionsId", request.dhcpOptionsId())
                    .dhcpOptionsId();
            if (region.vpcs.all().stream()
                    .anyMatch(entry -> id.equals(entry.vpc().dhcpOptionsId()))) {
                throw Refusals.dependencies("dhcpOptions", id);
            }
            region.dhcpOptions.remove(id);
            region.tags.forget(id);
        }
        return DeleteDhcpOptionsResponse.builder().build();
    }
}
