package sh.lfc.nv.emulator.services.ec2;

import java.util.Arrays;
import java.util.Optional;
import sh.lfc.nv.emulator.call.AwsError;

/** The kinds of resources: how their identifiers begin, what tags call them, and how EC2 says that one is missing. */
enum ResourceKind {
    VPC("vpc", "vpc", "InvalidVpcID", "The vpc ID '%s' does not exist"),
    SUBNET("subnet", "subnet", "InvalidSubnetID", "The subnet ID '%s' does not exist"),
    ROUTE_TABLE("rtb", "route-table", "InvalidRouteTableID", "The routeTable ID '%s' does not exist"),
    INTERNET_GATEWAY(
            "igw", "internet-gateway", "InvalidInternetGatewayID", "The internetGateway ID '%s' does not exist"),
    NAT_GATEWAY("nat", "natgateway", "NatGateway", "The Nat Gateway %s was not found"),
    ELASTIC_IP("eipalloc", "elastic-ip", "InvalidAllocationID", "The allocation ID '%s' does not exist"),
    DHCP_OPTIONS("dopt", "dhcp-options", "InvalidDhcpOptionID", "The dhcpOption ID '%s' does not exist"),
    NETWORK_ACL("acl", "network-acl", "InvalidNetworkAclID", "The networkAcl ID '%s' does not exist"),
    SECURITY_GROUP("sg", "security-group", "InvalidGroup", "The security group '%s' does not exist"),
    SECURITY_GROUP_RULE(
            "sgr",
            "security-group-rule",
            "InvalidSecurityGroupRuleId",
            "The security group rule ID '%s' does not exist"),
    NETWORK_INTERFACE(
            "eni", "network-interface", "InvalidNetworkInterfaceID", "The networkInterface ID '%s' does not exist"),
    VPC_ENDPOINT("vpce", "vpc-endpoint", "InvalidVpcEndpointId", "The Vpc Endpoint Id '%s' does not exist"),
    PREFIX_LIST("pl", "prefix-list", "InvalidPrefixListID", "The prefix list ID '%s' does not exist");

    private final String prefix;
    private final String tagged;
    private final String code;
    private final String missing;

    ResourceKind(String prefix, String tagged, String code, String missing) {
        this.prefix = prefix;
        this.tagged = tagged;
        this.code = code;
        this.missing = missing;
    }

    /** What identifiers begin with, without the hyphen. */
    String prefix() {
        return prefix;
    }

    /** The resource type of tag specifications and of {@code DescribeTags}. */
    String tagged() {
        return tagged;
    }

    /** The refusal of an identifier that names nothing. */
    AwsError missing(String id) {
        String suffix = this == NAT_GATEWAY ? "NotFound" : ".NotFound";
        return AwsError.badRequest(code + suffix, missing.formatted(id));
    }

    /** Refuses an identifier that cannot be one of this kind. */
    void checkForm(String id) {
        if (!id.startsWith(prefix + "-")) {
            throw AwsError.badRequest(
                    this == SECURITY_GROUP ? "InvalidGroupId.Malformed" : code + ".Malformed",
                    "Invalid id: \"" + id + "\" (expecting \"" + prefix + "-...\")");
        }
    }

    /** The kind that an identifier's beginning tells. */
    static Optional<ResourceKind> of(String id) {
        int hyphen = id.lastIndexOf('-');
        return Arrays.stream(values())
                .filter(kind -> hyphen > 0 && kind.prefix.equals(id.substring(0, hyphen)))
                .findFirst();
    }
}
