package sh.lfc.nv.emulator.services.ec2;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupReferencesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupReferencesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Security groups ("Control traffic to your AWS resources using security groups"). Their rules have a class of their own. */
final class SecurityGroups extends Ec2Part {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{1,255}");
    private static final String ALLOWED = "a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*";

    private static final Listing<SecurityGroup> LISTING = withPermissions(
            withPermissions(
                    Listing.of(ResourceKind.SECURITY_GROUP, SecurityGroup::groupId)
                            .by("group-id", SecurityGroup::groupId)
                            .by("group-name", SecurityGroup::groupName)
                            .by("description", SecurityGroup::description)
                            .by("owner-id", SecurityGroup::ownerId)
                            .by("vpc-id", SecurityGroup::vpcId),
                    "ip-permission.",
                    SecurityGroup::ipPermissions),
            "egress.ip-permission.",
            SecurityGroup::ipPermissionsEgress);

    SecurityGroups(Regional<Ec2Region> regions) {
        super(regions);
    }

    private static Listing<SecurityGroup> withPermissions(
            Listing<SecurityGroup> listing, String prefix, Function<SecurityGroup, List<IpPermission>> permissions) {
        Function<SecurityGroup, Stream<IpPermission>> all = group -> permissions.apply(group).stream();
        return listing.byAny(prefix + "protocol", group -> all.apply(group).map(IpPermission::ipProtocol))
                .byAny(prefix + "from-port", group -> all.apply(group).map(IpPermission::fromPort))
                .byAny(prefix + "to-port", group -> all.apply(group).map(IpPermission::toPort))
                .byAny(prefix + "cidr", group -> all.apply(group)
                        .flatMap(permission -> permission.ipRanges().stream())
                        .map(range -> range.cidrIp()))
                .byAny(prefix + "ipv6-cidr", group -> all.apply(group)
                        .flatMap(permission -> permission.ipv6Ranges().stream())
                        .map(range -> range.cidrIpv6()))
                .byAny(prefix + "prefix-list-id", group -> all.apply(group)
                        .flatMap(permission -> permission.prefixListIds().stream())
                        .map(list -> list.prefixListId()))
                .byAny(prefix + "group-id", group -> all.apply(group)
                        .flatMap(permission -> permission.userIdGroupPairs().stream())
                        .map(pair -> pair.groupId()))
                .byAny(prefix + "user-id", group -> all.apply(group)
                        .flatMap(permission -> permission.userIdGroupPairs().stream())
                        .map(pair -> pair.userId()))
                .never(prefix + "group-name");
    }

    public CreateSecurityGroupResponse createSecurityGroup(CreateSecurityGroupRequest request, Call call) {
        Ec2Region region = region(call);
        List<Tag> tags = Tags.wanted(request.tagSpecifications(), ResourceKind.SECURITY_GROUP);
        String name = Refusals.required("GroupName", request.groupName());
        String description = Refusals.required("GroupDescription", request.description());
        check(name, description);
        synchronized (region) {
            String vpcId = request.vpcId() == null
                    ? defaultVpc(region)
                    : region.vpcs.require("vpcId", request.vpcId()).id();
            if (region.securityGroups.all().stream()
                    .anyMatch(group ->
                            group.vpcId().equals(vpcId) && group.groupName().equals(name))) {
                throw AwsError.badRequest(
                        "InvalidGroup.Duplicate",
                        "The security group '" + name + "' already exists for VPC '" + vpcId + "'");
            }
            SecurityGroup group = VpcCreation.securityGroup(region, vpcId, name, description);
            region.tags.put(group.groupId(), tags);
            return CreateSecurityGroupResponse.builder()
                    .groupId(group.groupId())
                    .securityGroupArn(group.securityGroupArn())
                    .tags(region.tags.list(group.groupId()))
                    .build();
        }
    }

    private static void check(String name, String description) {
        if (name.equals("default")) {
            throw AwsError.badRequest("InvalidGroup.Reserved", "The security group 'default' is reserved");
        }
        if (name.startsWith("sg-")) {
            throw Refusals.invalid("Invalid value for parameter groupName. Group names may not be in the format sg-*.");
        }
        if (!NAME.matcher(name).matches()) {
            throw Refusals.invalid("Value (" + name + ") for parameter GroupName is invalid. Character sets beyond "
                    + ALLOWED + " are not supported.");
        }
        if (!NAME.matcher(description).matches()) {
            throw Refusals.invalid("Value (" + description + ") for parameter GroupDescription is invalid. "
                    + "Character sets beyond " + ALLOWED + " are not supported.");
        }
    }

    private static String defaultVpc(Ec2Region region) {
        return region.vpcs.all().stream()
                .filter(entry -> entry.vpc().isDefault())
                .findFirst()
                .orElseThrow(() -> AwsError.badRequest("VPCIdNotSpecified", "No default VPC for this user"))
                .id();
    }

    public DescribeSecurityGroupsResponse describeSecurityGroups(DescribeSecurityGroupsRequest request, Call call) {
        Ec2Region region = region(call);
        List<SecurityGroup> all = region.securityGroups.all().stream()
                .map(group -> described(region, group))
                .toList();
        for (String name : request.groupNames()) {
            if (all.stream().noneMatch(group -> isNamed(region, group, name))) {
                throw AwsError.badRequest(
                        "InvalidGroup.NotFound", "The security group '" + name + "' does not exist in default VPC");
            }
        }
        Listing.Page<SecurityGroup> page = LISTING.select(
                request.groupNames().isEmpty()
                        ? all
                        : all.stream()
                                .filter(group ->
                                        request.groupNames().stream().anyMatch(name -> isNamed(region, group, name)))
                                .toList(),
                request.groupIds(),
                request.filters(),
                region.tags,
                request.maxResults(),
                request.nextToken());
        return DescribeSecurityGroupsResponse.builder()
                .securityGroups(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    /** Names without a VPC mean groups of the default one. */
    private static boolean isNamed(Ec2Region region, SecurityGroup group, String name) {
        return group.groupName().equals(name)
                && region.vpcs
                        .find(group.vpcId())
                        .filter(entry -> entry.vpc().isDefault())
                        .isPresent();
    }

    private static SecurityGroup described(Ec2Region region, SecurityGroup group) {
        String id = group.groupId();
        return group.toBuilder()
                .ipPermissions(SecurityGroupRules.permissions(SecurityGroupRules.of(region, id, false)))
                .ipPermissionsEgress(SecurityGroupRules.permissions(SecurityGroupRules.of(region, id, true)))
                .tags(region.tags.list(id))
                .build();
    }

    /** A group by its identifier or, in the default VPC, by its name. */
    static SecurityGroup named(Ec2Region region, String id, String name) {
        if (id == null && name != null) {
            return region.securityGroups.all().stream()
                    .filter(group -> isNamed(region, group, name))
                    .findFirst()
                    .orElseThrow(() -> AwsError.badRequest(
                            "InvalidGroup.NotFound",
                            "The security group '" + name + "' does not exist in default VPC"));
        }
        return region.securityGroups.require("groupId", id);
    }

    public DeleteSecurityGroupResponse deleteSecurityGroup(DeleteSecurityGroupRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            SecurityGroup group = named(region, request.groupId(), request.groupName());
            String id = group.groupId();
            if (group.groupName().equals("default")) {
                throw AwsError.badRequest(
                        "CannotDelete",
                        "the specified group: \"" + id + "\" name: \"default\" cannot be deleted by a user");
            }
            if (isReferenced(region, id) || isUsed(region, id)) {
                throw Refusals.dependency("resource " + id + " has a dependent object");
            }
            remove(region, id);
            return DeleteSecurityGroupResponse.builder()
                    .returnValue(true)
                    .groupId(id)
                    .build();
        }
    }

    /** Whether a rule of another group speaks of this one. */
    private static boolean isReferenced(Ec2Region region, String id) {
        return region.rules.all().stream()
                .filter(rule -> !rule.groupId().equals(id))
                .map(rule -> rule.referencedGroupInfo())
                .filter(Objects::nonNull)
                .anyMatch(info -> info.groupId().equals(id));
    }

    private static boolean isUsed(Ec2Region region, String id) {
        return region.interfaces.all().stream()
                .flatMap(each -> each.groups().stream())
                .anyMatch(group -> group.groupId().equals(id));
    }

    /** Removes a group with its rules. */
    static void remove(Ec2Region region, String id) {
        region.rules.all().stream().filter(rule -> rule.groupId().equals(id)).forEach(rule -> {
            region.rules.remove(rule.securityGroupRuleId());
            region.tags.forget(rule.securityGroupRuleId());
        });
        region.securityGroups.remove(id);
        region.tags.forget(id);
    }

    /** Groups are referred to from their own VPC only: there are no peerings. */
    public DescribeSecurityGroupReferencesResponse describeSecurityGroupReferences(
            DescribeSecurityGroupReferencesRequest request, Call call) {
        Ec2Region region = region(call);
        request.groupId().forEach(id -> region.securityGroups.require("groupId", id));
        return DescribeSecurityGroupReferencesResponse.builder()
                .securityGroupReferenceSet(List.of())
                .build();
    }
}
