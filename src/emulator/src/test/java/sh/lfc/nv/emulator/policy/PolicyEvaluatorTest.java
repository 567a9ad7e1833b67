package sh.lfc.nv.emulator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyEvaluatorTest {

    private static final String ACCOUNT = "111122223333";
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:key-AbCdEf";
    private static final String ROLE = "arn:aws:iam::111122223333:role/api";
    private static final Requester API =
            Requester.session("arn:aws:sts::111122223333:assumed-role/api/run", ROLE, "AROAEXAMPLE:run");
    private static final Requester ALICE = Requester.user("arn:aws:iam::111122223333:user/team/alice", "AIDAALICE");
    private static final String READ = "'Action':'secretsmanager:GetSecretValue','Resource':'*'";

    @Test
    void withoutPoliciesEverybodyButTheRootIsDenied() {
        PolicyBundle none = PolicyBundle.ofIdentity();

        assertThat(read(API, none).outcome()).isEqualTo(Decision.Outcome.IMPLICIT_DENY);
        assertThat(read(Requester.anonymous(), none).outcome()).isEqualTo(Decision.Outcome.IMPLICIT_DENY);
        assertThat(read(Requester.root(ACCOUNT), none).outcome()).isEqualTo(Decision.Outcome.ALLOWED);
    }

    @Test
    void theStatementThatDecidedIsNamed() {
        Decision allowed = read(API, PolicyBundle.ofIdentity(identity("'Sid':'Read','Effect':'Allow'," + READ)));

        assertThat(allowed.allowed()).isTrue();
        assertThat(allowed.explanation()).isEqualTo("allowed by statement Read of identity");
        assertThat(read(API, PolicyBundle.ofIdentity()).explanation()).isEqualTo("implicitDeny: no policy allows it");
    }

    /** The policy of the stack client-api-key. */
    @Test
    void aDenialWithAConditionKeepsOutAllButTheOneRole() {
        PolicyBundle policies = PolicyBundle.ofIdentity(identity("'Effect':'Allow','Action':'*','Resource':'*'"))
                .withResource(resource("'Effect':'Deny','Principal':{'AWS':'*'}," + READ
                        + ",'Condition':{'ArnNotEquals':{'aws:PrincipalArn':['" + ROLE + "']}}"));

        assertThat(read(API, policies).outcome()).isEqualTo(Decision.Outcome.ALLOWED);
        assertThat(read(ALICE, policies))
                .returns(Decision.Outcome.EXPLICIT_DENY, Decision::outcome)
                .returns(
                        Decision.Source.RESOURCE,
                        decision -> decision.matched().get(0).source());
        assertThat(read(Requester.root(ACCOUNT), policies).outcome()).isEqualTo(Decision.Outcome.EXPLICIT_DENY);
    }

    @Test
    void withinAnAccountOneOfTheTwoPoliciesIsEnough() {
        NamedPolicy toRole = resource("'Effect':'Allow','Principal':{'AWS':'" + ROLE + "'}," + READ);
        NamedPolicy toAccount = resource("'Effect':'Allow','Principal':{'AWS':'" + ACCOUNT + "'}," + READ);

        assertThat(read(API, PolicyBundle.ofIdentity().withResource(toRole)).allowed())
                .isTrue();
        assertThat(read(ALICE, PolicyBundle.ofIdentity().withResource(toRole)).allowed())
                .isFalse();
        assertThat(read(API, PolicyBundle.ofIdentity().withResource(toAccount)).allowed())
                .as("an account hands the decision to its own policies")
                .isFalse();
    }

    @Test
    void acrossAccountsBothMustAllow() {
        Requester stranger = Requester.role("arn:aws:iam::999999999999:role/other", "AROAOTHER");
        NamedPolicy own = identity("'Effect':'Allow'," + READ);
        NamedPolicy theirs = resource("'Effect':'Allow','Principal':{'AWS':'999999999999'}," + READ);

        assertThat(read(stranger, PolicyBundle.ofIdentity(own)).allowed()).isFalse();
        assertThat(read(stranger, PolicyBundle.ofIdentity().withResource(theirs))
                        .allowed())
                .isFalse();
        assertThat(read(stranger, PolicyBundle.ofIdentity(own).withResource(theirs))
                        .allowed())
                .isTrue();
    }

    @Test
    void aBoundaryLimitsAndGrantsNothing() {
        NamedPolicy all = identity("'Effect':'Allow','Action':'*','Resource':'*'");
        NamedPolicy onlyS3 = identity("'Effect':'Allow','Action':'s3:*','Resource':'*'");

        assertThat(read(API, PolicyBundle.ofIdentity(all).withBoundary(onlyS3)))
                .returns(Decision.Outcome.IMPLICIT_DENY, Decision::outcome)
                .returns(false, Decision::byBoundary);
        assertThat(read(API, PolicyBundle.ofIdentity(all).withBoundary(all)).allowed())
                .isTrue();
        assertThat(read(API, PolicyBundle.ofIdentity().withBoundary(all)).allowed())
                .isFalse();
    }

    @Test
    void aSessionPolicyLimitsARolesGrantAndNotASessions() {
        NamedPolicy onlyS3 = identity("'Effect':'Allow','Action':'s3:*','Resource':'*'");
        NamedPolicy toRole = resource("'Effect':'Allow','Principal':{'AWS':'" + ROLE + "'}," + READ);
        NamedPolicy toSession = resource("'Effect':'Allow','Principal':{'AWS':'" + API.arn() + "'}," + READ);

        assertThat(read(API, PolicyBundle.ofIdentity().withSession(onlyS3).withResource(toRole))
                        .allowed())
                .isFalse();
        assertThat(read(API, PolicyBundle.ofIdentity().withSession(onlyS3).withResource(toSession))
                        .allowed())
                .isTrue();
    }

    @Test
    void aKeysPolicyMustAllowEvenWithinTheAccount() {
        NamedPolicy all = identity("'Effect':'Allow','Action':'*','Resource':'*'");
        NamedPolicy toAccount =
                resource("'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:root'}," + READ);

        assertThat(read(API, PolicyBundle.ofIdentity(all).whoseResourceDecides())
                        .allowed())
                .isFalse();
        assertThat(read(API, PolicyBundle.ofIdentity(all).whoseResourceDecides().withResource(toAccount))
                        .allowed())
                .isTrue();
    }

    @Test
    void aServiceNeedsTheResourcesPolicyAndItsConditions() {
        NamedPolicy policy = resource("'Effect':'Allow','Principal':{'Service':'s3.amazonaws.com'}," + READ
                + ",'Condition':{'StringEquals':{'aws:SourceAccount':'" + ACCOUNT + "'}}");
        PolicyBundle policies = PolicyBundle.ofIdentity().withResource(policy);
        Requester s3 = Requester.service("s3.amazonaws.com");

        assertThat(read(s3, policies, RequestContext.EMPTY.with("aws:SourceAccount", ACCOUNT))
                        .allowed())
                .isTrue();
        assertThat(read(s3, policies).allowed()).isFalse();
        assertThat(read(
                                Requester.service("sns.amazonaws.com"),
                                policies,
                                RequestContext.EMPTY.with("aws:SourceAccount", ACCOUNT))
                        .allowed())
                .isFalse();
    }

    @Test
    void aNotPrincipalExceptsWhomItNamesWithRoleAndAccount() {
        String deny = "'Effect':'Deny','NotPrincipal':{'AWS':[%s]}," + READ;
        NamedPolicy all = identity("'Effect':'Allow','Action':'*','Resource':'*'");

        assertThat(read(
                                ALICE,
                                PolicyBundle.ofIdentity(all)
                                        .withResource(resource(deny.formatted(
                                                "'" + ALICE.arn() + "','arn:aws:iam::111122223333:root'"))))
                        .allowed())
                .isTrue();
        assertThat(read(
                                API,
                                PolicyBundle.ofIdentity(all)
                                        .withResource(resource(
                                                deny.formatted("'" + ROLE + "','arn:aws:iam::111122223333:root'"))))
                        .outcome())
                .isEqualTo(Decision.Outcome.EXPLICIT_DENY);
    }

    @ParameterizedTest
    @CsvSource({
        "secretsmanager:GetSecretValue, true",
        "SecretsManager:getsecretvalue, true",
        "secretsmanager:Get*,           true",
        "secretsmanager:Get?ecretValue, true",
        "secretsmanager:*Value,         true",
        "*,                             true",
        "secretsmanager:Get,            false",
        "s3:*,                          false",
    })
    void actionsAreComparedWithoutRegardToCase(String pattern, boolean allowed) {
        assertThat(read(
                                API,
                                PolicyBundle.ofIdentity(
                                        identity("'Effect':'Allow','Action':'" + pattern + "','Resource':'*'")))
                        .allowed())
                .isEqualTo(allowed);
        assertThat(read(
                                API,
                                PolicyBundle.ofIdentity(
                                        identity("'Effect':'Allow','NotAction':'" + pattern + "','Resource':'*'")))
                        .allowed())
                .isEqualTo(!allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "*,                                                              true",
        "arn:aws:secretsmanager:us-east-1:111122223333:secret:key-AbCdEf, true",
        "arn:aws:secretsmanager:us-east-1:111122223333:secret:key-??????, true",
        "arn:aws:secretsmanager:*:*:secret:key-*,                         true",
        "arn:aws:secretsmanager:us-east-1:111122223333:secret:KEY-*,      false",
        "arn:aws:secretsmanager:us-*:secret:key-AbCdEf,                   false",
        "arn:aws:secretsmanager:us-east-1:111122223333:secret:key,        false",
    })
    void resourcesAreComparedSegmentBySegment(String pattern, boolean allowed) {
        String allow = "'Effect':'Allow','Action':'*',";

        assertThat(read(API, PolicyBundle.ofIdentity(identity(allow + "'Resource':'" + pattern + "'")))
                        .allowed())
                .isEqualTo(allowed);
        assertThat(read(API, PolicyBundle.ofIdentity(identity(allow + "'NotResource':'" + pattern + "'")))
                        .allowed())
                .isEqualTo(!allowed);
    }

    @Test
    void variablesStandForWhoAsks() {
        NamedPolicy own = identity("'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::home/${aws:username}/*'");
        NamedPolicy byTag = identity(
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::home/${aws:PrincipalTag/team, 'nobody'}/*'");
        NamedPolicy old = policy(
                "identity",
                PolicyKind.IDENTITY,
                "2008-10-17",
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::home/${aws:username}/*'");

        assertThat(get(ALICE, own, "home/alice/a:b")).isTrue();
        assertThat(get(ALICE, own, "home/bob/a")).isFalse();
        assertThat(get(API, own, "home//a")).as("a role has no user name").isFalse();
        assertThat(get(ALICE, old, "home/alice/a"))
                .as("an old policy has no variables")
                .isFalse();
        assertThat(get(ALICE, byTag, "home/nobody/a")).isTrue();
    }

    @Test
    void aVariablesValueIsNoPattern() {
        NamedPolicy policy =
                identity("'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::home/${aws:username}/*'");
        Requester star = Requester.user("arn:aws:iam::111122223333:user/*", "AIDASTAR");

        assertThat(get(star, policy, "home/alice/a")).isFalse();
        assertThat(get(star, policy, "home/*/a")).isTrue();
    }

    private static boolean get(Requester requester, NamedPolicy policy, String object) {
        return PolicyEvaluator.evaluate(
                        new EvaluationRequest(
                                requester, "s3:GetObject", "arn:aws:s3:::" + object, ACCOUNT, RequestContext.EMPTY),
                        PolicyBundle.ofIdentity(policy))
                .allowed();
    }

    private static Decision read(Requester requester, PolicyBundle policies) {
        return read(requester, policies, RequestContext.EMPTY);
    }

    private static Decision read(Requester requester, PolicyBundle policies, RequestContext context) {
        return PolicyEvaluator.evaluate(
                new EvaluationRequest(requester, "secretsmanager:GetSecretValue", SECRET, ACCOUNT, context), policies);
    }

    private static NamedPolicy identity(String statement) {
        return policy("identity", PolicyKind.IDENTITY, "2012-10-17", statement);
    }

    private static NamedPolicy resource(String statement) {
        return policy("resource", PolicyKind.RESOURCE, "2012-10-17", statement);
    }

    /** Single quotes for double ones, except around a variable's default. */
    static NamedPolicy policy(String name, PolicyKind kind, String version, String statement) {
        String json = ("{'Version':'" + version + "','Statement':[{" + statement + "}]}")
                .replace("'nobody'", "#nobody#")
                .replace('\'', '"')
                .replace('#', '\'');
        try {
            return new NamedPolicy(name, kind.parse(json));
        } catch (PolicySyntaxException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
