package sh.lfc.nv.emulator.services.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.DirectCalls;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.APIErrorType;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.secretsmanager.model.PublicPolicyException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretValueEntry;
import software.amazon.awssdk.services.secretsmanager.model.SortOrderType;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsManagerTest {

    private static final String FIRST = "11111111-1111-1111-1111-111111111111";
    private static final String SECOND = "22222222-2222-2222-2222-222222222222";

    private Emulator aws;
    private SecretsManagerClient secrets;

    @BeforeAll
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        secrets = SecretsManagerClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    @AfterAll
    void stop() {
        secrets.close();
        aws.close();
    }

    @Test
    void aSecretIsFoundByNameByArnAndByArnWithoutItsEnd() {
        String arn = create("found/by", "value").arn();

        assertThat(arn).matches("arn:aws:secretsmanager:us-east-1:000000000000:secret:found/by-[A-Za-z0-9]{6}");
        for (String id : List.of("found/by", arn, arn.substring(0, arn.length() - 7))) {
            assertThat(value(id)).isEqualTo("value");
        }
    }

    @Test
    void whatIsMissingIsToldInAwsWords() {
        secrets.createSecret(r -> r.name("empty"));

        assertThatThrownBy(() -> value("nothing"))
                .isInstanceOfSatisfying(ResourceNotFoundException.class, e -> assertThat(e.statusCode())
                        .isEqualTo(400))
                .hasMessageContaining("Secrets Manager can't find the specified secret.");
        assertThatThrownBy(() -> value("empty"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining(
                        "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT");
    }

    @Test
    void theCurrentVersionBecomesThePreviousOne() {
        create("versions", "one");
        secrets.putSecretValue(r -> r.secretId("versions").secretString("two"));
        secrets.putSecretValue(r -> r.secretId("versions").secretString("three"));

        assertThat(value("versions")).isEqualTo("three");
        assertThat(secrets.getSecretValue(r -> r.secretId("versions").versionStage("AWSPREVIOUS"))
                        .secretString())
                .isEqualTo("two");
        assertThat(secrets.describeSecret(r -> r.secretId("versions")).versionIdsToStages())
                .hasSize(2);
        assertThat(secrets.listSecretVersionIds(r -> r.secretId("versions").includeDeprecated(true))
                        .versions())
                .hasSize(3);
    }

    @Test
    void aTokenMakesOneVersionOnly() {
        create("token", "start");
        secrets.putSecretValue(
                r -> r.secretId("token").clientRequestToken(FIRST).secretString("a"));
        secrets.putSecretValue(
                r -> r.secretId("token").clientRequestToken(FIRST).secretString("a"));

        assertThat(secrets.listSecretVersionIds(r -> r.secretId("token")).versions())
                .hasSize(2);
        assertThatThrownBy(() -> secrets.putSecretValue(
                        r -> r.secretId("token").clientRequestToken(FIRST).secretString("b")))
                .isInstanceOf(ResourceExistsException.class)
                .hasMessageContaining("You can't use ClientRequestToken " + FIRST
                        + " because that value is already in use for a version of secret");
    }

    @Test
    void aLabelIsMovedFromWhereItIs() {
        secrets.createSecret(r -> r.name("labels").clientRequestToken(FIRST).secretString("one"));
        secrets.putSecretValue(r -> r.secretId("labels")
                .clientRequestToken(SECOND)
                .secretString("two")
                .versionStages("AWSPENDING"));

        assertThat(value("labels")).isEqualTo("one");
        assertThatThrownBy(() -> secrets.updateSecretVersionStage(
                        r -> r.secretId("labels").versionStage("AWSCURRENT").moveToVersionId(SECOND)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is"
                        + " currently attached to version " + FIRST);
        secrets.updateSecretVersionStage(r -> r.secretId("labels")
                .versionStage("AWSCURRENT")
                .removeFromVersionId(FIRST)
                .moveToVersionId(SECOND));

        assertThat(secrets.describeSecret(r -> r.secretId("labels")).versionIdsToStages())
                .isEqualTo(Map.of(FIRST, List.of("AWSPREVIOUS"), SECOND, List.of("AWSPENDING", "AWSCURRENT")));
    }

    @Test
    void aDeletedSecretCanBeRestoredWithinItsWindow() {
        create("deleted", "value");
        secrets.deleteSecret(r -> r.secretId("deleted").recoveryWindowInDays(7L));

        assertThatThrownBy(() -> value("deleted"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(
                        "You can't perform this operation on the secret because it was marked for deletion.");
        assertThatThrownBy(() -> create("deleted", "again"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("You can't create this secret because a secret with this name is already"
                        + " scheduled for deletion.");
        assertThat(secrets.describeSecret(r -> r.secretId("deleted")).deletedDate())
                .isNotNull();
        assertThat(secrets.listSecrets().secretList())
                .extracting(SecretListEntry::name)
                .doesNotContain("deleted");

        secrets.restoreSecret(r -> r.secretId("deleted"));

        assertThat(value("deleted")).isEqualTo("value");
    }

    @Test
    void afterItsWindowASecretIsGone(@TempDir Path data) {
        try (DirectCalls calls = new DirectCalls(data)) {
            SecretsManager service =
                    new SecretsManager(calls.platform(), (account, principal) -> true, (request, call) -> {}, null);
            SecretsManagerClient client = calls.client(SecretsManagerClient.class, service.services());
            String arn = client.createSecret(r -> r.name("gone").secretString("value"))
                    .arn();
            client.deleteSecret(r -> r.secretId("gone").recoveryWindowInDays(7L));

            calls.platform().clock().advance(Duration.ofDays(6));
            assertThat(client.describeSecret(r -> r.secretId("gone")).arn()).isEqualTo(arn);
            calls.platform().clock().advance(Duration.ofDays(1).plusSeconds(1));

            assertThatThrownBy(() -> client.describeSecret(r -> r.secretId("gone")))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThat(client.createSecret(r -> r.name("gone")).arn()).isNotEqualTo(arn);
        }
    }

    @Test
    void aForcedDeletionIsImmediate() {
        create("forced", "value");

        assertThatThrownBy(() -> secrets.deleteSecret(
                        r -> r.secretId("forced").recoveryWindowInDays(7L).forceDeleteWithoutRecovery(true)))
                .isInstanceOf(InvalidParameterException.class);
        secrets.deleteSecret(r -> r.secretId("forced").forceDeleteWithoutRecovery(true));

        assertThatThrownBy(() -> value("forced")).isInstanceOf(ResourceNotFoundException.class);
        create("forced", "again");
    }

    @Test
    void aWindowHasSevenToThirtyDays() {
        create("window", "value");

        assertThatThrownBy(() -> secrets.deleteSecret(r -> r.secretId("window").recoveryWindowInDays(6L)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
    }

    @Test
    void aPolicyMustNotOpenASecretToEverybody() {
        create("policy", "value");
        String open = policy("Allow", "\"*\"");
        String closed = policy("Deny", "{\"AWS\":\"*\"}");

        assertThatThrownBy(() -> secrets.putResourcePolicy(
                        r -> r.secretId("policy").resourcePolicy(open).blockPublicPolicy(true)))
                .isInstanceOf(PublicPolicyException.class);
        assertThat(secrets.validateResourcePolicy(r -> r.resourcePolicy(open)).policyValidationPassed())
                .isFalse();
        secrets.putResourcePolicy(
                r -> r.secretId("policy").resourcePolicy(closed).blockPublicPolicy(true));

        assertThat(secrets.getResourcePolicy(r -> r.secretId("policy")).resourcePolicy())
                .isEqualTo(closed);
        secrets.deleteResourcePolicy(r -> r.secretId("policy"));
        assertThat(secrets.getResourcePolicy(r -> r.secretId("policy")).resourcePolicy())
                .isNull();
    }

    @Test
    void aPolicyNamesWhomThereIs() {
        create("principals", "value");
        String ghost = policy("Allow", "{\"AWS\":\"arn:aws:iam::000000000000:role/ghost\"}");

        assertThatThrownBy(() ->
                        secrets.putResourcePolicy(r -> r.secretId("principals").resourcePolicy(ghost)))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("This resource policy contains an unsupported principal");
    }

    @Test
    void secretsAreSearchedByNameTagAndWord() {
        secrets.createSecret(r -> r.name("search/one")
                .description("Master user")
                .tags(Tag.builder().key("team").value("red").build()));
        secrets.createSecret(r -> r.name("search/two").description("Client of the API"));

        assertThat(names(FilterNameStringType.NAME, "search/")).containsExactly("search/one", "search/two");
        assertThat(names(FilterNameStringType.TAG_KEY, "team")).containsExactly("search/one");
        assertThat(names(FilterNameStringType.ALL, "client")).containsExactly("search/two");
        assertThat(names(FilterNameStringType.NAME, "search/", "!search/one")).containsExactly("search/two");
    }

    private List<String> names(FilterNameStringType key, String... values) {
        return secrets
                .listSecretsPaginator(
                        r -> r.sortOrder(SortOrderType.ASC).maxResults(1).filters(f -> f.key(key)
                                .values(values)))
                .stream()
                .flatMap(page -> page.secretList().stream())
                .map(SecretListEntry::name)
                .toList();
    }

    @Test
    void severalSecretsAreReadAtOnceAndErrorsAreToldOneByOne() {
        create("batch", "value");

        BatchGetSecretValueResponse answer = secrets.batchGetSecretValue(r -> r.secretIdList("batch", "batch-missing"));

        assertThat(answer.secretValues())
                .extracting(SecretValueEntry::secretString)
                .containsExactly("value");
        assertThat(answer.errors()).extracting(APIErrorType::errorCode).containsExactly("ResourceNotFoundException");
    }

    @Test
    void aValueIsTextOrBinary() {
        SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, 1, 2});
        secrets.createSecret(r -> r.name("binary").secretBinary(bytes));

        assertThat(secrets.getSecretValue(r -> r.secretId("binary")))
                .returns(bytes, GetSecretValueResponse::secretBinary)
                .returns(null, GetSecretValueResponse::secretString);
        assertThatThrownBy(() -> secrets.putSecretValue(
                        r -> r.secretId("binary").secretBinary(bytes).secretString("text")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void aTooLongValueIsNotRepeatedInTheError() {
        String value = "s".repeat(65_537);

        assertThatThrownBy(() -> create("long", value))
                .hasMessageContaining("Member must have length less than or equal to 65536")
                .extracting(Throwable::getMessage, org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .doesNotContain("sss");
    }

    @Test
    void aPasswordHasWhatWasAskedFor() {
        assertThat(secrets.getRandomPassword(r -> r.passwordLength(20L).excludePunctuation(true))
                        .randomPassword())
                .matches("[A-Za-z0-9]{20}")
                .matches(".*[a-z].*")
                .matches(".*[A-Z].*")
                .matches(".*[0-9].*");
        assertThatThrownBy(() -> secrets.getRandomPassword(r -> r.passwordLength(3L)))
                .isInstanceOf(InvalidParameterException.class);
    }

    private CreateSecretResponse create(String name, String value) {
        return secrets.createSecret(r -> r.name(name).secretString(value));
    }

    private String value(String id) {
        return secrets.getSecretValue(r -> r.secretId(id)).secretString();
    }

    private static String policy(String effect, String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"" + effect + "\",\"Principal\":" + principal
                + ",\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}]}";
    }
}
