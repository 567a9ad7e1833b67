package sh.lfc.nv.emulator.services.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.lfc.nv.emulator.Emulator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.Statement;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicySimulatorTest {

    private static final String READ = "secretsmanager:GetSecretValue";
    private static final String SECRET =
            "arn:aws:secretsmanager:us-east-1:000000000000:secret:nv-demo-client-api-key-AbCdEf";
    private static final String MAY_READ =
            policy("'Effect':'Allow','Action':'" + READ + "','Resource':'" + SECRET + "'");
    private static final String ONLY_API =
            """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "OnlyTheApiFunction",
                  "Effect": "Deny",
                  "Principal": {"AWS": "*"},
                  "Action": "secretsmanager:GetSecretValue",
                  "Resource": "*",
                  "Condition": {"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::000000000000:role/api"}}
                }
              ]
            }
            """;

    private Emulator aws;
    private IamClient iam;

    @BeforeAll
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        iam = IamClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
        role("api", MAY_READ);
        role("authorizer", policy("'Effect':'Allow','Action':'logs:PutLogEvents','Resource':'*'"));
        role("administrator", policy("'Effect':'Allow','Action':'*','Resource':'*'"));
    }

    private void role(String name, String policy) {
        iam.createRole(r -> r.roleName(name)
                .assumeRolePolicyDocument("{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                        + "\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"));
        iam.putRolePolicy(r -> r.roleName(name).policyName("own").policyDocument(policy));
    }

    @AfterAll
    void stop() {
        iam.close();
        aws.close();
    }

    @ParameterizedTest
    @CsvSource({"api, allowed", "authorizer, explicitDeny", "administrator, explicitDeny"})
    void onlyTheOneRoleMayReadTheSecret(String role, String decision) {
        assertThat(simulate(role, ONLY_API).evalDecisionAsString()).isEqualTo(decision);
    }

    @Test
    void whatNobodyAllowsIsDeniedImplicitly() {
        EvaluationResult result = simulate("authorizer", null);

        assertThat(result.evalDecisionAsString()).isEqualTo("implicitDeny");
        assertThat(result.matchedStatements()).isEmpty();
    }

    @Test
    void theStatementThatDecidedIsPointedAt() {
        Statement statement =
                simulate("administrator", ONLY_API).matchedStatements().get(0);

        assertThat(statement.sourcePolicyId()).isEqualTo("ResourcePolicy");
        assertThat(statement.startPosition().line()).isEqualTo(4);
        assertThat(statement.endPosition().line()).isEqualTo(11);
        assertThat(simulate("api", null).matchedStatements())
                .extracting(Statement::sourcePolicyId)
                .containsExactly("own");
    }

    @Test
    void eachResourceHasAnAnswerOfItsOwn() {
        EvaluationResult result = iam.simulatePrincipalPolicy(r -> r.policySourceArn(arn("api"))
                        .actionNames(READ)
                        .resourceArns(SECRET, SECRET.replace("client", "other")))
                .evaluationResults()
                .get(0);

        assertThat(result.resourceSpecificResults())
                .extracting(ResourceSpecificResult::evalResourceDecisionAsString)
                .containsExactly("allowed", "implicitDeny");
    }

    @Test
    void aBoundaryLimitsWhatARoleMay() {
        assertThat(iam.simulatePrincipalPolicy(r -> r.policySourceArn(arn("administrator"))
                                .actionNames(READ)
                                .permissionsBoundaryPolicyInputList(
                                        policy("'Effect':'Allow','Action':'s3:*','Resource':'*'")))
                        .evaluationResults())
                .singleElement()
                .returns("implicitDeny", EvaluationResult::evalDecisionAsString)
                .returns(false, result -> result.permissionsBoundaryDecisionDetail()
                        .allowedByPermissionsBoundary());
    }

    @Test
    void whatTheContextLacksIsTold() {
        String onTls = policy(
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':true}}");

        assertThat(iam.simulateCustomPolicy(r -> r.policyInputList(onTls).actionNames("s3:GetObject"))
                        .evaluationResults())
                .singleElement()
                .returns("implicitDeny", EvaluationResult::evalDecisionAsString)
                .returns(List.of("aws:SecureTransport"), EvaluationResult::missingContextValues);
        assertThat(iam.simulateCustomPolicy(r -> r.policyInputList(onTls)
                                .actionNames("s3:GetObject")
                                .contextEntries(entry -> entry.contextKeyName("aws:SecureTransport")
                                        .contextKeyType(ContextKeyTypeEnum.BOOLEAN)
                                        .contextKeyValues("true")))
                        .evaluationResults())
                .singleElement()
                .returns("allowed", EvaluationResult::evalDecisionAsString);
        assertThat(iam.getContextKeysForCustomPolicy(r -> r.policyInputList(onTls))
                        .contextKeyNames())
                .containsExactly("aws:SecureTransport");
    }

    @Test
    void groupsPoliciesAreTheirUsers() {
        iam.createUser(r -> r.userName("bob"));
        iam.createGroup(r -> r.groupName("readers"));
        iam.attachGroupPolicy(r -> r.groupName("readers").policyArn("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));
        iam.addUserToGroup(r -> r.groupName("readers").userName("bob"));

        assertThat(iam.simulatePrincipalPolicy(r -> r.policySourceArn("arn:aws:iam::000000000000:user/bob")
                                .actionNames("s3:GetObject", "s3:PutObject"))
                        .evaluationResults())
                .extracting(EvaluationResult::evalDecisionAsString)
                .containsExactly("allowed", "implicitDeny");
    }

    @Test
    void whoIsUnknownCannotBeSimulated() {
        assertThatThrownBy(() -> iam.simulatePrincipalPolicy(
                        r -> r.policySourceArn(arn("nobody")).actionNames(READ)))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The role with name nobody cannot be found.");
        assertThatThrownBy(() -> iam.simulatePrincipalPolicy(
                        r -> r.policySourceArn("arn:aws:s3:::some-bucket").actionNames(READ)))
                .isInstanceOf(InvalidInputException.class);
    }

    private EvaluationResult simulate(String role, String resourcePolicy) {
        return iam.simulatePrincipalPolicy(r -> r.policySourceArn(arn(role))
                        .actionNames(READ)
                        .resourceArns(SECRET)
                        .resourcePolicy(resourcePolicy))
                .evaluationResults()
                .get(0);
    }

    private static String arn(String role) {
        return "arn:aws:iam::000000000000:role/" + role;
    }

    private static String policy(String statement) {
        return ("{'Version':'2012-10-17','Statement':[{" + statement + "}]}").replace('\'', '"');
    }
}
