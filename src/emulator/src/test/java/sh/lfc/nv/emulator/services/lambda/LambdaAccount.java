package sh.lfc.nv.emulator.services.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import sh.lfc.nv.emulator.Emulator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** An emulator with a role for functions, and the SDK's clients for it. */
final class LambdaAccount implements AutoCloseable {

    static final String ROLE = "arn:aws:iam::000000000000:role/functions";
    private static final ObjectMapper JSON = new ObjectMapper();

    final Emulator emulator;
    final LambdaClient lambda;
    final CloudWatchLogsClient logs;
    final SqsClient sqs;
    final Ec2Client ec2;

    LambdaAccount() throws IOException {
        this(Emulator.builder());
    }

    LambdaAccount(Emulator.Builder builder) throws IOException {
        emulator = builder.port(0).start();
        lambda = client(LambdaClient.builder());
        logs = client(CloudWatchLogsClient.builder());
        sqs = client(SqsClient.builder());
        ec2 = client(Ec2Client.builder());
        try (IamClient iam = client(IamClient.builder())) {
            iam.createRole(role -> role.roleName("functions")
                    .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"));
            iam.putRolePolicy(put -> put.roleName("functions")
                    .policyName("all")
                    .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Action\":[\"logs:*\",\"ec2:*\",\"sqs:*\"],\"Resource\":\"*\"}]}"));
        }
    }

    <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(emulator.endpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(configuration -> configuration.retryStrategy(RetryMode.STANDARD))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    /**
     * Creates the database {@code files} and waits until it has an endpoint.
     *
     * @return its host
     */
    String database(List<String> subnets, String securityGroup) {
        try (RdsClient rds = client(RdsClient.builder())) {
            rds.createDBSubnetGroup(r -> r.dbSubnetGroupName("private")
                    .dbSubnetGroupDescription("private")
                    .subnetIds(subnets));
            rds.createDBInstance(r -> r.dbInstanceIdentifier("files")
                    .engine("postgres")
                    .dbInstanceClass("db.t3.micro")
                    .allocatedStorage(20)
                    .masterUsername("postgres")
                    .masterUserPassword("mysecretpassword1")
                    .dbSubnetGroupName("private")
                    .vpcSecurityGroupIds(securityGroup));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> rds.describeDBInstances().dbInstances().get(0).endpoint() != null);
            return rds.describeDBInstances().dbInstances().get(0).endpoint().address();
        }
    }

    /** Creates a function of the tiny handler and waits until it is active. */
    CreateFunctionResponse create(String name, Consumer<CreateFunctionRequest.Builder> more) {
        CreateFunctionResponse created = lambda.createFunction(function -> {
            function.functionName(name)
                    .role(ROLE)
                    .runtime("java17")
                    .handler("Handler::handleRequest")
                    .timeout(20)
                    .memorySize(256)
                    .code(code -> code.zipFile(SdkBytes.fromByteArray(HandlerJar.tiny())));
            more.accept(function);
        });
        awaitSettled(name);
        return created;
    }

    void awaitSettled(String name) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    var now = lambda.getFunctionConfiguration(get -> get.functionName(name));
                    return now.state() == State.ACTIVE && now.lastUpdateStatus() == LastUpdateStatus.SUCCESSFUL;
                });
    }

    InvokeResponse invoke(String name, String payload) {
        return lambda.invoke(invoke -> invoke.functionName(name)
                .payload(SdkBytes.fromUtf8String(payload))
                .logType("Tail"));
    }

    JsonNode answer(String name, String payload) {
        return json(invoke(name, payload));
    }

    static JsonNode json(InvokeResponse response) {
        try {
            return JSON.readTree(response.payload().asByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> map(String json) {
        try {
            return JSON.readerForMapOf(Object.class).readValue(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines of a function's log. */
    List<String> log(String name) {
        return logs.filterLogEvents(filter -> filter.logGroupName("/aws/lambda/" + name)).events().stream()
                .map(FilteredLogEvent::message)
                .toList();
    }

    @Override
    public void close() {
        lambda.close();
        logs.close();
        sqs.close();
        ec2.close();
        emulator.close();
    }
}
