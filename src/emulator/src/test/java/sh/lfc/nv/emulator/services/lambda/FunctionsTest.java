package sh.lfc.nv.emulator.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;

/** The control plane: what is made, shown, changed and refused without running anything. */
class FunctionsTest {

    private static LambdaAccount account;

    @BeforeAll
    static void start() throws IOException {
        account = new LambdaAccount();
    }

    @AfterAll
    static void end() {
        account.close();
    }

    @Test
    void aNewFunctionIsPendingAndThenActive() {
        CreateFunctionResponse created = account.create("new", function -> function.tags(Map.of("team", "a")));

        assertThat(created.state()).isEqualTo(State.PENDING);
        assertThat(created.stateReasonCodeAsString()).isEqualTo("Creating");
        assertThat(created.functionArn()).isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:new");
        assertThat(created.lastModified()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000");
        assertThat(created.codeSize()).isEqualTo(HandlerJar.tiny().length);
        GetFunctionResponse shown = account.lambda.getFunction(get -> get.functionName("new"));
        assertThat(shown.configuration().state()).isEqualTo(State.ACTIVE);
        assertThat(shown.configuration().stateReason()).isNull();
        assertThat(shown.configuration().loggingConfig().logGroup()).isEqualTo("/aws/lambda/new");
        assertThat(shown.tags()).containsEntry("team", "a");
        assertThat(shown.concurrency()).isNull();
    }

    @Test
    void theSameNameIsTakenOnce() {
        account.create("twice", function -> {});

        assertThatThrownBy(() -> account.create("twice", function -> {}))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("Function already exist: twice");
    }

    @Test
    void whatLambdaWouldNotTakeIsRefused() {
        refused(
                "The role defined for the function cannot be assumed by Lambda.",
                function -> function.role("arn:aws:iam::000000000000:role/nobody"));
        refused("reserved keys", function -> function.environment(env -> env.variables(Map.of("AWS_REGION", "x"))));
        refused(
                "exceeded the 4KB limit",
                function -> function.environment(env -> env.variables(Map.of("LONG", "x".repeat(4096)))));
        refused(
                "Could not unzip uploaded file",
                function -> function.code(code -> code.zipFile(SdkBytes.fromUtf8String("no zip"))));
        refused("Value 127 at 'memorySize'", function -> function.memorySize(127));
        refused("Value 901 at 'timeout'", function -> function.timeout(901));
        refused("'runtime' failed to satisfy constraint", function -> function.runtime("java99"));
        refused("Runtime and Handler are mandatory", function -> function.handler(null));
    }

    @Test
    void codeInARequestMayBeLarge() throws IOException {
        byte[] random = new byte[16_000_000];
        new Random(1).nextBytes(random);
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            zip.putNextEntry(new ZipEntry("random"));
            zip.write(random);
        }

        CreateFunctionResponse created = account.create(
                "sixteen-megabytes",
                function -> function.code(code -> code.zipFile(SdkBytes.fromByteArrayUnsafe(archive.toByteArray()))));

        assertThat(created.codeSize()).isEqualTo(archive.size());
    }

    @Test
    void codeInARequestHasALimitAboveWhichItGoesThroughABucket() {
        SdkBytes large = SdkBytes.fromByteArrayUnsafe(new byte[52_700_000]);

        assertThatThrownBy(() -> account.create("large", function -> function.code(code -> code.zipFile(large))))
                .isInstanceOfSatisfying(LambdaException.class, refusal -> {
                    assertThat(refusal.awsErrorDetails().errorCode())
                            .as(refusal.getMessage())
                            .isEqualTo("RequestEntityTooLargeException");
                    assertThat(refusal.awsErrorDetails().errorMessage())
                            .isEqualTo("Request must be smaller than 70167211 bytes for the CreateFunction operation");
                    assertThat(refusal.statusCode()).isEqualTo(413);
                });
    }

    private static void refused(
            String words,
            java.util.function.Consumer<software.amazon.awssdk.services.lambda.model.CreateFunctionRequest.Builder>
                    how) {
        assertThatThrownBy(() -> account.create("refused", how))
                .isInstanceOfSatisfying(LambdaException.class, refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(400);
                    assertThat(refusal.awsErrorDetails()
                                    .errorMessage()
                                    .replace("'127'", "127")
                                    .replace("'901'", "901"))
                            .contains(words);
                });
    }

    @Test
    void anUpdateLeavesAloneWhatItDoesNotName() {
        account.create("changed", function -> function.description("before").timeout(7));
        account.lambda.updateFunctionConfiguration(
                update -> update.functionName("changed").description("after"));
        account.awaitSettled("changed");

        FunctionConfiguration now =
                account.lambda.getFunction(get -> get.functionName("changed")).configuration();

        assertThat(now.description()).isEqualTo("after");
        assertThat(now.timeout()).isEqualTo(7);
    }

    @Test
    void versionsAreFrozenAndPublishedOnlyWhenSomethingChanged() {
        account.create("versions", function -> function.timeout(5));

        String first = account.lambda
                .publishVersion(publish -> publish.functionName("versions"))
                .version();
        String same = account.lambda
                .publishVersion(publish -> publish.functionName("versions"))
                .version();
        account.lambda.updateFunctionConfiguration(
                update -> update.functionName("versions").timeout(6));
        account.awaitSettled("versions");
        String second = account.lambda
                .publishVersion(publish -> publish.functionName("versions"))
                .version();

        assertThat(List.of(first, same, second)).containsExactly("1", "1", "2");
        assertThat(account.lambda
                        .listVersionsByFunction(list -> list.functionName("versions"))
                        .versions())
                .extracting(FunctionConfiguration::functionArn)
                .containsExactly(
                        "arn:aws:lambda:us-east-1:000000000000:function:versions:$LATEST",
                        "arn:aws:lambda:us-east-1:000000000000:function:versions:1",
                        "arn:aws:lambda:us-east-1:000000000000:function:versions:2");
        assertThat(account.lambda
                        .getFunctionConfiguration(
                                get -> get.functionName("versions").qualifier("1"))
                        .timeout())
                .isEqualTo(5);
    }

    @Test
    void permissionsMakeThePolicyThatAwsRenders() {
        account.create("granted", function -> {});

        String statement = account.lambda
                .addPermission(add -> add.functionName("granted")
                        .statementId("http-api")
                        .action("lambda:InvokeFunction")
                        .principal("apigateway.amazonaws.com")
                        .sourceArn("arn:aws:execute-api:us-east-1:000000000000:abc/*"))
                .statement();

        assertThat(statement)
                .isEqualTo("{\"Sid\":\"http-api\",\"Effect\":\"Allow\","
                        + "\"Principal\":{\"Service\":\"apigateway.amazonaws.com\"},"
                        + "\"Action\":\"lambda:InvokeFunction\","
                        + "\"Resource\":\"arn:aws:lambda:us-east-1:000000000000:function:granted\","
                        + "\"Condition\":{\"ArnLike\":{\"AWS:SourceArn\":"
                        + "\"arn:aws:execute-api:us-east-1:000000000000:abc/*\"}}}");
        assertThat(account.lambda.getPolicy(get -> get.functionName("granted")).policy())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[" + statement + "]}");
        assertThatThrownBy(() -> account.lambda.addPermission(add -> add.functionName("granted")
                        .statementId("http-api")
                        .action("lambda:InvokeFunction")
                        .principal("s3.amazonaws.com")))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("The statement id (http-api) provided already exists.");
        account.lambda.removePermission(remove -> remove.functionName("granted").statementId("http-api"));
        assertThatThrownBy(() -> account.lambda.getPolicy(get -> get.functionName("granted")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The resource you requested does not exist.");
    }

    @Test
    void theSettingsOfAsynchronousInvocationsAreKept() {
        account.create("asynchronous", function -> {});

        account.lambda.putFunctionEventInvokeConfig(
                put -> put.functionName("asynchronous").maximumRetryAttempts(1).maximumEventAgeInSeconds(3600));

        var config = account.lambda.getFunctionEventInvokeConfig(get -> get.functionName("asynchronous"));
        assertThat(config.functionArn()).endsWith(":function:asynchronous:$LATEST");
        assertThat(config.maximumRetryAttempts()).isEqualTo(1);
        account.lambda.deleteFunctionEventInvokeConfig(delete -> delete.functionName("asynchronous"));
        assertThatThrownBy(() -> account.lambda.getFunctionEventInvokeConfig(get -> get.functionName("asynchronous")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("doesn't have an EventInvokeConfig");
    }

    @Test
    void reservedConcurrencyLeavesTheAccountAHundred() {
        account.create("reserved", function -> {});

        assertThatThrownBy(() -> account.lambda.putFunctionConcurrency(
                        put -> put.functionName("reserved").reservedConcurrentExecutions(901)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("below its minimum value of [100]");
        account.lambda.putFunctionConcurrency(
                put -> put.functionName("reserved").reservedConcurrentExecutions(5));
        assertThat(account.lambda
                        .getFunction(get -> get.functionName("reserved"))
                        .concurrency()
                        .reservedConcurrentExecutions())
                .isEqualTo(5);
    }

    @Test
    void aFunctionInAVpcHoldsItsSecurityGroupUntilItIsDeleted() {
        String vpc = account.ec2
                .createVpc(create -> create.cidrBlock("10.1.0.0/16"))
                .vpc()
                .vpcId();
        String subnet = account.ec2
                .createSubnet(create -> create.vpcId(vpc).cidrBlock("10.1.1.0/24"))
                .subnet()
                .subnetId();
        String group = account.ec2
                .createSecurityGroup(
                        create -> create.vpcId(vpc).groupName("functions").description("functions"))
                .groupId();
        account.create(
                "placed",
                function ->
                        function.vpcConfig(config -> config.subnetIds(subnet).securityGroupIds(group)));

        assertThat(account.lambda
                        .getFunctionConfiguration(get -> get.functionName("placed"))
                        .vpcConfig()
                        .vpcId())
                .isEqualTo(vpc);
        assertThatThrownBy(() -> account.ec2.deleteSecurityGroup(delete -> delete.groupId(group)))
                .hasMessageContaining("has a dependent object");
        account.lambda.deleteFunction(delete -> delete.functionName("placed"));
        account.ec2.deleteSecurityGroup(delete -> delete.groupId(group));
    }

    @Test
    void aSubnetThatDoesNotExistIsRefused() {
        refused(
                "The subnet ID 'subnet-0nowhere' does not exist",
                function -> function.vpcConfig(
                        config -> config.subnetIds("subnet-0nowhere").securityGroupIds("sg-0nowhere")));
    }

    @Test
    void aDeletedFunctionIsGone() {
        account.create("deleted", function -> {});

        account.lambda.deleteFunction(delete -> delete.functionName("deleted"));

        assertThatThrownBy(() -> account.lambda.getFunction(get -> get.functionName("deleted")))
                .isInstanceOfSatisfying(ResourceNotFoundException.class, refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(404);
                    assertThat(refusal.type()).isEqualTo("User");
                });
    }
}
