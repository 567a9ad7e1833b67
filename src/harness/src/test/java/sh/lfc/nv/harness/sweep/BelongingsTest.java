package sh.lfc.nv.harness.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What is left of an environment goes, whatever holds on to what, and nothing of anybody else. */
class BelongingsTest {
    private static final String MINE = "nv-alice-abc123";
    private static final String DOMAIN = "abc123.sandbox.test";

    @TempDir
    private Path kept;

    private EmbeddedTarget target;
    private AwsAccess aws;

    @BeforeEach
    void start() {
        target = EmbeddedTarget.start(0, kept);
        aws = target.aws();
    }

    @AfterEach
    void end() {
        target.close();
    }

    @Test
    void everythingOfAnEnvironmentGoesAndNothingElse() throws Exception {
        network(MINE);
        network("nv-alice-abc124");
        data(MINE);
        data("nv-alice-abc124");
        zone(DOMAIN);
        zone("sandbox.test");

        try (var mine = new Belongings(aws, MINE, Optional.of(DOMAIN));
                var others = new Belongings(aws, "nv-alice-abc124", Optional.of("sandbox.test"))) {
            var before = names(others);
            assertThat(names(mine)).hasSameSizeAs(before).isNotEmpty();
            var gone = new ArrayList<String>();

            assertThat(mine.remove(Duration.ofMinutes(1), Duration.ofMillis(50), gone::add))
                    .isEmpty();

            assertThat(names(mine)).isEmpty();
            assertThat(gone)
                    .contains("bucket " + MINE + "-storage", "role " + MINE + "-api", "zone " + DOMAIN)
                    .hasSameSizeAs(before);
            assertThat(names(others)).isEqualTo(before);
        }
    }

    private static List<String> names(Belongings belongings) {
        return belongings.everything().stream().map(Leftover::toString).toList();
    }

    /** Two security groups that admit each other, and a route table that is in use. */
    private void network(String environment) {
        try (var ec2 = aws.client(Ec2Client.builder())) {
            var vpc = ec2.createVpc(create ->
                            create.cidrBlock("10.1.0.0/16").tagSpecifications(tags(ResourceType.VPC, environment)))
                    .vpc()
                    .vpcId();
            var subnet = ec2.createSubnet(create -> create.vpcId(vpc)
                            .cidrBlock("10.1.1.0/24")
                            .tagSpecifications(tags(ResourceType.SUBNET, environment)))
                    .subnet()
                    .subnetId();
            var table = ec2.createRouteTable(
                            create -> create.vpcId(vpc).tagSpecifications(tags(ResourceType.ROUTE_TABLE, environment)))
                    .routeTable()
                    .routeTableId();
            ec2.associateRouteTable(associate -> associate.routeTableId(table).subnetId(subnet));
            var gateway = ec2.createInternetGateway(
                            create -> create.tagSpecifications(tags(ResourceType.INTERNET_GATEWAY, environment)))
                    .internetGateway()
                    .internetGatewayId();
            ec2.attachInternetGateway(
                    attach -> attach.internetGatewayId(gateway).vpcId(vpc));
            var one = group(ec2, vpc, environment, "one");
            var two = group(ec2, vpc, environment, "two");
            admit(ec2, one, two);
            admit(ec2, two, one);
        }
    }

    private static String group(Ec2Client ec2, String vpc, String environment, String name) {
        return ec2.createSecurityGroup(create -> create.vpcId(vpc)
                        .groupName(environment + "-" + name)
                        .description(name)
                        .tagSpecifications(tags(ResourceType.SECURITY_GROUP, environment)))
                .groupId();
    }

    private static void admit(Ec2Client ec2, String group, String other) {
        ec2.authorizeSecurityGroupIngress(authorize -> authorize
                .groupId(group)
                .ipPermissions(IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(443)
                        .toPort(443)
                        .userIdGroupPairs(
                                UserIdGroupPair.builder().groupId(other).build())
                        .build()));
    }

    private static TagSpecification tags(ResourceType type, String environment) {
        return TagSpecification.builder()
                .resourceType(type)
                .tags(Tag.builder().key("Environment").value(environment).build())
                .build();
    }

    private void data(String environment) {
        try (var s3 = aws.client(S3Client.builder());
                var iam = aws.client(IamClient.builder());
                var sqs = aws.client(SqsClient.builder());
                var logs = aws.client(CloudWatchLogsClient.builder());
                var secrets = aws.client(SecretsManagerClient.builder())) {
            var bucket = environment + "-storage";
            s3.createBucket(create -> create.bucket(bucket));
            s3.putBucketVersioning(put -> put.bucket(bucket)
                    .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
            s3.putObject(put -> put.bucket(bucket).key("a"), RequestBody.fromString("1"));
            s3.putObject(put -> put.bucket(bucket).key("a"), RequestBody.fromString("2"));
            s3.deleteObject(delete -> delete.bucket(bucket).key("a"));
            var role = environment + "-api";
            iam.createRole(
                    create -> create.roleName(role)
                            .assumeRolePolicyDocument(
                                    """
                            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                             "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}"""));
            iam.putRolePolicy(
                    put -> put.roleName(role)
                            .policyName("files")
                            .policyDocument(
                                    """
                            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}"""));
            sqs.createQueue(create -> create.queueName(environment + "-dead-letters"));
            logs.createLogGroup(create -> create.logGroupName("/aws/lambda/" + environment + "-api"));
            var secret = secrets.createSecret(
                            create -> create.name(environment + "-client").secretString("hidden"))
                    .arn();
            // One that is waiting for its end would keep its name from the next run.
            secrets.deleteSecret(delete -> delete.secretId(secret).recoveryWindowInDays(7L));
        }
    }

    private void zone(String domain) {
        try (var route53 = aws.client(Route53Client.builder())) {
            var zone = route53.createHostedZone(create -> create.name(domain).callerReference(domain))
                    .hostedZone()
                    .id();
            route53.changeResourceRecordSets(change -> change.hostedZoneId(zone)
                    .changeBatch(batch -> batch.changes(one -> one.action(ChangeAction.CREATE)
                            .resourceRecordSet(record -> record.name("www." + domain)
                                    .type(RRType.CNAME)
                                    .ttl(60L)
                                    .resourceRecords(ResourceRecord.builder()
                                            .value("example.com")
                                            .build())))));
        }
    }
}
