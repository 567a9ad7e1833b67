package sh.lfc.nv.emulator.services.ec2;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.network.Cidr;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * Rules of security groups between their two shapes: one rule with one peer, as they are kept, and permissions with
 * many peers, as the older operations speak of them ("Security group rules").
 */
final class SecurityGroupRules {

    private static final int ALL = -1;
    private static final int LAST_PORT = 65535;
    private static final Pattern DESCRIPTION = Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{0,255}");
    private static final Pattern IPV6 = Pattern.compile("([0-9a-fA-F:.]*:[0-9a-fA-F:.]*)/(\\d{1,3})");

    private SecurityGroupRules() {}

    /** A new rule of a group, which still lacks protocol and peer. */
    static SecurityGroupRule.Builder rule(Ec2Region region, String groupId, boolean egress) {
        String id = region.id(ResourceKind.SECURITY_GROUP_RULE);
        return SecurityGroupRule.builder()
                .securityGroupRuleId(id)
                .securityGroupRuleArn(region.arn("security-group-rule/" + id))
                .groupId(groupId)
                .groupOwnerId(region.owner())
                .isEgress(egress)
                .fromPort(ALL)
                .toPort(ALL);
    }

    /** The rules of a group in one direction. */
    static List<SecurityGroupRule> of(Ec2Region region, String groupId, boolean egress) {
        return region.rules.all().stream()
                .filter(rule -> rule.groupId().equals(groupId) && rule.isEgress() == egress)
                .toList();
    }

    /** One checked rule for each peer of the permissions; the rules are new and belong to nothing yet. */
    static List<SecurityGroupRule> expand(
            Ec2Region region, SecurityGroup group, boolean egress, List<IpPermission> permissions) {
        List<SecurityGroupRule> rules = new ArrayList<>();
        for (IpPermission permission : permissions) {
            int before = rules.size();
            permission
                    .ipRanges()
                    .forEach(range -> rules.add(started(region, group, egress, permission)
                            .cidrIpv4(ipv4(range.cidrIp()))
                            .description(description(range.description()))
                            .build()));
            permission
                    .ipv6Ranges()
                    .forEach(range -> rules.add(started(region, group, egress, permission)
                            .cidrIpv6(ipv6(range.cidrIpv6()))
                            .description(description(range.description()))
                            .build()));
            permission
                    .prefixListIds()
                    .forEach(list -> rules.add(started(region, group, egress, permission)
                            .prefixListId(prefixList(region, list.prefixListId()))
                            .description(description(list.description()))
                            .build()));
            permission.userIdGroupPairs().forEach(pair -> {
                SecurityGroup peer = peer(region, group, pair);
                rules.add(started(region, group, egress, permission)
                        .referencedGroupInfo(
                                info -> info.groupId(peer.groupId()).userId(peer.ownerId()))
                        .description(description(pair.description()))
                        .build());
            });
            if (rules.size() == before) {
                throw Refusals.missing("ipPermissions");
            }
        }
        return rules;
    }

    private static SecurityGroupRule.Builder started(
            Ec2Region region, SecurityGroup group, boolean egress, IpPermission permission) {
        SecurityGroupRule.Builder rule = rule(region, group.groupId(), egress);
        return ports(rule, permission.ipProtocol(), permission.fromPort(), permission.toPort());
    }

    /** Sets protocol and ports, which belong together. */
    static SecurityGroupRule.Builder ports(SecurityGroupRule.Builder rule, String protocol, Integer from, Integer to) {
        String name = Protocols.name(Refusals.required("ipProtocol", protocol));
        rule.ipProtocol(name);
        if (Protocols.hasPorts(name)) {
            if (from == null || to == null) {
                throw Refusals.invalid(
                        "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
            }
            if (from == ALL && to == ALL) {
                return rule.fromPort(0).toPort(LAST_PORT);
            }
            if (from < 0 || to > LAST_PORT || from > to) {
                throw Refusals.invalid(
                        "Invalid " + name.toUpperCase(Locale.ROOT) + " port range (" + from + "-" + to + ")");
            }
            return rule.fromPort(from).toPort(to);
        }
        return Protocols.isIcmp(name)
                ? rule.fromPort(from == null ? ALL : from).toPort(to == null ? ALL : to)
                : rule.fromPort(ALL).toPort(ALL);
    }

    static String ipv4(String text) {
        return Cidr.parse(text)
                .filter(any -> text.contains("/"))
                .orElseThrow(() -> Refusals.invalid("CIDR block " + text + " is malformed"))
                .toString();
    }

    static String ipv6(String text) {
        var matcher = IPV6.matcher(text == null ? "" : text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 128) {
            throw Refusals.invalid("CIDR block " + text + " is malformed");
        }
        try {
            InetAddress address = InetAddress.getByName(matcher.group(1));
            if (address instanceof Inet6Address) {
                return text.toLowerCase(Locale.ROOT);
            }
        } catch (UnknownHostException e) {
            // falls through: a literal that cannot be read is malformed
        }
        throw Refusals.invalid("CIDR block " + text + " is malformed");
    }

    static String prefixList(Ec2Region region, String id) {
        ResourceKind.PREFIX_LIST.checkForm(Refusals.required("prefixListId", id));
        if (!region.has(ResourceKind.PREFIX_LIST, id)) {
            throw ResourceKind.PREFIX_LIST.missing(id);
        }
        return id;
    }

    static String description(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!DESCRIPTION.matcher(text).matches()) {
            throw Refusals.invalid("Invalid rule description. Valid descriptions are strings less than 256 characters "
                    + "from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*");
        }
        return text;
    }

    private static SecurityGroup peer(Ec2Region region, SecurityGroup group, UserIdGroupPair pair) {
        if (pair.groupId() != null) {
            return peer(region, group, pair.groupId());
        }
        String name = Refusals.required("groupId", pair.groupName());
        return region.securityGroups.all().stream()
                .filter(each ->
                        each.vpcId().equals(group.vpcId()) && each.groupName().equals(name))
                .findFirst()
                .orElseThrow(() -> ResourceKind.SECURITY_GROUP.missing(name));
    }

    /** A group that a rule of another one refers to, which must be of the same VPC. */
    static SecurityGroup peer(Ec2Region region, SecurityGroup group, String peerId) {
        SecurityGroup peer = region.securityGroups.require("groupId", peerId);
        if (!peer.vpcId().equals(group.vpcId())) {
            throw Refusals.invalid("You have specified two resources that belong to different networks.");
        }
        return peer;
    }

    /** Whether two rules of one group say the same; descriptions do not count. */
    static boolean same(SecurityGroupRule one, SecurityGroupRule other) {
        return one.isEgress().equals(other.isEgress())
                && one.groupId().equals(other.groupId())
                && one.ipProtocol().equals(other.ipProtocol())
                && one.fromPort().equals(other.fromPort())
                && one.toPort().equals(other.toPort())
                && peer(one).equals(peer(other));
    }

    /** Whom a rule is about: a range of addresses, a prefix list or another group. */
    static String peer(SecurityGroupRule rule) {
        if (rule.referencedGroupInfo() != null) {
            return rule.referencedGroupInfo().groupId();
        }
        return Optional.ofNullable(rule.cidrIpv4())
                .or(() -> Optional.ofNullable(rule.cidrIpv6()))
                .orElse(rule.prefixListId());
    }

    static AwsError duplicate(SecurityGroupRule rule) {
        String ports = Protocols.hasPorts(rule.ipProtocol())
                ? ", from port: " + rule.fromPort() + ", to port: " + rule.toPort()
                : "";
        String protocol =
                rule.ipProtocol().equals("-1") ? "ALL" : rule.ipProtocol().toUpperCase(Locale.ROOT);
        return AwsError.badRequest(
                "InvalidPermission.Duplicate",
                "the specified rule \"peer: " + peer(rule) + ", " + protocol + ports + ", ALLOW\" already exists");
    }

    /** The rules of a group in the older shape: one permission for each protocol and range of ports. */
    static List<IpPermission> permissions(List<SecurityGroupRule> rules) {
        record Ports(String protocol, int from, int to) {}
        Map<Ports, List<SecurityGroupRule>> grouped = new LinkedHashMap<>();
        for (SecurityGroupRule rule : rules) {
            grouped.computeIfAbsent(
                            new Ports(rule.ipProtocol(), rule.fromPort(), rule.toPort()), any -> new ArrayList<>())
                    .add(rule);
        }
        List<IpPermission> permissions = new ArrayList<>();
        grouped.forEach((ports, same) -> {
            boolean hasPorts = Protocols.hasPorts(ports.protocol()) || Protocols.isIcmp(ports.protocol());
            permissions.add(IpPermission.builder()
                    .ipProtocol(ports.protocol())
                    .fromPort(hasPorts ? ports.from() : null)
                    .toPort(hasPorts ? ports.to() : null)
                    .ipRanges(same.stream()
                            .filter(rule -> rule.cidrIpv4() != null)
                            .map(rule -> software.amazon.awssdk.services.ec2.model.IpRange.builder()
                                    .cidrIp(rule.cidrIpv4())
                                    .description(rule.description())
                                    .build())
                            .toList())
                    .ipv6Ranges(same.stream()
                            .filter(rule -> rule.cidrIpv6() != null)
                            .map(rule -> software.amazon.awssdk.services.ec2.model.Ipv6Range.builder()
                                    .cidrIpv6(rule.cidrIpv6())
                                    .description(rule.description())
                                    .build())
                            .toList())
                    .prefixListIds(same.stream()
                            .filter(rule -> rule.prefixListId() != null)
                            .map(rule -> software.amazon.awssdk.services.ec2.model.PrefixListId.builder()
                                    .prefixListId(rule.prefixListId())
                                    .description(rule.description())
                                    .build())
                            .toList())
                    .userIdGroupPairs(same.stream()
                            .filter(rule -> rule.referencedGroupInfo() != null)
                            .sorted(Comparator.comparing(SecurityGroupRules::peer))
                            .map(rule -> UserIdGroupPair.builder()
                                    .groupId(rule.referencedGroupInfo().groupId())
                                    .userId(rule.referencedGroupInfo().userId())
                                    .description(rule.description())
                                    .build())
                            .toList())
                    .build());
        });
        return permissions;
    }
}
