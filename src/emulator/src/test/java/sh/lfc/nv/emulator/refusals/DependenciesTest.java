package sh.lfc.nv.emulator.refusals;

import static sh.lfc.nv.emulator.refusals.Refusal.refused;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.sync.RequestBody;

/** What is not deleted while something else needs it, with AWS's codes and sentences. */
class DependenciesTest extends SharedAccount {

    @TestFactory
    Stream<DynamicTest> whatSomethingElseStillNeeds() {
        String own = account.ec2
                .createVpc(create -> create.cidrBlock("10.5.0.0/16"))
                .vpc()
                .vpcId();
        String subnet = account.subnet(own, "10.5.0.0/24");
        String used = account.ec2
                .createSecurityGroup(
                        create -> create.vpcId(own).groupName("used").description("used"))
                .groupId();
        account.ec2.createNetworkInterface(create -> create.subnetId(subnet).groups(used));
        String gateway = account.ec2.createInternetGateway().internetGateway().internetGatewayId();
        account.ec2.attachInternetGateway(attach -> attach.vpcId(own).internetGatewayId(gateway));
        String table = account.ec2
                .createRouteTable(create -> create.vpcId(own))
                .routeTable()
                .routeTableId();
        account.ec2.associateRouteTable(
                associate -> associate.routeTableId(table).subnetId(subnet));

        account.role("used");
        account.iam.putRolePolicy(
                put -> put.roleName("used").policyName("inline").policyDocument(Account.POLICY));
        account.role("attached");
        String policy = account.iam
                .createPolicy(create -> create.policyName("attached").policyDocument(Account.POLICY))
                .policy()
                .arn();
        account.iam.attachRolePolicy(attach -> attach.roleName("attached").policyArn(policy));

        account.bucket("not-empty");
        account.s3.putObject(put -> put.bucket("not-empty").key("a"), RequestBody.empty());
        account.bucket("only-old-versions");
        account.s3.putBucketVersioning(
                put -> put.bucket("only-old-versions").versioningConfiguration(on -> on.status("Enabled")));
        account.s3.putObject(put -> put.bucket("only-old-versions").key("a"), RequestBody.empty());
        account.s3.deleteObject(delete -> delete.bucket("only-old-versions").key("a"));

        account.secret("going");
        account.secrets.deleteSecret(delete -> delete.secretId("going"));

        String zone = account.route53
                .createHostedZone(create -> create.name("needed.example").callerReference("needed"))
                .hostedZone()
                .id();
        account.route53.changeResourceRecordSets(change -> change.hostedZoneId(zone)
                .changeBatch(batch ->
                        batch.changes(add -> add.action("CREATE").resourceRecordSet(set -> set.name("a.needed.example")
                                .type("A")
                                .ttl(60L)
                                .resourceRecords(value -> value.value("192.0.2.1"))))));
        return Stream.of(
                refused(
                        "a security group of an interface",
                        "DependencyViolation",
                        "resource " + used + " has a dependent object",
                        () -> account.ec2.deleteSecurityGroup(delete -> delete.groupId(used))),
                refused(
                        "a subnet with an interface",
                        "DependencyViolation",
                        "The subnet '" + subnet + "' has dependencies and cannot be deleted.",
                        () -> account.ec2.deleteSubnet(delete -> delete.subnetId(subnet))),
                refused(
                        "a VPC with a subnet",
                        "DependencyViolation",
                        "The vpc '" + own + "' has dependencies and cannot be deleted.",
                        () -> account.ec2.deleteVpc(delete -> delete.vpcId(own))),
                refused(
                        "an attached internet gateway",
                        "DependencyViolation",
                        "The internetGateway '" + gateway + "' has dependencies and cannot be deleted.",
                        () -> account.ec2.deleteInternetGateway(delete -> delete.internetGatewayId(gateway))),
                refused(
                        "a subnet's route table",
                        "DependencyViolation",
                        "The routeTable '" + table + "' has dependencies and cannot be deleted.",
                        () -> account.ec2.deleteRouteTable(delete -> delete.routeTableId(table))),
                refused(
                        "a role with an inline policy",
                        "DeleteConflict",
                        "Cannot delete entity, must delete policies first.",
                        () -> account.iam.deleteRole(delete -> delete.roleName("used"))),
                refused(
                        "a role with an attached policy",
                        "DeleteConflict",
                        "Cannot delete entity, must detach all policies first.",
                        () -> account.iam.deleteRole(delete -> delete.roleName("attached"))),
                refused(
                        "an attached policy",
                        "DeleteConflict",
                        "Cannot delete a policy attached to entities.",
                        () -> account.iam.deletePolicy(delete -> delete.policyArn(policy))),
                refused(
                        "a bucket with an object",
                        "BucketNotEmpty",
                        "The bucket you tried to delete is not empty",
                        () -> account.s3.deleteBucket(delete -> delete.bucket("not-empty"))),
                refused(
                        "a bucket with old versions",
                        "BucketNotEmpty",
                        "The bucket you tried to delete is not empty. You must delete all versions in the" + " bucket.",
                        () -> account.s3.deleteBucket(delete -> delete.bucket("only-old-versions"))),
                refused(
                        "the name of a secret that is scheduled for deletion",
                        "InvalidRequestException",
                        "You can't create this secret because a secret with this name is already scheduled for"
                                + " deletion.",
                        () -> account.secret("going")),
                refused(
                        "a hosted zone with records",
                        "HostedZoneNotEmpty",
                        "The specified hosted zone contains non-required resource record sets and so cannot be"
                                + " deleted.",
                        () -> account.route53.deleteHostedZone(delete -> delete.id(zone))));
    }
}
