package sh.lfc.nv.emulator.realism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sh.lfc.nv.emulator.realism.Slow.refused;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.synthetics.SyntheticsClient;
import software.amazon.awssdk.services.synthetics.model.CanaryState;

/** Changes in IAM that decisions learn of late, and functions, which are the first to find out. */
class LatePermissionsTest {

    private static final String LIST = policy("\"Action\": \"sqs:ListQueues\", \"Resource\": \"*\"");

    private Slow slow;
    private IamClient iam;

    @BeforeEach
    void start() throws IOException {
        slow = new Slow();
        iam = slow.client(IamClient.builder());
    }

    @AfterEach
    void end() {
        slow.close();
    }

    private static String policy(String statement) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", " + statement + "}]}";
    }

    private String role(String name, String principal) {
        return iam.createRole(create -> create.roleName(name)
                        .assumeRolePolicyDocument(
                                policy("\"Action\": \"sts:AssumeRole\", \"Principal\": " + principal)))
                .role()
                .arn();
    }

    @Test
    void aRoleIsReadAtOnceAndAssumedLater() {
        String role = role("reader", "{\"AWS\": \"000000000000\"}");
        StsClient sts = slow.client(StsClient.builder());

        assertThat(iam.getRole(get -> get.roleName("reader")).role().arn()).isEqualTo(role);
        slow.nearlyPass(Delay.IAM_PROPAGATION);
        refused(
                "AccessDenied",
                () -> sts.assumeRole(assume -> assume.roleArn(role).roleSessionName("early")));
        slow.passTheRest();
        Credentials session = sts.assumeRole(assume -> assume.roleArn(role).roleSessionName("session"))
                .credentials();

        SqsClient sqs = slow.client(
                SqsClient.builder(),
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
        iam.putRolePolicy(put -> put.roleName("reader").policyName("list").policyDocument(LIST));
        slow.nearlyPass(Delay.IAM_PROPAGATION);
        refused("AccessDenied", sqs::listQueues);
        slow.passTheRest();
        sqs.listQueues();

        iam.deleteRolePolicy(delete -> delete.roleName("reader").policyName("list"));
        slow.nearlyPass(Delay.IAM_PROPAGATION);
        sqs.listQueues();
        slow.passTheRest();
        refused("AccessDenied", sqs::listQueues);
    }

    @Test
    void aNewVersionOfAManagedPolicyCountsLater() {
        iam.createUser(create -> create.userName("lister"));
        String policy = iam.createPolicy(create -> create.policyName("list")
                        .policyDocument(policy("\"Action\": \"sqs:SendMessage\", \"Resource\": \"*\"")))
                .policy()
                .arn();
        iam.attachUserPolicy(attach -> attach.userName("lister").policyArn(policy));
        AccessKey key = iam.createAccessKey(create -> create.userName("lister")).accessKey();
        SqsClient sqs =
                slow.client(SqsClient.builder(), AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));

        refused("UnrecognizedClientException", sqs::listQueues);
        slow.pass(Delay.IAM_PROPAGATION);
        refused("AccessDenied", sqs::listQueues);
        iam.createPolicyVersion(
                create -> create.policyArn(policy).policyDocument(LIST).setAsDefault(true));
        slow.nearlyPass(Delay.IAM_PROPAGATION);
        refused("AccessDenied", sqs::listQueues);
        slow.passTheRest();
        sqs.listQueues();
    }

    @Test
    void aFunctionInAVpcWaitsForItsRoleThenForItsInterfacesWhichOutliveIt() throws IOException {
        LambdaClient lambda = slow.client(LambdaClient.builder());
        Ec2Client ec2 = slow.client(Ec2Client.builder());
        String vpc =
                ec2.createVpc(create -> create.cidrBlock("10.7.0.0/16")).vpc().vpcId();
        String subnet = ec2.createSubnet(create -> create.vpcId(vpc).cidrBlock("10.7.1.0/24"))
                .subnet()
                .subnetId();
        String group = ec2.createSecurityGroup(
                        create -> create.vpcId(vpc).groupName("function").description("of the function"))
                .groupId();
        String role = role("function", "{\"Service\": \"lambda.amazonaws.com\"}");
        iam.putRolePolicy(put -> put.roleName("function")
                .policyName("network")
                .policyDocument(policy("\"Action\": \"ec2:*\", \"Resource\": \"*\"")));
        CreateFunctionRequest request = CreateFunctionRequest.builder()
                .functionName("slow")
                .runtime("java17")
                .handler("none")
                .role(role)
                .code(code -> code.zipFile(SdkBytes.fromByteArray(zip())))
                .vpcConfig(in -> in.subnetIds(subnet).securityGroupIds(group))
                .build();

        assertThatThrownBy(() -> lambda.createFunction(request))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("The role defined for the function cannot be assumed by Lambda.");
        slow.pass(Delay.IAM_PROPAGATION);
        lambda.createFunction(request);
        slow.nearlyPass(Delay.FUNCTION_CREATION_IN_VPC);
        assertThat(state(lambda)).isEqualTo(State.PENDING);
        refused(
                "ResourceConflictException",
                () -> lambda.updateFunctionCode(
                        update -> update.functionName("slow").zipFile(SdkBytes.fromByteArray(zip()))));
        slow.passTheRest();
        assertThat(state(lambda)).isEqualTo(State.ACTIVE);

        lambda.updateFunctionCode(update -> update.functionName("slow").zipFile(SdkBytes.fromByteArray(zip())));
        assertThat(lambda.getFunctionConfiguration(get -> get.functionName("slow"))
                        .lastUpdateStatus())
                .isEqualTo(LastUpdateStatus.IN_PROGRESS);
        slow.pass(Delay.FUNCTION_UPDATE);
        assertThat(lambda.getFunctionConfiguration(get -> get.functionName("slow"))
                        .lastUpdateStatus())
                .isEqualTo(LastUpdateStatus.SUCCESSFUL);

        lambda.deleteFunction(delete -> delete.functionName("slow"));
        slow.nearlyPass(Delay.FUNCTION_INTERFACE_DELETION);
        refused("DependencyViolation", () -> ec2.deleteSecurityGroup(delete -> delete.groupId(group)));
        refused("DependencyViolation", () -> ec2.deleteSubnet(delete -> delete.subnetId(subnet)));
        slow.passTheRest();
        ec2.deleteSecurityGroup(delete -> delete.groupId(group));
        ec2.deleteSubnet(delete -> delete.subnetId(subnet));
    }

    @Test
    void aCanaryOfANewRoleFailsAndOneOfAKnownRoleIsReadyInItsTime() {
        SyntheticsClient synthetics = slow.client(SyntheticsClient.builder());
        String role = role("canary", "{\"Service\": \"lambda.amazonaws.com\"}");

        canary(synthetics, "early", role);
        slow.passTheRest();
        assertThat(state(synthetics, "early")).isEqualTo(CanaryState.ERROR);
        slow.pass(Delay.IAM_PROPAGATION);
        canary(synthetics, "slow", role);
        slow.nearlyPass(Delay.CANARY_CREATION);
        assertThat(state(synthetics, "slow")).isEqualTo(CanaryState.CREATING);
        slow.pass(Delay.CANARY_CREATION);
        assertThat(state(synthetics, "slow")).isEqualTo(CanaryState.READY);

        synthetics.startCanary(start -> start.name("slow"));
        slow.nearlyPass(Delay.CANARY_START);
        assertThat(state(synthetics, "slow")).isEqualTo(CanaryState.STARTING);
        slow.passTheRest();
        assertThat(state(synthetics, "slow")).isEqualTo(CanaryState.RUNNING);
        synthetics.stopCanary(stop -> stop.name("slow"));
        assertThat(state(synthetics, "slow")).isEqualTo(CanaryState.STOPPING);
        slow.pass(Delay.CANARY_STOP);
        assertThat(state(synthetics, "slow")).isEqualTo(CanaryState.STOPPED);
    }

    private static void canary(SyntheticsClient synthetics, String name, String role) {
        synthetics.createCanary(create -> create.name(name)
                .code(code -> code.handler("Checks::pass").zipFile(SdkBytes.fromByteArray(zip())))
                .artifactS3Location("s3://canaries/runs/")
                .executionRoleArn(role)
                .runtimeVersion("syn-java-2.0")
                .schedule(when -> when.expression("cron(0 12 1 1 ? *)")));
    }

    private static CanaryState state(SyntheticsClient synthetics, String name) {
        return synthetics.getCanary(get -> get.name(name)).canary().status().state();
    }

    private static State state(LambdaClient lambda) {
        return lambda.getFunctionConfiguration(get -> get.functionName("slow")).state();
    }

    private static byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("nothing"));
            zip.closeEntry();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
