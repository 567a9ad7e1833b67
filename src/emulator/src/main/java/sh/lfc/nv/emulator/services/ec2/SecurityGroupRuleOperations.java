package sh.lfc.nv.emulator.services.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.RevokedSecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleDescription;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressResponse;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressResponse;

/** The operations on the rules of security groups ("Configure security group rules"). */
final class SecurityGroupRuleOperations extends Ec2Part {

    private static final int MOST_IN_ONE_DIRECTION = 60;

    private static final Listing<SecurityGroupRule> LISTING = Listing.of(
                    ResourceKind.SECURITY_GROUP_RULE, SecurityGroupRule::securityGroupRuleId)
            .by("security-group-rule-id", SecurityGroupRule::securityGroupRuleId)
            .by("group-id", SecurityGroupRule::groupId);

    SecurityGroupRuleOperations(Regional<Ec2Region> regions) {
        super(regions);
    }

    public AuthorizeSecurityGroupIngressResponse authorizeSecurityGroupIngress(
            AuthorizeSecurityGroupIngressRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            SecurityGroup group = SecurityGroups.named(region, request.groupId(), request.groupName());
            List<IpPermission> permissions = request.hasIpPermissions()
                    ? request.ipPermissions()
                    : single(
                            request.ipProtocol(),
                            request.fromPort(),
                            request.toPort(),
                            request.cidrIp(),
                            request.sourceSecurityGroupName());
            return AuthorizeSecurityGroupIngressResponse.builder()
                    .returnValue(true)
                    .securityGroupRules(authorize(region, group, false, permissions, request.tagSpecifications()))
                    .build();
        }
    }

    public AuthorizeSecurityGroupEgressResponse authorizeSecurityGroupEgress(
            AuthorizeSecurityGroupEgressRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            SecurityGroup group = region.securityGroups.require("groupId", request.groupId());
            List<IpPermission> permissions = request.hasIpPermissions()
                    ? request.ipPermissions()
                    : single(request.ipProtocol(), request.fromPort(), request.toPort(), request.cidrIp(), null);
            return AuthorizeSecurityGroupEgressResponse.builder()
                    .returnValue(true)
                    .securityGroupRules(authorize(region, group, true, permissions, request.tagSpecifications()))
                    .build();
        }
    }

    /** The oldest way to name one permission: by parameters of its own. */
    private static List<IpPermission> single(
            String protocol, Integer from, Integer to, String cidr, String sourceGroupName) {
        if (protocol == null && cidr == null && sourceGroupName == null) {
            throw Refusals.missing("ipPermissions");
        }
        IpPermission.Builder permission =
                IpPermission.builder().ipProtocol(protocol).fromPort(from).toPort(to);
        if (cidr != null) {
            permission.ipRanges(IpRange.builder().cidrIp(cidr).build());
        }
        if (sourceGroupName != null) {
            permission.userIdGroupPairs(pair -> pair.groupName(sourceGroupName));
        }
        return List.of(permission.build());
    }

    private static List<SecurityGroupRule> authorize(
            Ec2Region region,
            SecurityGroup group,
            boolean egress,
            List<IpPermission> permissions,
            List<TagSpecification> specifications) {
        List<Tag> tags = Tags.wanted(specifications, ResourceKind.SECURITY_GROUP_RULE);
        List<SecurityGroupRule> present = new ArrayList<>(SecurityGroupRules.of(region, group.groupId(), egress));
        List<SecurityGroupRule> added = SecurityGroupRules.expand(region, group, egress, permissions);
        for (SecurityGroupRule rule : added) {
            if (present.stream().anyMatch(other -> SecurityGroupRules.same(rule, other))) {
                throw SecurityGroupRules.duplicate(rule);
            }
            present.add(rule);
        }
        if (present.size() > MOST_IN_ONE_DIRECTION) {
            throw AwsError.badRequest(
                    "RulesPerSecurityGroupLimitExceeded",
                    "The maximum number of rules per security group has been reached.");
        }
        added.forEach(rule -> {
            region.rules.put(rule.securityGroupRuleId(), rule);
            region.tags.put(rule.securityGroupRuleId(), tags);
        });
        return added.stream().map(rule -> described(region, rule)).toList();
    }

    private static SecurityGroupRule described(Ec2Region region, SecurityGroupRule rule) {
        return rule.toBuilder()
                .tags(region.tags.list(rule.securityGroupRuleId()))
                .build();
    }

    public DescribeSecurityGroupRulesResponse describeSecurityGroupRules(
            DescribeSecurityGroupRulesRequest request, Call call) {
        Ec2Region region = region(call);
        Listing.Page<SecurityGroupRule> page = LISTING.select(
                region.rules.all(),
                request.securityGroupRuleIds(),
                request.filters(),
                region.tags,
                request.maxResults(),
                request.nextToken());
        return DescribeSecurityGroupRulesResponse.builder()
                .securityGroupRules(page.items().stream()
                        .map(rule -> described(region, rule))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    public RevokeSecurityGroupIngressResponse revokeSecurityGroupIngress(
            RevokeSecurityGroupIngressRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            SecurityGroup group = SecurityGroups.named(region, request.groupId(), request.groupName());
            List<IpPermission> permissions = request.hasIpPermissions() || request.hasSecurityGroupRuleIds()
                    ? request.ipPermissions()
                    : single(
                            request.ipProtocol(),
                            request.fromPort(),
                            request.toPort(),
                            request.cidrIp(),
                            request.sourceSecurityGroupName());
            Revoked revoked = revoke(region, group, false, permissions, request.securityGroupRuleIds());
            return RevokeSecurityGroupIngressResponse.builder()
                    .returnValue(true)
                    .revokedSecurityGroupRules(revoked.rules())
                    .unknownIpPermissions(revoked.unknown())
                    .build();
        }
    }

    public RevokeSecurityGroupEgressResponse revokeSecurityGroupEgress(
            RevokeSecurityGroupEgressRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            SecurityGroup group = region.securityGroups.require("groupId", request.groupId());
            List<IpPermission> permissions = request.hasIpPermissions() || request.hasSecurityGroupRuleIds()
                    ? request.ipPermissions()
                    : single(request.ipProtocol(), request.fromPort(), request.toPort(), request.cidrIp(), null);
            Revoked revoked = revoke(region, group, true, permissions, request.securityGroupRuleIds());
            return RevokeSecurityGroupEgressResponse.builder()
                    .returnValue(true)
                    .revokedSecurityGroupRules(revoked.rules())
                    .unknownIpPermissions(revoked.unknown())
                    .build();
        }
    }

    private record Revoked(List<RevokedSecurityGroupRule> rules, List<IpPermission> unknown) {}

    /** What does not exist is an error, but in a default VPC, where it is told and ignored. */
    private static Revoked revoke(
            Ec2Region region, SecurityGroup group, boolean egress, List<IpPermission> permissions, List<String> ids) {
        List<SecurityGroupRule> gone = new ArrayList<>();
        List<SecurityGroupRule> unknown = new ArrayList<>();
        ids.forEach(id -> gone.add(own(region, group, egress, id)));
        List<SecurityGroupRule> present = SecurityGroupRules.of(region, group.groupId(), egress);
        for (SecurityGroupRule wanted : SecurityGroupRules.expand(region, group, egress, permissions)) {
            Optional<SecurityGroupRule> found = present.stream()
                    .filter(rule -> SecurityGroupRules.same(rule, wanted))
                    .findFirst();
            found.ifPresentOrElse(gone::add, () -> unknown.add(wanted));
        }
        boolean inDefaultVpc =
                region.vpcs.find(group.vpcId()).orElseThrow().vpc().isDefault();
        if (!unknown.isEmpty() && !inDefaultVpc) {
            throw AwsError.badRequest(
                    "InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
        }
        gone.forEach(rule -> {
            region.rules.remove(rule.securityGroupRuleId());
            region.tags.forget(rule.securityGroupRuleId());
        });
        return new Revoked(
                gone.stream().map(SecurityGroupRuleOperations::revoked).toList(),
                SecurityGroupRules.permissions(unknown));
    }

    private static SecurityGroupRule own(Ec2Region region, SecurityGroup group, boolean egress, String id) {
        SecurityGroupRule rule = region.rules.require("securityGroupRuleId", id);
        if (!rule.groupId().equals(group.groupId()) || rule.isEgress() != egress) {
            throw ResourceKind.SECURITY_GROUP_RULE.missing(id);
        }
        return rule;
    }

    private static RevokedSecurityGroupRule revoked(SecurityGroupRule rule) {
        return RevokedSecurityGroupRule.builder()
                .securityGroupRuleId(rule.securityGroupRuleId())
                .groupId(rule.groupId())
                .isEgress(rule.isEgress())
                .ipProtocol(rule.ipProtocol())
                .fromPort(rule.fromPort())
                .toPort(rule.toPort())
                .cidrIpv4(rule.cidrIpv4())
                .cidrIpv6(rule.cidrIpv6())
                .prefixListId(rule.prefixListId())
                .referencedGroupId(
                        rule.referencedGroupInfo() == null
                                ? null
                                : rule.referencedGroupInfo().groupId())
                .description(rule.description())
                .build();
    }

    public ModifySecurityGroupRulesResponse modifySecurityGroupRules(
            ModifySecurityGroupRulesRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            SecurityGroup group = region.securityGroups.require("groupId", request.groupId());
            List<SecurityGroupRule> changed = new ArrayList<>();
            for (SecurityGroupRuleUpdate update : request.securityGroupRules()) {
                SecurityGroupRule before = region.rules.require("securityGroupRuleId", update.securityGroupRuleId());
                if (!before.groupId().equals(group.groupId())) {
                    throw ResourceKind.SECURITY_GROUP_RULE.missing(update.securityGroupRuleId());
                }
                SecurityGroupRule after = modified(region, group, before, update.securityGroupRule());
                if (SecurityGroupRules.of(region, group.groupId(), after.isEgress()).stream()
                        .anyMatch(other -> !other.securityGroupRuleId().equals(after.securityGroupRuleId())
                                && SecurityGroupRules.same(other, after))) {
                    throw SecurityGroupRules.duplicate(after);
                }
                changed.add(after);
            }
            changed.forEach(rule -> region.rules.put(rule.securityGroupRuleId(), rule));
        }
        return ModifySecurityGroupRulesResponse.builder().returnValue(true).build();
    }

    private static SecurityGroupRule modified(
            Ec2Region region, SecurityGroup group, SecurityGroupRule before, SecurityGroupRuleRequest wanted) {
        Refusals.required("securityGroupRule", wanted);
        SecurityGroupRule.Builder rule = SecurityGroupRules.ports(
                        before.toBuilder(), wanted.ipProtocol(), wanted.fromPort(), wanted.toPort())
                .cidrIpv4(wanted.cidrIpv4() == null ? null : SecurityGroupRules.ipv4(wanted.cidrIpv4()))
                .cidrIpv6(wanted.cidrIpv6() == null ? null : SecurityGroupRules.ipv6(wanted.cidrIpv6()))
                .prefixListId(
                        wanted.prefixListId() == null
                                ? null
                                : SecurityGroupRules.prefixList(region, wanted.prefixListId()))
                .referencedGroupInfo((ReferencedSecurityGroup) null)
                .description(SecurityGroupRules.description(wanted.description()));
        if (wanted.referencedGroupId() != null) {
            SecurityGroup peer = SecurityGroupRules.peer(region, group, wanted.referencedGroupId());
            rule.referencedGroupInfo(info -> info.groupId(peer.groupId()).userId(peer.ownerId()));
        }
        SecurityGroupRule after = rule.build();
        if (SecurityGroupRules.peer(after) == null) {
            throw Refusals.missing("securityGroupRule");
        }
        return after;
    }

    public UpdateSecurityGroupRuleDescriptionsIngressResponse updateSecurityGroupRuleDescriptionsIngress(
            UpdateSecurityGroupRuleDescriptionsIngressRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            SecurityGroup group = SecurityGroups.named(region, request.groupId(), request.groupName());
            describe(region, group, false, request.ipPermissions(), request.securityGroupRuleDescriptions());
        }
        return UpdateSecurityGroupRuleDescriptionsIngressResponse.builder()
                .returnValue(true)
                .build();
    }

    public UpdateSecurityGroupRuleDescriptionsEgressResponse updateSecurityGroupRuleDescriptionsEgress(
            UpdateSecurityGroupRuleDescriptionsEgressRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            SecurityGroup group = SecurityGroups.named(region, request.groupId(), request.groupName());
            describe(region, group, true, request.ipPermissions(), request.securityGroupRuleDescriptions());
        }
        return UpdateSecurityGroupRuleDescriptionsEgressResponse.builder()
                .returnValue(true)
                .build();
    }

    private static void describe(
            Ec2Region region,
            SecurityGroup group,
            boolean egress,
            List<IpPermission> permissions,
            List<SecurityGroupRuleDescription> descriptions) {
        List<SecurityGroupRule> present = SecurityGroupRules.of(region, group.groupId(), egress);
        List<SecurityGroupRule> changed = new ArrayList<>();
        for (SecurityGroupRule wanted : SecurityGroupRules.expand(region, group, egress, permissions)) {
            SecurityGroupRule rule = present.stream()
                    .filter(each -> SecurityGroupRules.same(each, wanted))
                    .findFirst()
                    .orElseThrow(() -> AwsError.badRequest(
                            "InvalidPermission.NotFound", "The specified rule does not exist in this security group."));
            changed.add(rule.toBuilder().description(wanted.description()).build());
        }
        for (SecurityGroupRuleDescription one : descriptions) {
            changed.add(own(region, group, egress, one.securityGroupRuleId()).toBuilder()
                    .description(SecurityGroupRules.description(one.description()))
                    .build());
        }
        changed.forEach(rule -> region.rules.put(rule.securityGroupRuleId(), rule));
    }
}
