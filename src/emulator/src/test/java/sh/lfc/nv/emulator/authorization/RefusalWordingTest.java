package sh.lfc.nv.emulator.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.junit.EmulatorExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.synthetics.SyntheticsClient;

/** How each service words that a role without any policy may not do something: code, status and sentence. */
@ExtendWith(EmulatorExtension.class)
class RefusalWordingTest {

    private static void refused(ThrowingCallable call, String code, int status, String role, String rest) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorMessage())
                    .isEqualTo("User: arn:aws:sts::000000000000:assumed-role/" + role
                            + "/test is not authorized to perform: " + rest);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.statusCode()).isEqualTo(status);
        });
    }

    private static String identity(String action, String resource) {
        return action + " on resource: " + resource + " because no identity-based policy allows the " + action
                + " action";
    }

    @Test
    void sqsWritesItsActionsSmallAndKnowsNoBatches(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        String queue = accounts.root(SqsClient.builder())
                .createQueue(create -> create.queueName("q"))
                .queueUrl();
        SqsClient nobody = accounts.role(SqsClient.builder(), "nobody-sqs", null);
        String arn = "arn:aws:sqs:us-east-1:000000000000:q";

        refused(
                () -> nobody.sendMessage(send -> send.queueUrl(queue).messageBody("x")),
                "AccessDenied",
                403,
                "nobody-sqs",
                identity("sqs:sendmessage", arn));
        refused(
                () -> nobody.sendMessageBatch(
                        send -> send.queueUrl(queue).entries(one -> one.id("1").messageBody("x"))),
                "AccessDenied",
                403,
                "nobody-sqs",
                identity("sqs:sendmessage", arn));
        refused(
                nobody::listQueues,
                "AccessDenied",
                403,
                "nobody-sqs",
                identity("sqs:listqueues", "arn:aws:sqs:us-east-1:000000000000:"));
    }

    @Test
    void snsWritesItsNameLarge(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        String topic = accounts.root(SnsClient.builder())
                .createTopic(create -> create.name("t"))
                .topicArn();
        SnsClient nobody = accounts.role(SnsClient.builder(), "nobody-sns", null);

        refused(
                () -> nobody.publish(publish -> publish.topicArn(topic).message("x")),
                "AuthorizationError",
                403,
                "nobody-sns",
                identity("SNS:Publish", topic));
    }

    @Test
    void kmsTellsWhetherTheKeysPolicyIsMissingOrTheCallers(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        KmsClient root = accounts.root(KmsClient.builder());
        String open = root.createKey().keyMetadata().arn();
        String closed = root.createKey(
                        create -> create.bypassPolicyLockoutSafetyCheck(true)
                                .policy(
                                        """
                                {"Version": "2012-10-17", "Statement": [
                                  {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:role/other"},
                                   "Action": "kms:*", "Resource": "*"}]}"""))
                .keyMetadata()
                .arn();
        KmsClient nobody = accounts.role(KmsClient.builder(), "nobody-kms", null);
        KmsClient admin = accounts.role(
                KmsClient.builder(),
                "admin-kms",
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"kms:*\","
                        + " \"Resource\": \"*\"}]}");

        refused(
                () -> nobody.describeKey(key -> key.keyId(open)),
                "AccessDeniedException",
                400,
                "nobody-kms",
                identity("kms:DescribeKey", open));
        refused(
                () -> admin.describeKey(key -> key.keyId(closed)),
                "AccessDeniedException",
                400,
                "admin-kms",
                "kms:DescribeKey on resource: " + closed
                        + " because no resource-based policy allows the kms:DescribeKey action");
    }

    @Test
    void whatSpeaksJsonAnswersAccessDeniedException(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        String secret = accounts.root(SecretsManagerClient.builder())
                .createSecret(create -> create.name("s").secretString("x"))
                .arn();
        SecretsManagerClient secrets = accounts.role(SecretsManagerClient.builder(), "nobody-secrets", null);
        LambdaClient lambda = accounts.role(LambdaClient.builder(), "nobody-lambda", null);
        CloudWatchLogsClient logs = accounts.role(CloudWatchLogsClient.builder(), "nobody-logs", null);
        SyntheticsClient synthetics = accounts.role(SyntheticsClient.builder(), "nobody-synthetics", null);

        refused(
                () -> secrets.getSecretValue(get -> get.secretId("s")),
                "AccessDeniedException",
                400,
                "nobody-secrets",
                identity("secretsmanager:GetSecretValue", secret));
        refused(
                () -> lambda.invoke(invoke -> invoke.functionName("f").qualifier("live")),
                "AccessDeniedException",
                403,
                "nobody-lambda",
                identity("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:000000000000:function:f:live"));
        refused(
                () -> logs.createLogStream(create -> create.logGroupName("/g").logStreamName("s")),
                "AccessDeniedException",
                400,
                "nobody-logs",
                identity("logs:CreateLogStream", "arn:aws:logs:us-east-1:000000000000:log-group:/g:log-stream:s"));
        refused(
                logs::describeLogGroups,
                "AccessDeniedException",
                400,
                "nobody-logs",
                identity("logs:DescribeLogGroups", "arn:aws:logs:us-east-1:000000000000:log-group::log-stream:"));
        refused(
                () -> synthetics.getCanary(get -> get.name("c")),
                "AccessDeniedException",
                403,
                "nobody-synthetics",
                identity("synthetics:GetCanary", "arn:aws:synthetics:us-east-1:000000000000:canary:c"));
    }

    @Test
    void cloudWatchAnswersAccessDenied(Emulator aws) {
        CloudWatchClient nobody = new Accounts(aws).role(CloudWatchClient.builder(), "nobody-cloudwatch", null);

        refused(
                () -> nobody.describeAlarms(describe -> describe.alarmNames("a")),
                "AccessDenied",
                403,
                "nobody-cloudwatch",
                identity("cloudwatch:DescribeAlarms", "arn:aws:cloudwatch:us-east-1:000000000000:alarm:a"));
    }

    @Test
    void aRoleThatMayNotBePassedIsNamed(Emulator aws) {
        LambdaClient lambda = new Accounts(aws)
                .role(
                        LambdaClient.builder(),
                        "may-not-pass",
                        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"lambda:*\","
                                + " \"Resource\": \"*\"}]}");

        refused(
                () -> lambda.createFunction(create -> create.functionName("f")
                        .role("arn:aws:iam::000000000000:role/function")
                        .code(code -> code.zipFile(SdkBytes.fromUtf8String("no archive")))),
                "AccessDeniedException",
                403,
                "may-not-pass",
                identity("iam:PassRole", "arn:aws:iam::000000000000:role/function"));
    }
}
