package sh.lfc.nv.emulator.services.ec2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.network.Cidr;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Network ACLs ("Control subnet traffic with network access control lists"). */
final class NetworkAcls extends Ec2Part {

    private static final int LAST_OWN_RULE = 32766;

    private static final Comparator<NetworkAclEntry> ORDER =
            Comparator.comparing(NetworkAclEntry::egress).reversed().thenComparing(NetworkAclEntry::ruleNumber);

    private static final Listing<NetworkAcl> LISTING = Listing.of(ResourceKind.NETWORK_ACL, NetworkAcl::networkAclId)
            .by("network-acl-id", NetworkAcl::networkAclId)
            .by("vpc-id", NetworkAcl::vpcId)
            .by("owner-id", NetworkAcl::ownerId)
            .by("default", NetworkAcl::isDefault)
            .byAny("association.association-id", acl -> associations(acl)
                    .map(NetworkAclAssociation::networkAclAssociationId))
            .byAny("association.network-acl-id", acl -> associations(acl).map(NetworkAclAssociation::networkAclId))
            .byAny("association.subnet-id", acl -> associations(acl).map(NetworkAclAssociation::subnetId))
            .byAny("entry.cidr", acl -> entries(acl).map(NetworkAclEntry::cidrBlock))
            .byAny("entry.ipv6-cidr", acl -> entries(acl).map(NetworkAclEntry::ipv6CidrBlock))
            .byAny("entry.egress", acl -> entries(acl).map(NetworkAclEntry::egress))
            .byAny("entry.protocol", acl -> entries(acl).map(NetworkAclEntry::protocol))
            .byAny("entry.rule-action", acl -> entries(acl).map(NetworkAclEntry::ruleActionAsString))
            .byAny("entry.rule-number", acl -> entries(acl).map(NetworkAclEntry::ruleNumber))
            .byAny("entry.port-range.from", acl -> entries(acl)
                    .filter(entry -> entry.portRange() != null)
                    .map(entry -> entry.portRange().from()))
            .byAny("entry.port-range.to", acl -> entries(acl)
                    .filter(entry -> entry.portRange() != null)
                    .map(entry -> entry.portRange().to()))
            .byAny("entry.icmp.code", acl -> entries(acl)
                    .filter(entry -> entry.icmpTypeCode() != null)
                    .map(entry -> entry.icmpTypeCode().code()))
            .byAny("entry.icmp.type", acl -> entries(acl)
                    .filter(entry -> entry.icmpTypeCode() != null)
                    .map(entry -> entry.icmpTypeCode().type()));

    NetworkAcls(Regional<Ec2Region> regions) {
        super(regions);
    }

    private static Stream<NetworkAclAssociation> associations(NetworkAcl acl) {
        return acl.associations().stream();
    }

    private static Stream<NetworkAclEntry> entries(NetworkAcl acl) {
        return acl.entries().stream();
    }

    /** The same list, holding for one subnet more. */
    static NetworkAcl with(NetworkAcl acl, NetworkAclAssociation association) {
        List<NetworkAclAssociation> more = new ArrayList<>(acl.associations());
        more.add(association);
        return acl.toBuilder().associations(more).build();
    }

    /** The same list, not holding for a subnet. */
    static NetworkAcl withoutSubnet(NetworkAcl acl, String subnetId) {
        return acl.toBuilder()
                .associations(associations(acl)
                        .filter(association -> !association.subnetId().equals(subnetId))
                        .toList())
                .build();
    }

    public CreateNetworkAclResponse createNetworkAcl(CreateNetworkAclRequest request, Call call) {
        Ec2Region region = region(call);
        List<Tag> tags = Tags.wanted(request.tagSpecifications(), ResourceKind.NETWORK_ACL);
        synchronized (region) {
            NetworkAcl acl = NetworkAcl.builder()
                    .networkAclId(region.id(ResourceKind.NETWORK_ACL))
                    .vpcId(region.vpcs.require("vpcId", request.vpcId()).id())
                    .ownerId(region.owner())
                    .isDefault(false)
                    .entries(
                            VpcCreation.entry(true, VpcCreation.LAST_ACL_RULE, RuleAction.DENY),
                            VpcCreation.entry(false, VpcCreation.LAST_ACL_RULE, RuleAction.DENY))
                    .build();
            region.networkAcls.put(acl.networkAclId(), acl);
            region.tags.put(acl.networkAclId(), tags);
            return CreateNetworkAclResponse.builder()
                    .networkAcl(described(region, acl))
                    .clientToken(request.clientToken())
                    .build();
        }
    }

    public DescribeNetworkAclsResponse describeNetworkAcls(DescribeNetworkAclsRequest request, Call call) {
        Ec2Region region = region(call);
        Listing.Page<NetworkAcl> page = LISTING.select(
                region.networkAcls.all(),
                request.networkAclIds(),
                request.filters(),
                region.tags,
                request.maxResults(),
                request.nextToken());
        return DescribeNetworkAclsResponse.builder()
                .networkAcls(
                        page.items().stream().map(acl -> described(region, acl)).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static NetworkAcl described(Ec2Region region, NetworkAcl acl) {
        return acl.toBuilder().tags(region.tags.list(acl.networkAclId())).build();
    }

    public DeleteNetworkAclResponse deleteNetworkAcl(DeleteNetworkAclRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            NetworkAcl acl = region.networkAcls.require("networkAclId", request.networkAclId());
            if (acl.isDefault()) {
                throw Refusals.invalid("Cannot delete the default network ACL " + acl.networkAclId());
            }
            if (!acl.associations().isEmpty()) {
                throw Refusals.dependencies("networkAcl", acl.networkAclId());
            }
            region.networkAcls.remove(acl.networkAclId());
            region.tags.forget(acl.networkAclId());
        }
        return DeleteNetworkAclResponse.builder().build();
    }

    public CreateNetworkAclEntryResponse createNetworkAclEntry(CreateNetworkAclEntryRequest request, Call call) {
        Ec2Region region = region(call);
        NetworkAclEntry entry = checked(NetworkAclEntry.builder()
                .egress(Boolean.TRUE.equals(request.egress()))
                .ruleNumber(Refusals.required("ruleNumber", request.ruleNumber()))
                .protocol(Refusals.required("protocol", request.protocol()))
                .ruleAction(Refusals.required("ruleAction", request.ruleAction()))
                .cidrBlock(request.cidrBlock())
                .ipv6CidrBlock(request.ipv6CidrBlock())
                .portRange(request.portRange())
                .icmpTypeCode(request.icmpTypeCode())
                .build());
        synchronized (region) {
            NetworkAcl acl = region.networkAcls.require("networkAclId", request.networkAclId());
            if (entries(acl).anyMatch(each -> ORDER.compare(each, entry) == 0)) {
                throw AwsError.badRequest(
                        "NetworkAclEntryAlreadyExists",
                        "The network acl entry identified by " + entry.ruleNumber() + " already exists.");
            }
            put(region, acl, Stream.concat(entries(acl), Stream.of(entry)));
        }
        return CreateNetworkAclEntryResponse.builder().build();
    }

    private static NetworkAclEntry checked(NetworkAclEntry entry) {
        if (entry.ruleNumber() < 1 || entry.ruleNumber() > LAST_OWN_RULE) {
            throw Refusals.invalid(
                    "ruleNumber", entry.ruleNumber(), "Rule number must be between 1 and " + LAST_OWN_RULE + ".");
        }
        String protocol = Protocols.number(entry.protocol());
        boolean hasPorts = protocol.equals("6") || protocol.equals("17");
        if (hasPorts
                && (entry.portRange() == null
                        || entry.portRange().from() == null
                        || entry.portRange().to() == null)) {
            throw Refusals.missing("portRange");
        }
        if (entry.cidrBlock() == null && entry.ipv6CidrBlock() == null) {
            throw Refusals.missing("cidrBlock");
        }
        NetworkAclEntry.Builder checked = entry.toBuilder().protocol(protocol);
        if (entry.cidrBlock() != null) {
            checked.cidrBlock(Cidr.parse(entry.cidrBlock())
                    .orElseThrow(
                            () -> Refusals.invalid("cidrBlock", entry.cidrBlock(), "This is not a valid CIDR block."))
                    .toString());
        }
        return checked.build();
    }

    private static void put(Ec2Region region, NetworkAcl acl, Stream<NetworkAclEntry> entries) {
        region.networkAcls.put(
                acl.networkAclId(),
                acl.toBuilder().entries(entries.sorted(ORDER).toList()).build());
    }

    public ReplaceNetworkAclEntryResponse replaceNetworkAclEntry(ReplaceNetworkAclEntryRequest request, Call call) {
        Ec2Region region = region(call);
        NetworkAclEntry entry = checked(NetworkAclEntry.builder()
                .egress(Boolean.TRUE.equals(request.egress()))
                .ruleNumber(Refusals.required("ruleNumber", request.ruleNumber()))
                .protocol(Refusals.required("protocol", request.protocol()))
                .ruleAction(Refusals.required("ruleAction", request.ruleAction()))
                .cidrBlock(request.cidrBlock())
                .ipv6CidrBlock(request.ipv6CidrBlock())
                .portRange(request.portRange())
                .icmpTypeCode(request.icmpTypeCode())
                .build());
        synchronized (region) {
            NetworkAcl acl = region.networkAcls.require("networkAclId", request.networkAclId());
            NetworkAclEntry before = entry(acl, entry.egress(), entry.ruleNumber());
            put(region, acl, entries(acl).map(each -> each == before ? entry : each));
        }
        return ReplaceNetworkAclEntryResponse.builder().build();
    }

    private static NetworkAclEntry entry(NetworkAcl acl, boolean egress, int number) {
        return entries(acl)
                .filter(entry -> entry.egress() == egress && entry.ruleNumber() == number)
                .filter(entry -> number <= LAST_OWN_RULE)
                .findFirst()
                .orElseThrow(() -> AwsError.badRequest(
                        "InvalidNetworkAclEntry.NotFound",
                        "The specified network acl entry identified by " + number + " does not exist"));
    }

    public DeleteNetworkAclEntryResponse deleteNetworkAclEntry(DeleteNetworkAclEntryRequest request, Call call) {
        Ec2Region region = region(call);
        int number = Refusals.required("ruleNumber", request.ruleNumber());
        synchronized (region) {
            NetworkAcl acl = region.networkAcls.require("networkAclId", request.networkAclId());
            NetworkAclEntry entry = entry(acl, Boolean.TRUE.equals(request.egress()), number);
            put(region, acl, entries(acl).filter(each -> each != entry));
        }
        return DeleteNetworkAclEntryResponse.builder().build();
    }

    public ReplaceNetworkAclAssociationResponse replaceNetworkAclAssociation(
            ReplaceNetworkAclAssociationRequest request, Call call) {
        Ec2Region region = region(call);
        String id = Refusals.required("associationId", request.associationId());
        synchronized (region) {
            NetworkAcl from = region.networkAcls.all().stream()
                    .filter(acl -> associations(acl)
                            .anyMatch(one -> one.networkAclAssociationId().equals(id)))
                    .findFirst()
                    .orElseThrow(() -> AwsError.badRequest(
                            "InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist"));
            NetworkAcl to = region.networkAcls.require("networkAclId", request.networkAclId());
            if (!to.vpcId().equals(from.vpcId())) {
                throw Refusals.invalid("You have specified two resources that belong to different networks.");
            }
            String subnetId = associations(from)
                    .filter(one -> one.networkAclAssociationId().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .subnetId();
            NetworkAclAssociation association = NetworkAclAssociation.builder()
                    .networkAclAssociationId(region.id("aclassoc"))
                    .networkAclId(to.networkAclId())
                    .subnetId(subnetId)
                    .build();
            region.networkAcls.put(from.networkAclId(), withoutSubnet(from, subnetId));
            NetworkAcl target = region.networkAcls.find(to.networkAclId()).orElseThrow();
            region.networkAcls.put(to.networkAclId(), with(target, association));
            return ReplaceNetworkAclAssociationResponse.builder()
                    .newAssociationId(association.networkAclAssociationId())
                    .build();
        }
    }
}
