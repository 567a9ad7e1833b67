package sh.lfc.nv.emulator.services.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

class SecurityGroupsTest extends Ec2Test {

    private String vpc;

    @BeforeAll
    void network() {
        vpc = vpc("10.30.0.0/16");
    }

    private static IpPermission tcp(int port, String cidr) {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .ipRanges(range -> range.cidrIp(cidr))
                .build();
    }

    private static IpPermission tcpFrom(int port, String group) {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .userIdGroupPairs(pair -> pair.groupId(group))
                .build();
    }

    private SecurityGroupRule allow(String group, IpPermission permission) {
        return ec2.authorizeSecurityGroupIngress(
                        request -> request.groupId(group).ipPermissions(permission))
                .securityGroupRules()
                .get(0);
    }

    private SecurityGroup described(String group) {
        return ec2.describeSecurityGroups(request -> request.groupIds(group))
                .securityGroups()
                .get(0);
    }

    @Test
    void fromANewGroupEverythingMayLeaveUntilThatIsRevoked() {
        String group = group(vpc, "egress");
        List<IpPermission> before = described(group).ipPermissionsEgress();

        ec2.revokeSecurityGroupEgress(request -> request.groupId(group)
                .ipPermissions(permission -> permission.ipProtocol("-1").ipRanges(range -> range.cidrIp("0.0.0.0/0"))));

        assertThat(before).singleElement().satisfies(permission -> {
            assertThat(permission.ipProtocol()).isEqualTo("-1");
            assertThat(permission.fromPort()).isNull();
        });
        assertThat(described(group).ipPermissionsEgress()).isEmpty();
    }

    @Test
    void aRuleHasAnIdentifierTagsAndIsFoundAgain() {
        String group = group(vpc, "rule");

        SecurityGroupRule rule = ec2.authorizeSecurityGroupIngress(request -> request.groupId(group)
                        .ipPermissions(tcp(443, "10.1.2.3/16"))
                        .tagSpecifications(tagged(ResourceType.SECURITY_GROUP_RULE, "Name", "https")))
                .securityGroupRules()
                .get(0);

        assertThat(ec2.describeSecurityGroupRules(request -> request.securityGroupRuleIds(rule.securityGroupRuleId()))
                        .securityGroupRules())
                .containsExactly(rule);
        assertThat(rule.cidrIpv4()).as("bits behind the prefix are dropped").isEqualTo("10.1.0.0/16");
        assertThat(rule.tags()).singleElement().satisfies(tag -> assertThat(tag.value())
                .isEqualTo("https"));
        assertThat(ec2.describeSecurityGroupRules(
                                request -> request.filters(filter("group-id", group), filter("tag:Name", "https")))
                        .securityGroupRules())
                .containsExactly(rule);
    }

    @Test
    void theSameRuleIsRefused() {
        String group = group(vpc, "duplicate");
        allow(group, tcp(443, "10.0.0.0/16"));

        refused(
                "InvalidPermission.Duplicate",
                "the specified rule \"peer: 10.0.0.0/16, TCP, from port: 443, to port: 443, ALLOW\" already exists",
                () -> allow(group, tcp(443, "10.0.0.0/16")));
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        String group = group(vpc, "nonsense");

        refused(
                "InvalidParameterValue",
                "CIDR block 10.0.0.0/33 is malformed",
                () -> allow(group, tcp(443, "10.0.0.0/33")));
        refused("InvalidParameterValue", "Invalid TCP port range", () -> allow(group, tcp(70000, "10.0.0.0/8")));
        refused("InvalidGroup.NotFound", () -> allow(group, tcpFrom(443, "sg-0123456789abcdef0")));
        refused("InvalidGroupId.Malformed", () -> allow(group, tcpFrom(443, "database")));
        refused(
                "InvalidPermission.NotFound",
                () -> ec2.revokeSecurityGroupIngress(
                        request -> request.groupId(group).ipPermissions(tcp(443, "10.0.0.0/8"))));
    }

    @Test
    void aGroupThatARuleSpeaksOfIsNotDeleted() {
        String functions = group(vpc, "functions");
        String database = group(vpc, "database");
        SecurityGroupRule rule = allow(database, tcpFrom(5432, functions));

        refused(
                "DependencyViolation",
                "resource " + functions + " has a dependent object",
                () -> ec2.deleteSecurityGroup(request -> request.groupId(functions)));
        ec2.revokeSecurityGroupIngress(
                request -> request.groupId(database).securityGroupRuleIds(rule.securityGroupRuleId()));
        ec2.deleteSecurityGroup(request -> request.groupId(functions));

        refused(
                "InvalidGroup.NotFound",
                "The security group '" + functions + "' does not exist",
                () -> described(functions));
        refused(
                "InvalidSecurityGroupRuleId.NotFound",
                () -> ec2.describeSecurityGroupRules(
                        request -> request.securityGroupRuleIds(rule.securityGroupRuleId())));
    }

    @Test
    void aGroupThatAnInterfaceHasIsNotDeleted() {
        String subnet = subnet(vpc, "10.30.1.0/24");
        String group = group(vpc, "interface");
        String networkInterface = ec2.createNetworkInterface(
                        request -> request.subnetId(subnet).groups(group))
                .networkInterface()
                .networkInterfaceId();

        refused("DependencyViolation", () -> ec2.deleteSecurityGroup(request -> request.groupId(group)));
        refused("DependencyViolation", () -> ec2.deleteSubnet(request -> request.subnetId(subnet)));
        ec2.deleteNetworkInterface(request -> request.networkInterfaceId(networkInterface));
        ec2.deleteSecurityGroup(request -> request.groupId(group));
        ec2.deleteSubnet(request -> request.subnetId(subnet));
    }

    @Test
    void interfacesTakeTheAddressesOfTheirSubnet() {
        String subnet = subnet(vpc, "10.30.2.0/28");
        for (int i = 0; i < 11; i++) {
            ec2.createNetworkInterface(request -> request.subnetId(subnet));
        }

        assertThat(ec2.describeSubnets(request -> request.subnetIds(subnet))
                        .subnets()
                        .get(0)
                        .availableIpAddressCount())
                .isZero();
        assertThat(ec2.describeNetworkInterfaces(request -> request.filters(filter("subnet-id", subnet)))
                        .networkInterfaces())
                .extracting(each -> each.privateIpAddress())
                .startsWith("10.30.2.4", "10.30.2.5")
                .endsWith("10.30.2.14");
        refused(
                "InsufficientFreeAddressesInSubnet",
                () -> ec2.createNetworkInterface(request -> request.subnetId(subnet)));
    }

    @Test
    void aRuleIsChangedInItsPlace() {
        String group = group(vpc, "modified");
        SecurityGroupRule rule = allow(group, tcp(443, "10.0.0.0/16"));

        ec2.modifySecurityGroupRules(request -> request.groupId(group)
                .securityGroupRules(update -> update.securityGroupRuleId(rule.securityGroupRuleId())
                        .securityGroupRule(wanted -> wanted.ipProtocol("tcp")
                                .fromPort(8443)
                                .toPort(8443)
                                .cidrIpv4("10.1.0.0/16")
                                .description("changed"))));

        assertThat(described(group).ipPermissions()).singleElement().satisfies(permission -> {
            assertThat(permission.fromPort()).isEqualTo(8443);
            assertThat(permission.ipRanges().get(0).cidrIp()).isEqualTo("10.1.0.0/16");
            assertThat(permission.ipRanges().get(0).description()).isEqualTo("changed");
        });
    }

    @Test
    void namesAreUniqueInAVpcAndSomeAreReserved() {
        group(vpc, "unique");

        refused(
                "InvalidGroup.Duplicate",
                "The security group 'unique' already exists for VPC '" + vpc + "'",
                () -> group(vpc, "unique"));
        refused("InvalidGroup.Reserved", () -> group(vpc, "default"));
        refused("InvalidParameterValue", () -> group(vpc, "sg-mine"));
        refused(
                "CannotDelete",
                () -> ec2.deleteSecurityGroup(request -> request.groupId(ec2.describeSecurityGroups(
                                all -> all.filters(filter("vpc-id", vpc), filter("group-name", "default")))
                        .securityGroups()
                        .get(0)
                        .groupId())));
    }
}
