package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cucumber.java.After;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.canary.steps.Eventually;
import sh.lfc.nv.canary.steps.Scene;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** Who may read which secret, and that no secret lies where it does not belong. */
public final class SecretsSteps {
    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "sts:AssumeRole"}]}""";

    private static final String EVERY_SECRET =
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "*"}]}""";

    private static final int FORBIDDEN = 403;

    private final Scene scene;
    private final Deployed deployed;
    private String temporaryRole;
    private Credentials reader;

    public SecretsSteps(Scene scene, Deployed deployed) {
        this.scene = scene;
        this.deployed = deployed;
    }

    @Then("{string} may read {string} and no other secret")
    public void mayRead(String function, String secrets) {
        var expected = Arrays.stream(secrets.split(",")).map(String::strip).collect(Collectors.toSet());
        assertThat(readable(function)).isEqualTo(expected);
    }

    @Then("of all functions only {string} could read {string}, if each might read every secret")
    public void couldRead(String function, String secret) {
        var could = new TreeSet<String>();
        try (var iam = deployed.target().aws().client(IamClient.builder());
                var secrets = deployed.target().aws().client(SecretsManagerClient.builder());
                var lambda = deployed.target().aws().client(LambdaClient.builder())) {
            var arn = secrets.describeSecret(describe -> describe.secretId(secret))
                    .arn();
            var policy = secrets.getResourcePolicy(get -> get.secretId(arn)).resourcePolicy();
            assertThat(policy).as("the policy of " + secret).isNotNull();
            for (var each : lambda.listFunctionsPaginator().functions()) {
                if (each.functionName().startsWith(scene.system().named(""))
                        && allowed(iam, each.role(), arn, policy, EVERY_SECRET)) {
                    could.add(each.functionName());
                }
            }
        }
        assertThat(could).containsExactly(function);
    }

    @When("somebody takes on a role that may read every secret")
    public void takesOnRole() {
        temporaryRole =
                deployed.system().named("reader-" + UUID.randomUUID().toString().substring(0, 8));
        try (var iam = deployed.target().aws().client(IamClient.builder());
                var sts = deployed.target().aws().client(StsClient.builder())) {
            var account = sts.getCallerIdentity().account();
            var role = iam.createRole(
                            create -> create.roleName(temporaryRole).assumeRolePolicyDocument(TRUST.formatted(account)))
                    .role()
                    .arn();
            iam.putRolePolicy(put ->
                    put.roleName(temporaryRole).policyName("every-secret").policyDocument(EVERY_SECRET));
            reader = Eventually.see(
                            "a session of the role " + temporaryRole,
                            Eventually.SOON,
                            () -> session(sts, role),
                            Optional::isPresent)
                    .orElseThrow();
        }
    }

    /** IAM takes a while to tell everybody of a new role. */
    private static Optional<Credentials> session(StsClient sts, String role) {
        try {
            return Optional.of(sts.assumeRole(assume -> assume.roleArn(role).roleSessionName("features"))
                    .credentials());
        } catch (StsException e) {
            if (e.statusCode() != FORBIDDEN) {
                throw e;
            }
            return Optional.empty();
        }
    }

    @Then("the role can read {string}")
    public void canRead(String secret) {
        try (var secrets = secretsOfReader()) {
            Eventually.see(
                    "that the role may read " + secret, Eventually.SOON, () -> isReadable(secrets, secret), yes -> yes);
        }
    }

    private static boolean isReadable(SecretsManagerClient secrets, String secret) {
        try {
            return secrets.getSecretValue(get -> get.secretId(secret)).versionId() != null;
        } catch (SecretsManagerException e) {
            if (!e.awsErrorDetails().errorCode().equals("AccessDeniedException")) {
                throw e;
            }
            return false;
        }
    }

    @Then("the role cannot read {string}")
    public void cannotRead(String secret) {
        try (var secrets = secretsOfReader()) {
            assertThatThrownBy(() -> secrets.getSecretValue(get -> get.secretId(secret)))
                    .isInstanceOfSatisfying(SecretsManagerException.class, refused -> assertThat(
                                    refused.awsErrorDetails().errorCode())
                            .isEqualTo("AccessDeniedException"));
        }
    }

    @After("@iam-changes")
    public void removeRole() {
        if (temporaryRole != null) {
            try (var iam = deployed.target().aws().client(IamClient.builder())) {
                iam.deleteRolePolicy(delete -> delete.roleName(temporaryRole).policyName("every-secret"));
                iam.deleteRole(delete -> delete.roleName(temporaryRole));
            }
        }
    }

    private SecretsManagerClient secretsOfReader() {
        return deployed.target()
                .aws()
                .as(new AwsAccess.Keys(
                        reader.accessKeyId(), reader.secretAccessKey(), Optional.of(reader.sessionToken())))
                .client(SecretsManagerClient.builder());
    }

    @Then("no function has a secret's value in its environment")
    public void notInEnvironment() {
        try (var lambda = deployed.target().aws().client(LambdaClient.builder())) {
            var environments = lambda.listFunctionsPaginator().functions().stream()
                    .filter(function ->
                            function.functionName().startsWith(scene.system().environment()))
                    .flatMap(function -> function.environment().variables().values().stream())
                    .toList();
            assertThat(environments).isNotEmpty();
            assertThat(environments).doesNotContainAnyElementsOf(values());
        }
    }

    @Then("no state file of the stacks holds a secret's value")
    public void notInState() {
        var bucket = scene.system().named("terraform-state");
        try (var s3 = deployed.target().aws().client(S3Client.builder())) {
            var states = s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                    .filter(object -> object.key().endsWith(".tfstate"))
                    .toList();
            assertThat(states).isNotEmpty();
            for (var state : states) {
                holdsNone(
                        state.key(),
                        s3.getObjectAsBytes(get -> get.bucket(bucket).key(state.key()))
                                .asUtf8String());
            }
        }
    }

    @Then("no log of a function holds a secret's value")
    public void notInLogs() {
        try (var logs = deployed.target().aws().client(CloudWatchLogsClient.builder())) {
            var groups = logs
                    .describeLogGroupsPaginator(describe -> describe.logGroupNamePrefix(
                            "/aws/lambda/" + scene.system().environment()))
                    .logGroups()
                    .stream()
                    .toList();
            assertThat(groups).isNotEmpty();
            for (var group : groups) {
                var text =
                        logs
                                .filterLogEventsPaginator(filter -> filter.logGroupName(group.logGroupName()))
                                .events()
                                .stream()
                                .map(event -> event.message())
                                .collect(Collectors.joining("\n"));
                holdsNone(group.logGroupName(), text);
            }
        }
    }

    private void holdsNone(String place, String text) {
        for (var value : values()) {
            // Not the value itself: a failed assertion would print it.
            assertThat(text.contains(value))
                    .as(place + " holds a secret's value")
                    .isFalse();
        }
    }

    private Set<String> readable(String function) {
        var aws = deployed.target().aws();
        try (var iam = aws.client(IamClient.builder());
                var secrets = aws.client(SecretsManagerClient.builder())) {
            var role = iam.getRole(get -> get.roleName(function)).role().arn();
            var readable = new TreeSet<String>();
            for (var secret : own(secrets)) {
                var policy = secrets.getResourcePolicy(get -> get.secretId(secret.arn()))
                        .resourcePolicy();
                if (allowed(iam, role, secret.arn(), policy)) {
                    readable.add(secret.name());
                }
            }
            return readable;
        }
    }

    /** @param more policies beside the role's own */
    private static boolean allowed(IamClient iam, String role, String secret, String policy, String... more) {
        return iam.simulatePrincipalPolicy(simulate -> simulate.policySourceArn(role)
                                .policyInputList(more)
                                .actionNames("secretsmanager:GetSecretValue")
                                .resourceArns(secret)
                                .callerArn(policy == null ? null : role)
                                .resourcePolicy(policy))
                        .evaluationResults()
                        .get(0)
                        .evalDecision()
                == PolicyEvaluationDecisionType.ALLOWED;
    }

    /** The passwords and keys themselves, not the names of users; who made them may read them. */
    private List<String> values() {
        var values = new ArrayList<String>();
        try (var secrets = deployed.deployer().client(SecretsManagerClient.builder())) {
            for (var secret : own(secrets)) {
                var text = secrets.getSecretValue(get -> get.secretId(secret.arn()))
                        .secretString();
                values.add(
                        text.startsWith("{") ? Json.read(text).path("password").asText() : text);
            }
        }
        assertThat(values).isNotEmpty().doesNotContain("");
        return values;
    }

    private List<SecretListEntry> own(SecretsManagerClient secrets) {
        return secrets.listSecretsPaginator().stream()
                .flatMap(page -> page.secretList().stream())
                .filter(secret -> secret.name().startsWith(scene.system().environment() + "-"))
                .toList();
    }
}
