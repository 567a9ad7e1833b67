package sh.lfc.nv.emulator.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What Lambda does for functions with their roles. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExecutionRoleTest {

    private LambdaAccount account;
    private IamClient iam;

    @BeforeAll
    void start() throws IOException {
        account = new LambdaAccount();
        iam = account.client(IamClient.builder());
    }

    @AfterAll
    void end() {
        iam.close();
        account.close();
    }

    /** The ARN of a new role that Lambda may assume. */
    private String role(String name, String... statements) {
        String arn = iam.createRole(
                        role -> role.roleName(name)
                                .assumeRolePolicyDocument(
                                        """
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                          "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}"""))
                .role()
                .arn();
        if (statements.length > 0) {
            iam.putRolePolicy(put -> put.roleName(name)
                    .policyName(name)
                    .policyDocument(
                            "{\"Version\": \"2012-10-17\", \"Statement\": [" + String.join(", ", statements) + "]}"));
        }
        return arn;
    }

    private static String allow(String action, String resource) {
        return "{\"Effect\": \"Allow\", \"Action\": \"" + action + "\", \"Resource\": \"" + resource + "\"}";
    }

    private static void invalid(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InvalidParameterValueException.class, refusal -> assertThat(
                        refusal.awsErrorDetails().errorMessage())
                .isEqualTo(message));
    }

    @Test
    void aRoleMayTrustLambdaForOneFunctionOnly() {
        String role = role("of-one-function");
        iam.updateAssumeRolePolicy(
                update -> update.roleName("of-one-function")
                        .policyDocument(
                                """
                        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                          "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole",
                          "Condition": {"ArnEquals": {"aws:SourceArn":
                            "arn:aws:lambda:us-east-1:000000000000:function:the-one"}}}]}"""));

        invalid(
                () -> account.create("another", function -> function.role(role)),
                "The role defined for the function cannot be assumed by Lambda.");
        account.create("the-one", function -> function.role(role));

        assertThat(account.invoke("the-one", "{}").functionError()).isNull();
    }

    @Test
    void deadLettersAndDestinationsNeedTheRolesPermission() {
        String queue = "arn:aws:sqs:us-east-1:000000000000:unreachable";
        account.sqs.createQueue(create -> create.queueName("unreachable"));
        String role = role("sends-nothing");

        invalid(
                () -> account.create(
                        "sends", function -> function.role(role).deadLetterConfig(letters -> letters.targetArn(queue))),
                "The provided execution role does not have permissions to call SendMessage on SQS");
        account.create("sends", function -> function.role(role));
        invalid(
                () -> account.lambda.putFunctionEventInvokeConfig(put -> put.functionName("sends")
                        .destinationConfig(to -> to.onFailure(failure -> failure.destination(queue)))),
                "The function's execution role does not have permissions to call SendMessage on " + queue);
    }

    @Test
    void networkInterfacesNeedTheRolesPermission() {
        String subnet = account.ec2
                .describeSubnets(describe -> describe.filters(
                        Filter.builder().name("default-for-az").values("true").build()))
                .subnets()
                .get(0)
                .subnetId();
        String group =
                account.ec2.describeSecurityGroups().securityGroups().get(0).groupId();
        String creates = role("creates-only", allow("ec2:CreateNetworkInterface", "*"));

        invalid(
                () -> account.create("placed", function -> function.role(role("places-nothing"))
                        .vpcConfig(vpc -> vpc.subnetIds(subnet).securityGroupIds(group))),
                "The provided execution role does not have permissions to call CreateNetworkInterface on EC2");
        invalid(
                () -> account.create("placed", function -> function.role(creates)
                        .vpcConfig(vpc -> vpc.subnetIds(subnet).securityGroupIds(group))),
                "The provided execution role does not have permissions to call DescribeNetworkInterfaces on EC2");
    }

    @Test
    void aFunctionWhoseRoleMayNotWriteHasNoLog() {
        account.create("silent", function -> function.role(role("silent")));
        account.logs.createLogGroup(create -> create.logGroupName("/aws/lambda/heard"));
        account.create(
                "heard",
                function -> function.role(role(
                        "heard",
                        allow("logs:CreateLogStream", "*"),
                        allow("logs:PutLogEvents", "arn:aws:logs:*:*:log-group:/aws/lambda/heard:*"))));

        account.invoke("silent", "{}");
        account.invoke("heard", "{}");

        assertThat(account.log("heard")).anyMatch(line -> line.startsWith("REPORT"));
        assertThat(account.logs
                        .describeLogGroups(describe -> describe.logGroupNamePrefix("/aws/lambda/silent"))
                        .logGroups())
                .isEmpty();
    }

    /** "Working with source function ARN to control function access behavior". */
    @Test
    void aPolicyTellsAFunctionsCodeFromLambda() {
        account.sqs.createQueue(create -> create.queueName("kept-from-code"));
        String role = role(
                "kept-from-code",
                allow("sqs:*", "*"),
                "{\"Effect\": \"Deny\", \"Action\": \"sqs:SendMessage\", \"Resource\": \"*\", \"Condition\": {\"ArnEquals\":"
                        + " {\"lambda:SourceFunctionArn\": \"arn:aws:lambda:us-east-1:000000000000:function:sender\"}}}");
        account.create("sender", function -> function.role(role)
                .deadLetterConfig(letters -> letters.targetArn("arn:aws:sqs:us-east-1:000000000000:kept-from-code")));

        JsonNode environment = account.answer("sender", "{\"environment\": true}");

        try (SqsClient code = SqsClient.builder()
                .endpointOverride(account.emulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                        environment.path("AWS_ACCESS_KEY_ID").asText(),
                        environment.path("AWS_SECRET_ACCESS_KEY").asText(),
                        environment.path("AWS_SESSION_TOKEN").asText())))
                .build()) {
            String url =
                    code.getQueueUrl(get -> get.queueName("kept-from-code")).queueUrl();
            assertThatThrownBy(() -> code.sendMessage(send -> send.queueUrl(url).messageBody("x")))
                    .hasMessageContaining("with an explicit deny in an identity-based policy");
        }
    }
}
