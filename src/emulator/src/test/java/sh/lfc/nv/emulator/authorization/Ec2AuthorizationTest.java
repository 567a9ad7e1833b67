package sh.lfc.nv.emulator.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sh.lfc.nv.emulator.authorization.Refused.allow;
import static sh.lfc.nv.emulator.authorization.Refused.policy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.junit.EmulatorExtension;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ResourceType;

@ExtendWith(EmulatorExtension.class)
class Ec2AuthorizationTest {

    private static final String EC2 = "arn:aws:ec2:us-east-1:000000000000:";

    /** Operations that change something are refused with an encoded message besides. */
    private static void refused(ThrowingCallable call, String role, String action, String resource) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Ec2Exception.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("UnauthorizedOperation");
            assertThat(refusal.statusCode()).isEqualTo(403);
            assertThat(refusal.awsErrorDetails().errorMessage())
                    .startsWith("You are not authorized to perform this operation. "
                            + Refused.sentence(role, action, resource) + ". Encoded authorization failure message: ");
        });
    }

    @Test
    void whatIsReadHasNoResource(Emulator aws) {
        Ec2Client nobody = new Accounts(aws).role(Ec2Client.builder(), "ec2-nobody", null);

        new Refused("UnauthorizedOperation", 403)
                .with(
                        nobody::describeVpcs,
                        "You are not authorized to perform this operation. User:"
                                + " arn:aws:sts::000000000000:assumed-role/ec2-nobody/test is not authorized to perform:"
                                + " ec2:DescribeVpcs because no identity-based policy allows the ec2:DescribeVpcs action");
    }

    @Test
    void aSubnetNeedsThePermissionForItselfAndForItsVpc(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        String vpc = accounts.root(Ec2Client.builder())
                .createVpc(create -> create.cidrBlock("10.1.0.0/16"))
                .vpc()
                .vpcId();
        Ec2Client onlyVpc =
                accounts.role(Ec2Client.builder(), "only-vpc", policy(allow(EC2 + "vpc/" + vpc, "ec2:CreateSubnet")));
        Ec2Client onlySubnet =
                accounts.role(Ec2Client.builder(), "only-subnet", policy(allow(EC2 + "subnet/*", "ec2:CreateSubnet")));
        Ec2Client both = accounts.role(
                Ec2Client.builder(),
                "both",
                policy(allow(EC2 + "vpc/" + vpc, "ec2:CreateSubnet"), allow(EC2 + "subnet/*", "ec2:CreateSubnet")));

        refused(() -> subnet(onlyVpc, vpc, "10.1.1.0/24"), "only-vpc", "ec2:CreateSubnet", EC2 + "subnet/*");
        refused(() -> subnet(onlySubnet, vpc, "10.1.1.0/24"), "only-subnet", "ec2:CreateSubnet", EC2 + "vpc/" + vpc);
        assertThatCode(() -> subnet(both, vpc, "10.1.1.0/24")).doesNotThrowAnyException();
    }

    private static void subnet(Ec2Client ec2, String vpc, String range) {
        ec2.createSubnet(create -> create.vpcId(vpc).cidrBlock(range));
    }

    @Test
    void whoCreatesWithTagsMayTagOnlyWhatItCreates(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        Ec2Client untagged = accounts.role(Ec2Client.builder(), "untagged", policy(allow("*", "ec2:CreateVpc")));
        Ec2Client tagging = accounts.role(
                Ec2Client.builder(),
                "tagging",
                policy(
                        allow("*", "ec2:CreateVpc"),
                        allow("*", "ec2:CreateTags")
                                + ",'Condition':{'StringEquals':{'ec2:CreateAction':'CreateVpc','aws:RequestTag/team':'a'}}"));

        refused(() -> vpc(untagged, "a"), "untagged", "ec2:CreateTags", EC2 + "vpc/*");
        refused(() -> vpc(tagging, "b"), "tagging", "ec2:CreateTags", EC2 + "vpc/*");
        String id = vpc(tagging, "a");
        refused(
                () -> tagging.createTags(create ->
                        create.resources(id).tags(tag -> tag.key("team").value("a"))),
                "tagging",
                "ec2:CreateTags",
                EC2 + "vpc/" + id);
    }

    private static String vpc(Ec2Client ec2, String team) {
        return ec2.createVpc(create -> create.cidrBlock("10.2.0.0/16")
                        .tagSpecifications(tags -> tags.resourceType(ResourceType.VPC)
                                .tags(tag -> tag.key("team").value(team))))
                .vpc()
                .vpcId();
    }

    @Test
    void rulesChangeInGroupsWithTheTagAndInTheVpcThatThePolicyNames(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        Ec2Client root = accounts.root(Ec2Client.builder());
        String vpc =
                root.createVpc(create -> create.cidrBlock("10.3.0.0/16")).vpc().vpcId();
        String own = group(root, vpc, "own", "a");
        String other = group(root, vpc, "other", "b");
        Ec2Client byTag = accounts.role(
                Ec2Client.builder(),
                "by-tag",
                policy(allow("*", "ec2:AuthorizeSecurityGroupIngress")
                        + ",'Condition':{'StringEquals':{'aws:ResourceTag/team':'a'}}"));
        Ec2Client byVpc = accounts.role(
                Ec2Client.builder(),
                "by-vpc",
                policy(allow(EC2 + "security-group/*", "ec2:AuthorizeSecurityGroupIngress")
                        + ",'Condition':{'ArnEquals':{'ec2:Vpc':'" + EC2 + "vpc/" + vpc + "'}}"));
        Ec2Client elsewhere = accounts.role(
                Ec2Client.builder(),
                "elsewhere",
                policy(allow(EC2 + "security-group/*", "ec2:AuthorizeSecurityGroupIngress")
                        + ",'Condition':{'ArnEquals':{'ec2:Vpc':'" + EC2 + "vpc/vpc-1'}}"));

        assertThatCode(() -> open(byTag, own, 80)).doesNotThrowAnyException();
        refused(
                () -> open(byTag, other, 80),
                "by-tag",
                "ec2:AuthorizeSecurityGroupIngress",
                EC2 + "security-group/" + other);
        assertThatCode(() -> open(byVpc, own, 81)).doesNotThrowAnyException();
        refused(
                () -> open(elsewhere, own, 82),
                "elsewhere",
                "ec2:AuthorizeSecurityGroupIngress",
                EC2 + "security-group/" + own);
    }

    private static String group(Ec2Client ec2, String vpc, String name, String team) {
        return ec2.createSecurityGroup(create -> create.groupName(name)
                        .description(name)
                        .vpcId(vpc)
                        .tagSpecifications(tags -> tags.resourceType(ResourceType.SECURITY_GROUP)
                                .tags(tag -> tag.key("team").value(team))))
                .groupId();
    }

    private static void open(Ec2Client ec2, String group, int port) {
        ec2.authorizeSecurityGroupIngress(authorize -> authorize
                .groupId(group)
                .ipPermissions(List.of(software.amazon.awssdk.services.ec2.model.IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(port)
                        .toPort(port)
                        .ipRanges(range -> range.cidrIp("10.0.0.0/8"))
                        .build())));
    }
}
