package sh.lfc.nv.emulator.refusals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** An account of an emulator with a VPC, and what tests of refusals make in it first. */
final class Account implements AutoCloseable {

    static final String POLICY =
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}""";

    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}""";

    private final Emulator aws = start();
    final Ec2Client ec2 = Clients.of(Ec2Client.builder(), aws);
    final S3Client s3 = Clients.of(S3Client.builder(), aws);
    final S3Client west = Clients.of(S3Client.builder(), aws, Region.US_WEST_2);
    final IamClient iam = Clients.of(IamClient.builder(), aws);
    final SqsClient sqs = Clients.of(SqsClient.builder(), aws);
    final SnsClient sns = Clients.of(SnsClient.builder(), aws);
    final SecretsManagerClient secrets = Clients.of(SecretsManagerClient.builder(), aws);
    final RdsClient rds = Clients.of(RdsClient.builder(), aws);
    final ElastiCacheClient caches = Clients.of(ElastiCacheClient.builder(), aws);
    final LambdaClient lambda = Clients.of(LambdaClient.builder(), aws);
    final CloudWatchLogsClient logs = Clients.of(CloudWatchLogsClient.builder(), aws);
    final KmsClient kms = Clients.of(KmsClient.builder(), aws);
    final AcmClient acm = Clients.of(AcmClient.builder(), aws);
    final Route53Client route53 = Clients.of(Route53Client.builder(), aws);
    final ApiGatewayV2Client apis = Clients.of(ApiGatewayV2Client.builder(), aws);
    final String vpc =
            ec2.createVpc(create -> create.cidrBlock("10.7.0.0/16")).vpc().vpcId();

    private static Emulator start() {
        try {
            return Emulator.builder().port(0).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Stream.<SdkAutoCloseable>of(
                        ec2, s3, west, iam, sqs, sns, secrets, rds, caches, lambda, logs, kms, acm, route53, apis)
                .forEach(SdkAutoCloseable::close);
        aws.close();
    }

    void bucket(String name) {
        s3.createBucket(create -> create.bucket(name));
    }

    void role(String name) {
        iam.createRole(create -> create.roleName(name).assumeRolePolicyDocument(TRUST));
    }

    void secret(String name) {
        secrets.createSecret(create -> create.name(name).secretString("hidden"));
    }

    String group(String name) {
        return ec2.createSecurityGroup(
                        create -> create.vpcId(vpc).groupName(name).description("none"))
                .groupId();
    }

    void ingress(String group, String range) {
        ec2.authorizeSecurityGroupIngress(authorize -> authorize
                .groupId(group)
                .ipPermissions(allow ->
                        allow.ipProtocol("tcp").fromPort(443).toPort(443).ipRanges(from -> from.cidrIp(range))));
    }

    String subnet(String in, String range) {
        return ec2.createSubnet(create -> create.vpcId(in).cidrBlock(range))
                .subnet()
                .subnetId();
    }

    void database(String name, String password) {
        rds.createDBInstance(create -> create.dbInstanceIdentifier(name)
                .engine("postgres")
                .dbInstanceClass("db.t4g.micro")
                .allocatedStorage(20)
                .masterUsername("nvadmin")
                .masterUserPassword(password));
    }
}
