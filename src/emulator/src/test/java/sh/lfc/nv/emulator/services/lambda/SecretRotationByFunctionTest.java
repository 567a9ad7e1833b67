package sh.lfc.nv.emulator.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** A secret that a function rotates, which asks Secrets Manager with the SDK and its own role. */
class SecretRotationByFunctionTest {

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:rotate";

    /** After AWS's template of a rotation function. */
    private static final String ROTATION =
            """
            import com.amazonaws.services.lambda.runtime.Context;
            import com.amazonaws.services.lambda.runtime.RequestHandler;
            import java.util.List;
            import java.util.Map;
            import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
            import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
            import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
            import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

            public class Rotation implements RequestHandler<Map<String, String>, String> {
                private final SecretsManagerClient secrets =
                        SecretsManagerClient.builder().httpClient(UrlConnectionHttpClient.create()).build();

                public String handleRequest(Map<String, String> event, Context context) {
                    String secret = event.get("SecretId");
                    String token = event.get("ClientRequestToken");
                    context.getLogger().log(event.get("Step") + " with " + event.keySet());
                    DescribeSecretResponse there = secrets.describeSecret(d -> d.secretId(secret));
                    List<String> stages = there.versionIdsToStages().get(token);
                    if (!there.rotationEnabled() || stages == null) {
                        throw new IllegalStateException("nothing to rotate");
                    }
                    if (stages.contains("AWSCURRENT")) {
                        return "done already";
                    }
                    switch (event.get("Step")) {
                        case "createSecret":
                            try {
                                secrets.getSecretValue(
                                        g -> g.secretId(secret).versionId(token).versionStage("AWSPENDING"));
                            } catch (ResourceNotFoundException e) {
                                secrets.putSecretValue(p -> p.secretId(secret)
                                        .clientRequestToken(token)
                                        .secretString("made by the function")
                                        .versionStages("AWSPENDING"));
                            }
                            break;
                        case "finishSecret":
                            String current = secrets.getSecretValue(g -> g.secretId(secret)).versionId();
                            secrets.updateSecretVersionStage(u -> u.secretId(secret)
                                    .versionStage("AWSCURRENT")
                                    .moveToVersionId(token)
                                    .removeFromVersionId(current));
                            break;
                        default:
                    }
                    return "ok";
                }
            }
            """;

    private static LambdaAccount aws;
    private static SecretsManagerClient secrets;

    @BeforeAll
    static void start() throws IOException {
        aws = new LambdaAccount();
        secrets = aws.client(SecretsManagerClient.builder());
        try (IamClient iam = aws.client(IamClient.builder())) {
            iam.putRolePolicy(put -> put.roleName("functions")
                    .policyName("secrets")
                    .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                            + "\"Action\":\"secretsmanager:*\",\"Resource\":\"*\"}]}"));
        }
        aws.create("rotate", function -> function.handler("Rotation::handleRequest")
                .memorySize(512)
                .code(code -> code.zipFile(
                        SdkBytes.fromByteArray(HandlerJar.withSdk("Rotation", ROTATION, "secretsmanager")))));
    }

    @AfterAll
    static void end() {
        secrets.close();
        aws.close();
    }

    @Test
    void aFunctionRotatesASecretOnceItLetsSecretsManagerIn() {
        secrets.createSecret(create -> create.name("db").secretString("first"));
        assertThatThrownBy(() ->
                        secrets.rotateSecret(rotate -> rotate.secretId("db").rotationLambdaARN(FUNCTION)))
                .isInstanceOfSatisfying(SecretsManagerException.class, refusal -> {
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                    assertThat(refusal.awsErrorDetails().errorMessage())
                            .isEqualTo("Secrets Manager cannot invoke the specified Lambda function. Ensure that the"
                                    + " function policy grants access to the principal secretsmanager.amazonaws.com.");
                });
        aws.lambda.addPermission(permission -> permission
                .functionName("rotate")
                .statementId("rotation")
                .action("lambda:InvokeFunction")
                .principal("secretsmanager.amazonaws.com")
                .sourceAccount("000000000000"));

        secrets.rotateSecret(rotate -> rotate.secretId("db")
                .rotationLambdaARN(FUNCTION)
                .rotationRules(rules -> rules.automaticallyAfterDays(30L)));

        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        secrets.describeSecret(describe -> describe.secretId("db"))
                                .lastRotatedDate())
                .isNotNull());
        assertThat(secrets.getSecretValue(get -> get.secretId("db")).secretString())
                .isEqualTo("made by the function");
        List<String> steps = aws.log("rotate").stream()
                .filter(line -> line.contains(" with ["))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
        assertThat(steps).containsExactly("createSecret", "setSecret", "testSecret", "finishSecret");
        assertThat(aws.log("rotate"))
                .anyMatch(line -> line.contains("[Step, SecretId, ClientRequestToken, RotationToken]"));
    }
}
