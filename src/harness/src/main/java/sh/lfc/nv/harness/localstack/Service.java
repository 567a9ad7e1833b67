package sh.lfc.nv.harness.localstack;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.localstack.beside.Engine;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.synthetics.SyntheticsClient;

/** The services of AWS that the stacks use, each with a call that finds out whether it is there and changes nothing. */
enum Service {
    ACM("acm", "ACM", aws -> call(aws, AcmClient.builder(), AcmClient::listCertificates)),
    API_GATEWAY(
            "apigatewayv2",
            "HTTP APIs (API Gateway v2)",
            aws -> call(aws, ApiGatewayV2Client.builder(), ApiGatewayV2Client::getApis)),
    CLOUDWATCH(
            "cloudwatch", "CloudWatch", aws -> call(aws, CloudWatchClient.builder(), CloudWatchClient::describeAlarms)),
    EC2("ec2", "EC2", aws -> call(aws, Ec2Client.builder(), Ec2Client::describeVpcs)),
    ELASTICACHE(
            "elasticache",
            "ElastiCache",
            aws -> call(aws, ElastiCacheClient.builder(), ElastiCacheClient::describeReplicationGroups),
            Engine.REDIS),
    IAM("iam", "IAM", aws -> call(aws, IamClient.builder(), IamClient::listRoles)),
    LAMBDA("lambda", "Lambda", aws -> call(aws, LambdaClient.builder(), LambdaClient::listFunctions)),
    LOGS(
            "logs",
            "CloudWatch Logs",
            aws -> call(aws, CloudWatchLogsClient.builder(), CloudWatchLogsClient::describeLogGroups)),
    RDS("rds", "RDS", aws -> call(aws, RdsClient.builder(), RdsClient::describeDBInstances), Engine.POSTGRES),
    ROUTE53("route53", "Route 53", aws -> call(aws, Route53Client.builder(), Route53Client::listHostedZones)),
    S3("s3", "S3", aws -> call(aws, S3Client.builder(), S3Client::listBuckets)),
    SECRETS_MANAGER(
            "secretsmanager",
            "Secrets Manager",
            aws -> call(aws, SecretsManagerClient.builder(), SecretsManagerClient::listSecrets)),
    SNS("sns", "SNS", aws -> call(aws, SnsClient.builder(), SnsClient::listTopics)),
    SQS("sqs", "SQS", aws -> call(aws, SqsClient.builder(), SqsClient::listQueues)),
    SYNTHETICS(
            "synthetics",
            "CloudWatch Synthetics",
            aws -> call(aws, SyntheticsClient.builder(), client -> client.describeCanaries(all -> {})));

    /** Servers load a service when it is first called. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int LONGEST_REASON = 160;

    private final String key;
    private final String title;
    private final Call call;
    private final Optional<Engine> engine;

    /** A harmless call of a service. */
    @FunctionalInterface
    private interface Call {
        /** @throws RuntimeException of the SDK when it is not served */
        void make(AwsAccess aws);
    }

    Service(String key, String title, Call call) {
        this(key, title, call, Optional.empty());
    }

    Service(String key, String title, Call call, Engine engine) {
        this(key, title, call, Optional.of(engine));
    }

    Service(String key, String title, Call call, Optional<Engine> engine) {
        this.key = key;
        this.title = title;
        this.call = call;
        this.engine = engine;
    }

    /** Its name in answers about health. */
    String key() {
        return key;
    }

    /** Its name for people. */
    String title() {
        return title;
    }

    /** What can run beside AWS in its place; empty for most. */
    Optional<Engine> engine() {
        return engine;
    }

    /** Why it is not there, in the words of what answers; empty when it is. */
    Optional<String> absence(AwsAccess aws) {
        try {
            call.make(aws);
            return Optional.empty();
        } catch (AwsServiceException e) {
            return Optional.of(said(e));
        } catch (SdkClientException e) {
            return Optional.of("what is answered is nothing of AWS's");
        }
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AutoCloseable> void call(
            AwsAccess aws, B builder, Consumer<C> call) {
        var client = aws.client(builder.overrideConfiguration(settings -> settings.apiCallTimeout(PATIENCE)));
        try {
            call.accept(client);
        } finally {
            close(client);
        }
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException("a client of the SDK does not close", e);
        }
    }

    /** The first sentence; what follows are links. */
    private static String said(AwsServiceException e) {
        var details = e.awsErrorDetails();
        var message = details == null || details.errorMessage() == null ? "" : details.errorMessage();
        var sentence =
                message.strip().split("(?<=\\.) | - please | Please ", 2)[0].strip();
        var shown = sentence.length() > LONGEST_REASON ? sentence.substring(0, LONGEST_REASON) + "…" : sentence;
        return shown.isEmpty()
                ? "answered with HTTP " + e.statusCode()
                : "HTTP %d: %s".formatted(e.statusCode(), shown);
    }
}
