package sh.lfc.nv.emulator.services.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.emulator.credentials.CredentialStore;
import sh.lfc.nv.emulator.credentials.CredentialStore.Credential;
import sh.lfc.nv.emulator.services.DirectCalls;
import sh.lfc.nv.emulator.time.SetClock;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import software.amazon.awssdk.services.sts.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.sts.model.Tag;

class StsServiceTest {

    private static final String ROLE = "arn:aws:iam::000000000000:role/team/reader";

    private final CredentialStore credentials = new CredentialStore();
    private final SetClock system = new SetClock(Instant.now());
    private DirectCalls calls;
    private StsService service;
    private StsClient sts;

    @BeforeEach
    void start(@TempDir Path data) {
        calls = new DirectCalls(data, system);
        service = new StsService(calls.platform(), credentials, new OneRole());
        sts = calls.client(StsClient.class, service);
    }

    @AfterEach
    void stop() {
        calls.close();
    }

    @Test
    void operatorIsTheAccountsRoot() {
        assertThat(sts.getCallerIdentity())
                .returns("000000000000", answer -> answer.account())
                .returns("arn:aws:iam::000000000000:root", answer -> answer.arn())
                .returns("000000000000", answer -> answer.userId());
    }

    @Test
    void aSessionThatHasExpiredInAMovedTimeIsValidAgainAfterwards() {
        AssumeRoleResponse answer = sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("nightly"));
        String key = answer.credentials().accessKeyId();

        calls.platform().clock().advance(Duration.ofDays(3));

        assertThat(credentials.find(key))
                .hasValueSatisfying(session -> assertThat(session.expired()).isTrue());
        calls.platform().clock().reset();
        assertThat(credentials.find(key))
                .hasValueSatisfying(session -> assertThat(session.expired()).isFalse());
    }

    @Test
    void anAssumedRoleHasCredentialsOfItsOwn() {
        AssumeRoleResponse answer = sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("nightly"));

        Credential credential =
                credentials.find(answer.credentials().accessKeyId()).orElseThrow();
        assertThat(credential.principal().arn()).isEqualTo("arn:aws:sts::000000000000:assumed-role/reader/nightly");
        assertThat(credential.sessionToken()).isEqualTo(answer.credentials().sessionToken());
        assertThat(answer.assumedRoleUser().assumedRoleId()).isEqualTo("AROAEXAMPLE:nightly");
        assertThat(credential.expiresWithin(Duration.ofMinutes(59))).isFalse();
        assertThat(credential.expiresWithin(Duration.ofHours(1))).isTrue();
    }

    @Test
    void anUnknownRoleIsNotTold() {
        assertThatThrownBy(() -> sts.assumeRole(
                        r -> r.roleArn("arn:aws:iam::000000000000:role/nobody").roleSessionName("nightly")))
                .hasMessageContaining(
                        "User: arn:aws:iam::000000000000:root is not authorized to perform: sts:AssumeRole on"
                                + " resource: arn:aws:iam::000000000000:role/nobody");
    }

    @Test
    void aRequestThatBreaksSeveralConstraintsHearsOfAllOfThem() {
        assertThatThrownBy(() -> sts.assumeRole(
                        r -> r.roleArn(ROLE).roleSessionName("no blanks").durationSeconds(60)))
                .hasMessageContaining("2 validation errors detected: Value 'no blanks' at 'roleSessionName'")
                .hasMessageContaining("Value '60' at 'durationSeconds' failed to satisfy constraint: Member must have"
                        + " value greater than or equal to 900");
    }

    @Test
    void aSessionIsNoLongerThanItsRoleAllows() {
        assertThatThrownBy(() -> sts.assumeRole(
                        r -> r.roleArn(ROLE).roleSessionName("nightly").durationSeconds(7201)))
                .hasMessageContaining(
                        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }

    @Test
    void transitiveTagsAreHandedOnAndChainedSessionsLastAnHourAtMost() {
        Credentials first = sts.assumeRole(r -> r.roleArn(ROLE)
                        .roleSessionName("first")
                        .tags(tag("team", "red"), tag("stage", "one"))
                        .transitiveTagKeys("team"))
                .credentials();
        calls.as(
                credentials.find(first.accessKeyId()).orElseThrow().principal(),
                Map.of("x-amz-security-token", first.sessionToken()));

        Credentials second =
                sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("second")).credentials();

        assertThat(service.sessions().find(second.accessKeyId()).orElseThrow().tags())
                .containsExactly(Map.entry("team", "red"));
        assertThatThrownBy(() -> sts.assumeRole(
                        r -> r.roleArn(ROLE).roleSessionName("third").durationSeconds(7200)))
                .hasMessageContaining("1 hour session limit for roles assumed by role chaining");
    }

    @Test
    void aSessionPolicyMustBeAPolicy() {
        assertThatThrownBy(() -> sts.assumeRole(
                        r -> r.roleArn(ROLE).roleSessionName("nightly").policy("{")))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("This policy contains invalid Json");
    }

    @Test
    void sessionTokensOfTheRootLastAnHour() {
        Credentials answer = sts.getSessionToken().credentials();

        assertThat(Duration.between(calls.platform().clock().instant(), answer.expiration()))
                .isLessThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void aSessionCannotAskForASessionToken() {
        Credentials session = sts.getSessionToken().credentials();
        calls.as(
                credentials.find(session.accessKeyId()).orElseThrow().principal(),
                Map.of("x-amz-security-token", session.sessionToken()));

        assertThatThrownBy(() -> sts.getSessionToken())
                .hasMessageContaining("Cannot call GetSessionToken with session credentials");
    }

    @Test
    void expiredCredentialsAreForgottenSomeHoursLater() {
        String key = sts.getSessionToken().credentials().accessKeyId();

        system.pass(Duration.ofHours(30));
        calls.platform().clock().advance(Duration.ZERO);

        assertThat(credentials.find(key)).isEmpty();
    }

    @Test
    void aTrustedProvidersTokenGivesASession() {
        long soon = calls.platform().clock().instant().plusSeconds(60).getEpochSecond();
        String token = token("https://issuer.example", soon);

        var answer = sts.assumeRoleWithWebIdentity(
                r -> r.roleArn(ROLE).roleSessionName("web").webIdentityToken(token));

        assertThat(answer.subjectFromWebIdentityToken()).isEqualTo("alice");
        assertThat(answer.audience()).isEqualTo("app");
        assertThat(answer.provider()).isEqualTo("arn:aws:iam::000000000000:oidc-provider/issuer.example");
    }

    @Test
    void otherProvidersAndExpiredTokensAreRefused() {
        long now = calls.platform().clock().instant().getEpochSecond();

        assertThatThrownBy(() -> sts.assumeRoleWithWebIdentity(r -> r.roleArn(ROLE)
                        .roleSessionName("web")
                        .webIdentityToken(token("https://other.example", now + 60))))
                .isInstanceOf(InvalidIdentityTokenException.class)
                .hasMessageContaining("No OpenIDConnect provider found in your account for https://other.example");
        assertThatThrownBy(() -> sts.assumeRoleWithWebIdentity(r -> r.roleArn(ROLE)
                        .roleSessionName("web")
                        .webIdentityToken(token("https://issuer.example", now - 60))))
                .isInstanceOf(ExpiredTokenException.class);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static String token(String issuer, long expiry) {
        String claims = "{\"iss\":\"" + issuer + "\",\"sub\":\"alice\",\"aud\":\"app\",\"exp\":" + expiry + "}";
        return "e30."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }

    private static final class OneRole implements RoleDirectory {

        @Override
        public Optional<AssumableRole> role(String arn) {
            return ROLE.equals(arn)
                    ? Optional.of(new AssumableRole(ROLE, "reader", "AROAEXAMPLE", "000000000000", Duration.ofHours(2)))
                    : Optional.empty();
        }

        @Override
        public Optional<List<String>> audiences(String account, String issuer) {
            return issuer.equals("issuer.example") ? Optional.of(List.of("app")) : Optional.empty();
        }

        @Override
        public boolean trusts(AssumableRole role, String provider, String action, Map<String, List<String>> claims) {
            return claims.get("issuer.example:sub").equals(List.of("alice"));
        }
    }
}
