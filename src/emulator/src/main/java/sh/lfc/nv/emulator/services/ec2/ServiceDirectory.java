package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeManagedPrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicesResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesRequest;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.PrefixListState;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;

/** What AWS itself offers to VPCs in a region: prefix lists and services behind endpoints. All of it is only read. */
final class ServiceDirectory extends Ec2Part {

    private static final String OWNER = "AWS";

    private static final Listing<PrefixLists.PrefixList> PREFIX_LISTS = Listing.of(
                    ResourceKind.PREFIX_LIST, PrefixLists.PrefixList::id)
            .by("prefix-list-id", PrefixLists.PrefixList::id)
            .by("prefix-list-name", PrefixLists.PrefixList::name)
            .by("owner-id", list -> OWNER);

    private static final Listing<EndpointServices.EndpointService> SERVICES =
            Listing.<EndpointServices.EndpointService>of(null, service -> service.name() + service.type())
                    .by("owner", service -> "amazon")
                    .by("service-name", EndpointServices.EndpointService::name)
                    .by("service-type", service -> service.type().toString())
                    .by("supported-ip-address-types", service -> "ipv4")
                    .never("service-region");

    ServiceDirectory(Regional<Ec2Region> regions) {
        super(regions);
    }

    private PrefixLists lists(Call call) {
        return PrefixLists.of(call.scope().region());
    }

    public DescribePrefixListsResponse describePrefixLists(DescribePrefixListsRequest request, Call call) {
        Listing.Page<PrefixLists.PrefixList> page = PREFIX_LISTS.select(
                lists(call).lists(),
                request.prefixListIds(),
                request.filters(),
                null,
                request.maxResults(),
                request.nextToken());
        return DescribePrefixListsResponse.builder()
                .prefixLists(page.items().stream()
                        .map(list -> software.amazon.awssdk.services.ec2.model.PrefixList.builder()
                                .prefixListId(list.id())
                                .prefixListName(list.name())
                                .cidrs(list.cidrs())
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    public DescribeManagedPrefixListsResponse describeManagedPrefixLists(
            DescribeManagedPrefixListsRequest request, Call call) {
        Listing.Page<PrefixLists.PrefixList> page = PREFIX_LISTS.select(
                lists(call).lists(),
                request.prefixListIds(),
                request.filters(),
                region(call).tags,
                request.maxResults(),
                request.nextToken());
        return DescribeManagedPrefixListsResponse.builder()
                .prefixLists(page.items().stream()
                        .map(list -> ManagedPrefixList.builder()
                                .prefixListId(list.id())
                                .prefixListName(list.name())
                                .prefixListArn("arn:" + call.scope().partition() + ":ec2:"
                                        + call.scope().region() + ":aws:prefix-list/" + list.id())
                                .addressFamily("IPv4")
                                .state(PrefixListState.CREATE_COMPLETE)
                                .ownerId(OWNER)
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    public GetManagedPrefixListEntriesResponse getManagedPrefixListEntries(
            GetManagedPrefixListEntriesRequest request, Call call) {
        String id = Refusals.required("prefixListId", request.prefixListId());
        PrefixLists.PrefixList list = lists(call).byId(id).orElseThrow(() -> ResourceKind.PREFIX_LIST.missing(id));
        return GetManagedPrefixListEntriesResponse.builder()
                .entries(list.cidrs().stream()
                        .map(cidr -> PrefixListEntry.builder().cidr(cidr).build())
                        .toList())
                .build();
    }

    public DescribeVpcEndpointServicesResponse describeVpcEndpointServices(
            DescribeVpcEndpointServicesRequest request, Call call) {
        List<EndpointServices.EndpointService> all =
                EndpointServices.of(call.scope().region()).services();
        for (String name : request.serviceNames()) {
            if (all.stream().noneMatch(service -> service.name().equals(name))) {
                throw AwsError.badRequest(
                        "InvalidServiceName", "The Vpc Endpoint Service '" + name + "' does not exist");
            }
        }
        Listing.Page<EndpointServices.EndpointService> page = SERVICES.select(
                all.stream()
                        .filter(service -> request.serviceNames().isEmpty()
                                || request.serviceNames().contains(service.name()))
                        .toList(),
                List.of(),
                request.filters(),
                region(call).tags,
                request.maxResults(),
                request.nextToken());
        return DescribeVpcEndpointServicesResponse.builder()
                .serviceNames(page.items().stream()
                        .map(EndpointServices.EndpointService::name)
                        .distinct()
                        .toList())
                .serviceDetails(page.items().stream()
                        .map(service -> detail(service, call))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private ServiceDetail detail(EndpointServices.EndpointService service, Call call) {
        String region = call.scope().region();
        return ServiceDetail.builder()
                .serviceName(service.name())
                .serviceId(service.id())
                .serviceRegion(region)
                .serviceType(type -> type.serviceType(service.type().toString()))
                .owner("amazon")
                .acceptanceRequired(false)
                .managesVpcEndpoints(false)
                .vpcEndpointPolicySupported(true)
                .availabilityZones(
                        Zones.of(region).zones().stream().map(Zones.Zone::name).collect(Collectors.toList()))
                .baseEndpointDnsNames(service.name().substring(service.name().lastIndexOf('.') + 1) + "." + region
                        + (service.privateDnsName() == null ? ".amazonaws.com" : ".vpce.amazonaws.com"))
                .privateDnsName(service.privateDnsName())
                .supportedIpAddressTypesWithStrings("ipv4")
                .build();
    }
}
