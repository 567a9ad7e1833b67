package sh.lfc.nv.emulator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.faults.Target.Calls;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.InternalServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ServiceFailureException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsInternalException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ServiceException;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InternalServiceErrorException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InternalErrorException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.RequestThrottledException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.synthetics.SyntheticsClient;

/** Each service's own errors, as its client in the SDK understands them. */
@TestInstance(Lifecycle.PER_CLASS)
class ServiceErrorsTest {

    private Emulator aws;

    @BeforeAll
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
    }

    @AfterAll
    void end() {
        aws.close();
    }

    interface Call {
        void of(Emulator aws);
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends AutoCloseable> Call call(
            B builder, java.util.function.Consumer<C> call) {
        return aws -> {
            B once = builder.overrideConfiguration(all -> all.retryStrategy(retries -> retries.maxAttempts(1)));
            call.accept(Clients.of(once, aws));
        };
    }

    private static Stream<Arguments> services() {
        Class<?> any = AwsServiceException.class;
        return Stream.of(
                Arguments.of(
                        "acm",
                        call(AcmClient.builder(), AcmClient::listCertificates),
                        "ThrottlingException",
                        400,
                        any,
                        "InternalFailure",
                        any),
                Arguments.of(
                        "apigateway",
                        call(ApiGatewayV2Client.builder(), ApiGatewayV2Client::getApis),
                        "TooManyRequestsException",
                        429,
                        any,
                        "InternalFailure",
                        any),
                Arguments.of(
                        "monitoring",
                        call(CloudWatchClient.builder(), CloudWatchClient::describeAlarms),
                        "Throttling",
                        400,
                        any,
                        "InternalServiceError",
                        InternalServiceException.class),
                Arguments.of(
                        "logs",
                        call(CloudWatchLogsClient.builder(), CloudWatchLogsClient::describeLogGroups),
                        "ThrottlingException",
                        400,
                        software.amazon.awssdk.services.cloudwatchlogs.model.ThrottlingException.class,
                        "ServiceUnavailableException",
                        any),
                Arguments.of(
                        "ec2",
                        call(Ec2Client.builder(), Ec2Client::describeVpcs),
                        "RequestLimitExceeded",
                        503,
                        any,
                        "InternalError",
                        any),
                Arguments.of(
                        "elasticache",
                        call(ElastiCacheClient.builder(), ElastiCacheClient::describeReplicationGroups),
                        "Throttling",
                        400,
                        any,
                        "InternalFailure",
                        any),
                Arguments.of(
                        "iam",
                        call(IamClient.builder(), IamClient::listRoles),
                        "Throttling",
                        400,
                        any,
                        "ServiceFailure",
                        ServiceFailureException.class),
                Arguments.of(
                        "kms",
                        call(KmsClient.builder(), KmsClient::listKeys),
                        "ThrottlingException",
                        400,
                        any,
                        "KMSInternalException",
                        KmsInternalException.class),
                Arguments.of(
                        "lambda",
                        call(LambdaClient.builder(), LambdaClient::listFunctions),
                        "TooManyRequestsException",
                        429,
                        TooManyRequestsException.class,
                        "ServiceException",
                        ServiceException.class),
                Arguments.of(
                        "rds",
                        call(RdsClient.builder(), RdsClient::describeDBInstances),
                        "Throttling",
                        400,
                        any,
                        "InternalFailure",
                        any),
                Arguments.of(
                        "route53",
                        call(Route53Client.builder(), Route53Client::listHostedZones),
                        "Throttling",
                        400,
                        any,
                        "InternalFailure",
                        any),
                Arguments.of(
                        "s3",
                        call(S3Client.builder(), S3Client::listBuckets),
                        "SlowDown",
                        503,
                        any,
                        "InternalError",
                        any),
                Arguments.of(
                        "secretsmanager",
                        call(SecretsManagerClient.builder(), SecretsManagerClient::listSecrets),
                        "ThrottlingException",
                        400,
                        any,
                        "InternalServiceError",
                        InternalServiceErrorException.class),
                Arguments.of(
                        "sns",
                        call(SnsClient.builder(), SnsClient::listTopics),
                        "ThrottlingException",
                        400,
                        any,
                        "InternalError",
                        InternalErrorException.class),
                Arguments.of(
                        "sqs",
                        call(SqsClient.builder(), SqsClient::listQueues),
                        "RequestThrottled",
                        403,
                        RequestThrottledException.class,
                        "InternalFailure",
                        any),
                Arguments.of(
                        "sts",
                        call(StsClient.builder(), StsClient::getCallerIdentity),
                        "Throttling",
                        400,
                        any,
                        "InternalFailure",
                        any),
                Arguments.of(
                        "synthetics",
                        call(SyntheticsClient.builder(), synthetics -> synthetics.describeCanaries(all -> {})),
                        "TooManyRequestsException",
                        429,
                        any,
                        "InternalServerException",
                        any));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void eachServiceRefusesAndFailsInItsOwnWords(
            String service,
            Call call,
            String throttling,
            int status,
            Class<?> throttled,
            String internal,
            Class<?> failed) {
        aws.faults().throttle(Calls.of(service), Often.times(1));
        AwsServiceException refusal = refusal(() -> call.of(aws));
        aws.faults().error(Calls.of(service), Often.times(1));
        AwsServiceException failure = refusal(() -> call.of(aws));

        assertThat(refusal).isInstanceOf(throttled);
        assertThat(refusal.isThrottlingException()).isTrue();
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(throttling);
        assertThat(refusal.statusCode()).isEqualTo(status);
        assertThat(failure).isInstanceOf(failed);
        assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(internal);
        assertThat(failure.statusCode()).isBetween(500, 503);
        call.of(aws);
    }

    private static AwsServiceException refusal(ThrowingCallable call) {
        return catchThrowableOfType(AwsServiceException.class, call);
    }
}
