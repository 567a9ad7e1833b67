package sh.lfc.nv.emulator.services.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import sh.lfc.nv.emulator.Emulator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.UnmodifiableEntityException;
import software.amazon.awssdk.services.sts.StsClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IamServiceTest {

    private static final String FOR_LAMBDA = trust("{\"Service\":\"lambda.amazonaws.com\"}");
    private static final String READ =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:Get*\",\"Resource\":\"*\"}]}";
    private static final String BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";

    private Emulator aws;
    private IamClient iam;

    @BeforeAll
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        iam = client("test", "test");
    }

    @AfterAll
    void stop() {
        iam.close();
        aws.close();
    }

    @Test
    void aRoleIsReadAsItWasMade() {
        Role made = iam.createRole(r -> r.roleName("reader")
                        .path("/team/")
                        .description("Reads")
                        .maxSessionDuration(7200)
                        .assumeRolePolicyDocument(FOR_LAMBDA)
                        .tags(tag("team", "red")))
                .role();

        Role read = iam.getRole(r -> r.roleName("reader")).role();

        assertThat(read).isEqualTo(made);
        assertThat(read.arn()).isEqualTo("arn:aws:iam::000000000000:role/team/reader");
        assertThat(read.roleId()).matches("AROA[A-Z2-7]{17}");
        assertThat(read.maxSessionDuration()).isEqualTo(7200);
        assertThat(read.tags()).containsExactly(tag("team", "red"));
        assertThat(URLDecoder.decode(read.assumeRolePolicyDocument(), StandardCharsets.UTF_8))
                .isEqualTo(FOR_LAMBDA);
    }

    @Test
    void iamIsTheSameInAllRegions() {
        role("everywhere");

        try (IamClient elsewhere = client("test", "test", Region.EU_CENTRAL_1)) {
            assertThat(elsewhere.getRole(r -> r.roleName("everywhere")).role().roleName())
                    .isEqualTo("everywhere");
        }
    }

    @Test
    void namesDifferByMoreThanCase() {
        role("taken");

        assertThatThrownBy(() -> role("Taken"))
                .isInstanceOf(EntityAlreadyExistsException.class)
                .hasMessageContaining("Role with name Taken already exists.");
    }

    @Test
    void whatIsMissingIsNamed() {
        role("known");

        assertThatThrownBy(() -> iam.getRole(r -> r.roleName("unknown")))
                .isInstanceOfSatisfying(NoSuchEntityException.class, e -> assertThat(e.statusCode())
                        .isEqualTo(404))
                .hasMessageContaining("The role with name unknown cannot be found.");
        assertThatThrownBy(() -> iam.getRolePolicy(r -> r.roleName("known").policyName("read")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The role policy with name read cannot be found.");
        assertThatThrownBy(() -> iam.attachRolePolicy(
                        r -> r.roleName("known").policyArn("arn:aws:iam::aws:policy/NoSuchAccess")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining(
                        "Policy arn:aws:iam::aws:policy/NoSuchAccess does not exist or is not attachable.");
        assertThatThrownBy(() -> iam.detachRolePolicy(r -> r.roleName("known").policyArn(BASIC)))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("Policy " + BASIC + " was not found.");
    }

    @Test
    void aTrustPolicyNamesWhomThereIs() {
        String ghost = "arn:aws:iam::000000000000:role/ghost";

        assertThatThrownBy(() -> iam.createRole(
                        r -> r.roleName("haunted").assumeRolePolicyDocument(trust("{\"AWS\":\"" + ghost + "\"}"))))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("Invalid principal in policy: \"AWS\":\"" + ghost + "\"");
        assertThatThrownBy(() -> iam.createRole(
                        r -> r.roleName("haunted").assumeRolePolicyDocument(trust("{\"Service\":\"lambda\"}"))))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("Invalid principal in policy: \"SERVICE\":\"lambda\"");
        assertThatThrownBy(() -> iam.createRole(r -> r.roleName("haunted").assumeRolePolicyDocument("{}")))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("Syntax errors in policy.");
    }

    @Test
    void aRoleGoesAfterAllThatHangsOnIt() {
        role("hung");
        iam.putRolePolicy(r -> r.roleName("hung").policyName("read").policyDocument(READ));
        iam.attachRolePolicy(r -> r.roleName("hung").policyArn(BASIC));
        iam.createInstanceProfile(r -> r.instanceProfileName("hung"));
        iam.addRoleToInstanceProfile(r -> r.instanceProfileName("hung").roleName("hung"));

        assertConflict("Cannot delete entity, must remove roles from instance profile first.");
        iam.removeRoleFromInstanceProfile(r -> r.instanceProfileName("hung").roleName("hung"));
        assertConflict("Cannot delete entity, must detach all policies first.");
        iam.detachRolePolicy(r -> r.roleName("hung").policyArn(BASIC));
        assertConflict("Cannot delete entity, must delete policies first.");
        iam.deleteRolePolicy(r -> r.roleName("hung").policyName("read"));
        iam.deleteRole(r -> r.roleName("hung"));

        assertThatThrownBy(() -> iam.deleteRole(r -> r.roleName("hung"))).isInstanceOf(NoSuchEntityException.class);
    }

    private void assertConflict(String message) {
        assertThatThrownBy(() -> iam.deleteRole(r -> r.roleName("hung")))
                .isInstanceOfSatisfying(DeleteConflictException.class, e -> assertThat(e.statusCode())
                        .isEqualTo(409))
                .hasMessageContaining(message);
    }

    @Test
    void listsComeInPages() {
        for (int i = 0; i < 5; i++) {
            String name = "page-" + i;
            iam.createRole(r -> r.roleName(name).path("/pages/").assumeRolePolicyDocument(FOR_LAMBDA));
        }

        assertThat(iam.listRolesPaginator(r -> r.pathPrefix("/pages/").maxItems(2))
                        .roles())
                .extracting(Role::roleName)
                .containsExactly("page-0", "page-1", "page-2", "page-3", "page-4");
        assertThat(iam.listRoles(r -> r.pathPrefix("/pages/").maxItems(2)))
                .returns(true, ListRolesResponse::isTruncated)
                .returns(2, answer -> answer.roles().size());
    }

    @Test
    void aPolicyHasFiveVersionsAtMostAndItsDefaultStays() {
        String arn = iam.createPolicy(r -> r.policyName("versions").policyDocument(READ))
                .policy()
                .arn();
        for (int i = 2; i <= 5; i++) {
            iam.createPolicyVersion(r -> r.policyArn(arn).policyDocument(READ).setAsDefault(true));
        }

        assertThat(iam.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId())
                .isEqualTo("v5");
        assertThatThrownBy(() -> iam.createPolicyVersion(r -> r.policyArn(arn).policyDocument(READ)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("A managed policy can have up to 5 versions.");
        assertThatThrownBy(() -> iam.deletePolicyVersion(r -> r.policyArn(arn).versionId("v5")))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("Cannot delete the default version of a policy.");
        assertThatThrownBy(() -> iam.deletePolicy(r -> r.policyArn(arn)))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("This policy has more than one version.");
        iam.deletePolicyVersion(r -> r.policyArn(arn).versionId("v1"));
        assertThat(iam.createPolicyVersion(r -> r.policyArn(arn).policyDocument(READ))
                        .policyVersion()
                        .versionId())
                .isEqualTo("v6");
    }

    @Test
    void anAttachedPolicyIsNotDeleted() {
        role("attached");
        String arn = iam.createPolicy(r -> r.policyName("attached").policyDocument(READ))
                .policy()
                .arn();
        iam.attachRolePolicy(r -> r.roleName("attached").policyArn(arn));

        assertThatThrownBy(() -> iam.deletePolicy(r -> r.policyArn(arn)))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("Cannot delete a policy attached to entities.");
        assertThat(iam.getPolicy(r -> r.policyArn(arn)).policy().attachmentCount())
                .isOne();
        assertThat(iam.listEntitiesForPolicy(r -> r.policyArn(arn)).policyRoles())
                .extracting(PolicyRole::roleName)
                .containsExactly("attached");
    }

    @Test
    void inlinePoliciesOfARoleHaveAQuotaTogether() {
        role("full");
        String large = READ.replace("s3:Get*", "s3:" + "G".repeat(6000));
        iam.putRolePolicy(r -> r.roleName("full").policyName("one").policyDocument(large));

        assertThatThrownBy(() -> iam.putRolePolicy(
                        r -> r.roleName("full").policyName("two").policyDocument(large)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Maximum policy size of 10240 bytes exceeded for role full");
    }

    @Test
    void anAccessKeySignsUntilItIsTakenAway() {
        iam.createUser(r -> r.userName("alice"));
        iam.putUserPolicy(
                r -> r.userName("alice").policyName("self").policyDocument(READ.replace("s3:Get*", "iam:GetUser")));
        AccessKey key = iam.createAccessKey(r -> r.userName("alice")).accessKey();

        try (IamClient alice = client(key.accessKeyId(), key.secretAccessKey())) {
            assertThat(alice.getUser().user().arn()).isEqualTo("arn:aws:iam::000000000000:user/alice");

            iam.updateAccessKey(
                    r -> r.userName("alice").accessKeyId(key.accessKeyId()).status(StatusType.INACTIVE));
            assertThatThrownBy(alice::getUser).hasMessageContaining("security token");

            iam.updateAccessKey(
                    r -> r.userName("alice").accessKeyId(key.accessKeyId()).status(StatusType.ACTIVE));
            assertThat(alice.getUser().user().userName()).isEqualTo("alice");
        }
        iam.deleteUserPolicy(r -> r.userName("alice").policyName("self"));
        assertThatThrownBy(() -> iam.deleteUser(r -> r.userName("alice")))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("Cannot delete entity, must delete access keys first.");
    }

    @Test
    void aMadeRoleCanBeAssumed() {
        String arn = role("assumed").arn();
        iam.updateAssumeRolePolicy(r -> r.roleName("assumed").policyDocument(trust("{\"AWS\":\"000000000000\"}")));

        try (StsClient sts = StsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build()) {
            assertThat(sts.assumeRole(r -> r.roleArn(arn).roleSessionName("nightly"))
                            .assumedRoleUser()
                            .arn())
                    .isEqualTo("arn:aws:sts::000000000000:assumed-role/assumed/nightly");
        }
    }

    @Test
    void aServiceLinkedRoleIsItsServices() {
        Role role = iam.createServiceLinkedRole(r -> r.awsServiceName("rds.amazonaws.com"))
                .role();

        assertThat(role.arn())
                .isEqualTo("arn:aws:iam::000000000000:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS");
        assertThatThrownBy(() -> iam.deleteRole(r -> r.roleName(role.roleName())))
                .isInstanceOf(UnmodifiableEntityException.class);
        iam.deleteServiceLinkedRole(r -> r.roleName(role.roleName()));
        assertThatThrownBy(() -> iam.getRole(r -> r.roleName(role.roleName())))
                .isInstanceOf(NoSuchEntityException.class);
    }

    /** Its operations are spelled in capitals on the wire. */
    @Test
    void aProviderIsMadeOnceAndTrusted() {
        String url = "https://token.actions.githubusercontent.com";
        String arn = iam.createOpenIDConnectProvider(r -> r.url(url).clientIDList("sts.amazonaws.com"))
                .openIDConnectProviderArn();

        assertThat(iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn))
                        .clientIDList())
                .containsExactly("sts.amazonaws.com");
        assertThatThrownBy(() -> iam.createOpenIDConnectProvider(r -> r.url(url)))
                .isInstanceOf(EntityAlreadyExistsException.class)
                .hasMessageContaining("Provider with url " + url + " already exists.");
    }

    private Role role(String name) {
        return iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(FOR_LAMBDA))
                .role();
    }

    private static String trust(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":" + principal
                + ",\"Action\":\"sts:AssumeRole\"}]}";
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private IamClient client(String key, String secret) {
        return client(key, secret, Region.US_EAST_1);
    }

    private IamClient client(String key, String secret, Region region) {
        return IamClient.builder()
                .endpointOverride(aws.endpoint())
                .region(region)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
                .build();
    }
}
