package sh.lfc.nv.emulator.services.route53;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.route53.model.AssociateVpcWithHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.AssociateVpcWithHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.DNSSECStatus;
import software.amazon.awssdk.services.route53.model.DeleteHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.DeleteHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.DisassociateVpcFromHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.DisassociateVpcFromHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.GetChangeRequest;
import software.amazon.awssdk.services.route53.model.GetChangeResponse;
import software.amazon.awssdk.services.route53.model.GetDnssecRequest;
import software.amazon.awssdk.services.route53.model.GetDnssecResponse;
import software.amazon.awssdk.services.route53.model.GetHostedZoneCountRequest;
import software.amazon.awssdk.services.route53.model.GetHostedZoneCountResponse;
import software.amazon.awssdk.services.route53.model.GetHostedZoneLimitRequest;
import software.amazon.awssdk.services.route53.model.GetHostedZoneLimitResponse;
import software.amazon.awssdk.services.route53.model.GetHostedZoneRequest;
import software.amazon.awssdk.services.route53.model.GetHostedZoneResponse;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.HostedZoneLimit;
import software.amazon.awssdk.services.route53.model.HostedZoneLimitType;
import software.amazon.awssdk.services.route53.model.HostedZoneNotPrivateException;
import software.amazon.awssdk.services.route53.model.HostedZoneOwner;
import software.amazon.awssdk.services.route53.model.HostedZoneSummary;
import software.amazon.awssdk.services.route53.model.InvalidArgumentException;
import software.amazon.awssdk.services.route53.model.InvalidDomainNameException;
import software.amazon.awssdk.services.route53.model.InvalidInputException;
import software.amazon.awssdk.services.route53.model.LastVpcAssociationException;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByNameRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByNameResponse;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByVpcRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByVpcResponse;
import software.amazon.awssdk.services.route53.model.ListHostedZonesRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesResponse;
import software.amazon.awssdk.services.route53.model.ListReusableDelegationSetsRequest;
import software.amazon.awssdk.services.route53.model.ListReusableDelegationSetsResponse;
import software.amazon.awssdk.services.route53.model.NoSuchDelegationSetException;
import software.amazon.awssdk.services.route53.model.PublicZoneVpcAssociationException;
import software.amazon.awssdk.services.route53.model.UpdateHostedZoneCommentRequest;
import software.amazon.awssdk.services.route53.model.UpdateHostedZoneCommentResponse;
import software.amazon.awssdk.services.route53.model.VPC;
import software.amazon.awssdk.services.route53.model.VpcAssociationNotFoundException;

/**
 * Route 53's hosted zones, after its API reference.
 *
 * <p>Reusable delegation sets and DNSSEC signing are not offered; reading their state is.
 */
public final class HostedZoneService implements AwsService {

    private static final int MAX_ITEMS = 100;
    private static final long RECORDS_PER_ZONE = 10_000;
    private static final long VPCS_PER_ZONE = 300;

    private final Zones zones;

    HostedZoneService(Zones zones) {
        this.zones = zones;
    }

    @Override
    public String sdkPackage() {
        return "route53";
    }

    public CreateHostedZoneResponse createHostedZone(CreateHostedZoneRequest request, Call call) {
        if (request.delegationSetId() != null) {
            throw NoSuchDelegationSetException.builder()
                    .message("A reusable delegation set with the specified ID does not exist.")
                    .build();
        }
        if (!DnsNames.isValid(DnsNames.normal(request.name()))) {
            throw InvalidDomainNameException.builder()
                    .message("The domain name is not valid: " + request.name())
                    .build();
        }
        Zone zone = zones.create(call, request);
        return CreateHostedZoneResponse.builder()
                .hostedZone(zone.described())
                .changeInfo(Receipts.of(zones, null, call))
                .delegationSet(zone.delegationSet())
                .vpc(request.vpc())
                .location("https://route53.amazonaws.com/2013-04-01/hostedzone/" + zone.id())
                .build();
    }

    public GetHostedZoneResponse getHostedZone(GetHostedZoneRequest request, Call call) {
        Zone zone = zones.get(call, request.id());
        GetHostedZoneResponse.Builder response =
                GetHostedZoneResponse.builder().hostedZone(zone.described()).delegationSet(zone.delegationSet());
        return zone.isPrivate() ? response.vpCs(zone.vpcs()).build() : response.build();
    }

    public DeleteHostedZoneResponse deleteHostedZone(DeleteHostedZoneRequest request, Call call) {
        zones.delete(call, zones.get(call, request.id()));
        return DeleteHostedZoneResponse.builder()
                .changeInfo(Receipts.of(zones, null, call))
                .build();
    }

    public UpdateHostedZoneCommentResponse updateHostedZoneComment(UpdateHostedZoneCommentRequest request, Call call) {
        Zone zone = zones.get(call, request.id());
        zone.comment(request.comment());
        return UpdateHostedZoneCommentResponse.builder()
                .hostedZone(zone.described())
                .build();
    }

    public GetChangeResponse getChange(GetChangeRequest request) {
        return GetChangeResponse.builder()
                .changeInfo(zones.change(request.id()))
                .build();
    }

    // Listings

    public ListHostedZonesResponse listHostedZones(ListHostedZonesRequest request, Call call) {
        int size = pageSize(request.maxItems());
        List<Zone> from = zones.all(call).stream()
                .filter(zone -> request.hostedZoneTypeAsString() == null || zone.isPrivate())
                .sorted(Comparator.comparing(Zone::id))
                .filter(zone -> request.marker() == null || zone.id().compareTo(request.marker()) >= 0)
                .toList();
        return ListHostedZonesResponse.builder()
                .hostedZones(page(from, size))
                .marker(request.marker())
                .isTruncated(from.size() > size)
                .nextMarker(from.size() > size ? from.get(size).id() : null)
                .maxItems(String.valueOf(size))
                .build();
    }

    public ListHostedZonesByNameResponse listHostedZonesByName(ListHostedZonesByNameRequest request, Call call) {
        if (request.hostedZoneId() != null && request.dnsName() == null) {
            throw InvalidInputException.builder()
                    .message("The HostedZoneId parameter requires the DNSName parameter")
                    .build();
        }
        int size = pageSize(request.maxItems());
        String start = request.dnsName() == null ? "" : DnsNames.reversed(DnsNames.normal(request.dnsName()));
        String startId = request.hostedZoneId() == null ? "" : request.hostedZoneId();
        List<Zone> from = zones.all(call).stream()
                .sorted(Comparator.comparing((Zone zone) -> DnsNames.reversed(zone.name()))
                        .thenComparing(Zone::id))
                .filter(zone -> {
                    int order = DnsNames.reversed(zone.name()).compareTo(start);
                    return order > 0 || order == 0 && zone.id().compareTo(startId) >= 0;
                })
                .toList();
        boolean more = from.size() > size;
        return ListHostedZonesByNameResponse.builder()
                .hostedZones(page(from, size))
                .dnsName(request.dnsName() == null ? null : DnsNames.normal(request.dnsName()))
                .hostedZoneId(request.hostedZoneId())
                .isTruncated(more)
                .nextDNSName(more ? from.get(size).name() : null)
                .nextHostedZoneId(more ? from.get(size).id() : null)
                .maxItems(String.valueOf(size))
                .build();
    }

    public ListHostedZonesByVpcResponse listHostedZonesByVPC(ListHostedZonesByVpcRequest request, Call call) {
        List<HostedZoneSummary> found = zones.all(call).stream()
                .filter(zone -> zone.vpcs().stream().anyMatch(vpc -> vpc.vpcId().equals(request.vpcId())))
                .map(zone -> HostedZoneSummary.builder()
                        .hostedZoneId(zone.id())
                        .name(zone.name())
                        .owner(HostedZoneOwner.builder()
                                .owningAccount(call.scope().account())
                                .build())
                        .build())
                .toList();
        return ListHostedZonesByVpcResponse.builder()
                .hostedZoneSummaries(found)
                .maxItems(String.valueOf(MAX_ITEMS))
                .build();
    }

    public GetHostedZoneCountResponse getHostedZoneCount(GetHostedZoneCountRequest request, Call call) {
        return GetHostedZoneCountResponse.builder()
                .hostedZoneCount((long) zones.all(call).size())
                .build();
    }

    public GetHostedZoneLimitResponse getHostedZoneLimit(GetHostedZoneLimitRequest request, Call call) {
        Zone zone = zones.get(call, request.hostedZoneId());
        boolean records = request.type() == HostedZoneLimitType.MAX_RRSETS_BY_ZONE;
        if (!records && !zone.isPrivate()) {
            throw HostedZoneNotPrivateException.builder()
                    .message("The specified hosted zone is a public hosted zone, not a private hosted zone.")
                    .build();
        }
        return GetHostedZoneLimitResponse.builder()
                .count(records ? zone.records().size() : (long) zone.vpcs().size())
                .limit(HostedZoneLimit.builder()
                        .type(request.type())
                        .value(records ? RECORDS_PER_ZONE : VPCS_PER_ZONE)
                        .build())
                .build();
    }

    public ListReusableDelegationSetsResponse listReusableDelegationSets(ListReusableDelegationSetsRequest request) {
        return ListReusableDelegationSetsResponse.builder()
                .delegationSets(List.of())
                .isTruncated(false)
                .maxItems(String.valueOf(MAX_ITEMS))
                .build();
    }

    public GetDnssecResponse getDNSSEC(GetDnssecRequest request, Call call) {
        if (zones.get(call, request.hostedZoneId()).isPrivate()) {
            throw InvalidArgumentException.builder()
                    .message("Operation is unsupported for private hosted zones")
                    .build();
        }
        return GetDnssecResponse.builder()
                .status(DNSSECStatus.builder().serveSignature("NOT_SIGNING").build())
                .keySigningKeys(List.of())
                .build();
    }

    // Private zones

    public AssociateVpcWithHostedZoneResponse associateVPCWithHostedZone(
            AssociateVpcWithHostedZoneRequest request, Call call) {
        Zone zone = zones.get(call, request.hostedZoneId());
        if (!zone.isPrivate()) {
            throw PublicZoneVpcAssociationException.builder()
                    .message("You're trying to associate a VPC with a public hosted zone. Amazon Route 53 doesn't"
                            + " support associating a VPC with a public hosted zone.")
                    .build();
        }
        synchronized (zone) {
            List<VPC> associated = new ArrayList<>(without(zone, request.vpc()));
            associated.add(request.vpc());
            zone.vpcs(associated);
        }
        return AssociateVpcWithHostedZoneResponse.builder()
                .changeInfo(Receipts.of(zones, request.comment(), call))
                .build();
    }

    public DisassociateVpcFromHostedZoneResponse disassociateVPCFromHostedZone(
            DisassociateVpcFromHostedZoneRequest request, Call call) {
        Zone zone = zones.get(call, request.hostedZoneId());
        synchronized (zone) {
            List<VPC> left = without(zone, request.vpc());
            if (left.size() == zone.vpcs().size()) {
                throw VpcAssociationNotFoundException.builder()
                        .message("The specified VPC and hosted zone are not currently associated.")
                        .build();
            }
            if (left.isEmpty()) {
                throw LastVpcAssociationException.builder()
                        .message("The VPC that you're trying to disassociate from the private hosted zone is the last"
                                + " VPC that is associated with the hosted zone. Amazon Route 53 doesn't support"
                                + " disassociating the last VPC from a hosted zone.")
                        .build();
            }
            zone.vpcs(left);
        }
        return DisassociateVpcFromHostedZoneResponse.builder()
                .changeInfo(Receipts.of(zones, request.comment(), call))
                .build();
    }

    private static List<VPC> without(Zone zone, VPC vpc) {
        return zone.vpcs().stream()
                .filter(each -> !each.vpcId().equals(vpc.vpcId()))
                .toList();
    }

    private static List<HostedZone> page(List<Zone> from, int size) {
        return from.stream().limit(size).map(Zone::described).toList();
    }

    private static int pageSize(String maxItems) {
        return maxItems == null ? MAX_ITEMS : Math.max(1, Math.min(MAX_ITEMS, Integer.parseInt(maxItems)));
    }
}
