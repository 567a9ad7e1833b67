package sh.lfc.nv.emulator.refusals;

import static sh.lfc.nv.emulator.refusals.Refusal.refused;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/** Ranges that lie wrong and identifiers of nothing, with AWS's codes and sentences. */
class ReferencesTest extends SharedAccount {

    @TestFactory
    Stream<DynamicTest> rangesOfAddresses() {
        account.subnet(account.vpc, "10.7.0.0/24");
        return Stream.of(
                refused(
                        "a VPC that is too wide",
                        "InvalidVpc.Range",
                        "The CIDR '10.0.0.0/8' is invalid.",
                        () -> account.ec2.createVpc(create -> create.cidrBlock("10.0.0.0/8"))),
                refused(
                        "a subnet outside its VPC",
                        "InvalidSubnet.Range",
                        "The CIDR '10.8.0.0/24' is invalid.",
                        () -> account.subnet(account.vpc, "10.8.0.0/24")),
                refused(
                        "a subnet wider than its VPC",
                        "InvalidSubnet.Range",
                        "The CIDR '10.6.0.0/15' is invalid.",
                        () -> account.subnet(account.vpc, "10.6.0.0/15")),
                refused(
                        "a subnet that overlaps another",
                        "InvalidSubnet.Conflict",
                        "The CIDR '10.7.0.128/25' conflicts with another subnet",
                        () -> account.subnet(account.vpc, "10.7.0.128/25")),
                refused(
                        "a rule for half an address",
                        "InvalidParameterValue",
                        "CIDR block 10.7.0/24 is malformed",
                        () -> account.ingress(account.group("malformed"), "10.7.0/24")));
    }

    @TestFactory
    Stream<DynamicTest> unknownIdentifiers() {
        String id = "0123456789abcdef0";
        String subnet = account.subnet(account.vpc, "10.7.20.0/24");
        account.role("functions");
        account.bucket("packages");
        return Stream.of(
                refused(
                        "a VPC",
                        "InvalidVpcID.NotFound",
                        "The vpc ID 'vpc-" + id + "' does not exist",
                        () -> account.subnet("vpc-" + id, "10.7.0.0/24")),
                refused(
                        "a subnet",
                        "InvalidSubnetID.NotFound",
                        "The subnet ID 'subnet-" + id + "' does not exist",
                        () -> account.ec2.createNatGateway(
                                create -> create.subnetId("subnet-" + id).allocationId("eipalloc-" + id))),
                refused(
                        "a security group",
                        "InvalidGroup.NotFound",
                        "The security group 'sg-" + id + "' does not exist",
                        () -> account.ingress("sg-" + id, "10.0.0.0/8")),
                refused(
                        "a route table",
                        "InvalidRouteTableID.NotFound",
                        "The routeTable ID 'rtb-" + id + "' does not exist",
                        () -> account.ec2.deleteRouteTable(delete -> delete.routeTableId("rtb-" + id))),
                refused(
                        "an internet gateway",
                        "InvalidInternetGatewayID.NotFound",
                        "The internetGateway ID 'igw-" + id + "' does not exist",
                        () -> account.ec2.attachInternetGateway(
                                attach -> attach.vpcId(account.vpc).internetGatewayId("igw-" + id))),
                refused(
                        "an elastic address",
                        "InvalidAllocationID.NotFound",
                        "The allocation ID 'eipalloc-" + id + "' does not exist",
                        () -> account.ec2.releaseAddress(release -> release.allocationId("eipalloc-" + id))),
                refused(
                        "a network interface",
                        "InvalidNetworkInterfaceID.NotFound",
                        "The networkInterface ID 'eni-" + id + "' does not exist",
                        () -> account.ec2.deleteNetworkInterface(delete -> delete.networkInterfaceId("eni-" + id))),
                refused(
                        "a role",
                        "NoSuchEntity",
                        "The role with name nobody cannot be found.",
                        () -> account.iam.getRole(get -> get.roleName("nobody"))),
                refused(
                        "a policy",
                        "NoSuchEntity",
                        "Policy arn:aws:iam::000000000000:policy/none does not exist or is not attachable.",
                        () -> {
                            account.role("lonely");
                            account.iam.attachRolePolicy(attach ->
                                    attach.roleName("lonely").policyArn("arn:aws:iam::000000000000:policy/none"));
                        }),
                refused(
                        "a bucket",
                        "NoSuchBucket",
                        "The specified bucket does not exist",
                        () -> account.s3.listObjectsV2(list -> list.bucket("nobodys-bucket"))),
                refused(
                        "a secret",
                        "ResourceNotFoundException",
                        "Secrets Manager can't find the specified secret.",
                        () -> account.secrets.describeSecret(describe -> describe.secretId("none"))),
                refused(
                        "a function's subnet",
                        "InvalidParameterValueException",
                        "Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error"
                                + " Message: The subnet ID 'subnet-" + id + "' does not exist",
                        () -> function(create -> create.vpcConfig(
                                in -> in.subnetIds("subnet-" + id).securityGroupIds("sg-" + id)))),
                refused(
                        "a function's security group",
                        "InvalidParameterValueException",
                        "Error occurred while DescribeSecurityGroups. EC2 Error Code: InvalidGroup.NotFound. EC2 Error"
                                + " Message: The security group 'sg-" + id + "' does not exist",
                        () -> function(create ->
                                create.vpcConfig(in -> in.subnetIds(subnet).securityGroupIds("sg-" + id)))),
                refused(
                        "a function's code",
                        "InvalidParameterValueException",
                        "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key"
                                + " does not exist.",
                        () -> function(create ->
                                create.code(code -> code.s3Bucket("packages").s3Key("none.jar")))),
                refused(
                        "a database's security group",
                        "InvalidParameterValue",
                        "Invalid security group , groupId= sg-" + id + ", groupName=.",
                        () -> account.rds.createDBInstance(create -> create.dbInstanceIdentifier("mydb")
                                .engine("postgres")
                                .dbInstanceClass("db.t4g.micro")
                                .allocatedStorage(20)
                                .vpcSecurityGroupIds("sg-" + id)
                                .masterUsername("nvadmin")
                                .masterUserPassword("longenough"))),
                refused(
                        "a cache's subnets",
                        "InvalidParameterValue",
                        "Some input subnets in :[subnet-" + id + "] are invalid.",
                        () -> account.caches.createCacheSubnetGroup(create -> create.cacheSubnetGroupName("none")
                                .cacheSubnetGroupDescription("none")
                                .subnetIds("subnet-" + id))),
                refused(
                        "a queue for dead letters",
                        "InvalidParameterValue",
                        "Value {\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:none\","
                                + "\"maxReceiveCount\":3} for parameter RedrivePolicy is invalid. Reason: Dead letter"
                                + " target does not exist.",
                        () -> account.sqs.createQueue(create -> create.queueName("work")
                                .attributesWithStrings(Map.of(
                                        "RedrivePolicy",
                                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:none\","
                                                + "\"maxReceiveCount\":3}")))),
                refused(
                        "a function",
                        "ResourceNotFoundException",
                        "Function not found: arn:aws:lambda:us-east-1:000000000000:function:none",
                        () -> account.lambda.deleteFunction(delete -> delete.functionName("none"))),
                refused(
                        "a database",
                        "DBInstanceNotFound",
                        "DBInstance none not found.",
                        () -> account.rds.deleteDBInstance(
                                delete -> delete.dbInstanceIdentifier("none").skipFinalSnapshot(true))),
                refused(
                        "a database's subnets",
                        "DBSubnetGroupNotFoundFault",
                        "DB subnet group 'none' does not exist.",
                        () -> account.rds.deleteDBSubnetGroup(delete -> delete.dbSubnetGroupName("none"))));
    }

    @TestFactory
    Stream<DynamicTest> subnetsOfDatabases() {
        String first = account.ec2
                .createSubnet(create ->
                        create.vpcId(account.vpc).cidrBlock("10.7.10.0/24").availabilityZone("us-east-1a"))
                .subnet()
                .subnetId();
        return Stream.of(
                refused(
                        "in one zone only",
                        "DBSubnetGroupDoesNotCoverEnoughAZs",
                        "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ"
                                + " coverage: us-east-1a. Add subnets to cover at least 2 AZs.",
                        () -> account.rds.createDBSubnetGroup(create -> create.dbSubnetGroupName("one")
                                .dbSubnetGroupDescription("one")
                                .subnetIds(first))),
                refused(
                        "that are not there",
                        "InvalidParameterValue",
                        "Some input subnets in :[subnet-0123456789abcdef0] are invalid.",
                        () -> account.rds.createDBSubnetGroup(create -> create.dbSubnetGroupName("none")
                                .dbSubnetGroupDescription("none")
                                .subnetIds("subnet-0123456789abcdef0"))));
    }

    private void function(Consumer<CreateFunctionRequest.Builder> how) {
        account.lambda.createFunction(create -> {
            create.functionName("lost")
                    .role("arn:aws:iam::000000000000:role/functions")
                    .runtime("java17")
                    .handler("Handler")
                    .code(code -> code.zipFile(SdkBytes.fromUtf8String("none")));
            how.accept(create);
        });
    }
}
