package sh.lfc.nv.emulator.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sh.lfc.nv.emulator.authorization.Refused.allow;
import static sh.lfc.nv.emulator.authorization.Refused.policy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.junit.EmulatorExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.Tag;

@ExtendWith(EmulatorExtension.class)
class StsAuthorizationTest {

    private static final String ROLE = "arn:aws:iam::000000000000:role/";
    private static final Refused REFUSED = new Refused("AccessDenied", 403);
    private static final String ACCOUNT = "'AWS':'arn:aws:iam::000000000000:root'";

    private static String trust(String principal, String... more) {
        return policy("'Effect':'Allow','Principal':{" + principal + "},'Action':['sts:AssumeRole'"
                + (more.length > 1 ? "," + more[1] : "") + "]"
                + (more.length > 0 && !more[0].isEmpty() ? ",'Condition':{" + more[0] + "}" : ""));
    }

    private static String create(Accounts accounts, String name, String trust) {
        return accounts.root(IamClient.builder())
                .createRole(role -> role.roleName(name).assumeRolePolicyDocument(trust))
                .role()
                .arn();
    }

    private static Credentials assume(StsClient sts, String role) {
        return sts.assumeRole(assume -> assume.roleArn(role).roleSessionName("test"))
                .credentials();
    }

    /** STS does not tell whose policy is missing. */
    private static String notAuthorized(String who, String action, String role) {
        return "User: " + who + " is not authorized to perform: " + action + " on resource: " + role;
    }

    private static String session(String role) {
        return "arn:aws:sts::000000000000:assumed-role/" + role + "/test";
    }

    @Test
    void aRoleThatTrustsTheAccountIsAssumedByThoseWhoseOwnPolicyAllowsIt(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        String target = create(accounts, "trusting-account", trust(ACCOUNT));
        StsClient without = accounts.role(StsClient.builder(), "without", null);
        StsClient with = accounts.role(StsClient.builder(), "with", policy(allow(target, "sts:AssumeRole")));

        REFUSED.with(() -> assume(without, target), notAuthorized(session("without"), "sts:AssumeRole", target));
        assertThatCode(() -> assume(with, target)).doesNotThrowAnyException();
        assertThatCode(() -> assume(accounts.root(StsClient.builder()), target)).doesNotThrowAnyException();
    }

    @Test
    void aRoleThatTrustsARoleIsAssumedWithoutAnyPolicyByThatRoleAlone(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        StsClient trusted = accounts.role(StsClient.builder(), "trusted", null);
        StsClient other = accounts.role(StsClient.builder(), "other", policy(allow("*", "sts:*")));
        String target = create(accounts, "trusting-role", trust("'AWS':'" + ROLE + "trusted'"));

        assertThatCode(() -> assume(trusted, target)).doesNotThrowAnyException();
        REFUSED.with(() -> assume(other, target), notAuthorized(session("other"), "sts:AssumeRole", target));
        REFUSED.with(
                () -> assume(accounts.root(StsClient.builder()), target),
                notAuthorized("arn:aws:iam::000000000000:root", "sts:AssumeRole", target));
    }

    @Test
    void aRoleThatTrustsAUserIsAssumedByThatUser(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        IamClient root = accounts.root(IamClient.builder());
        String user = root.createUser(create -> create.userName("carol")).user().arn();
        AccessKey key = root.createAccessKey(create -> create.userName("carol")).accessKey();
        String target = create(accounts, "trusting-user", trust("'AWS':'" + user + "'"));
        StsClient carol = accounts.client(
                StsClient.builder(), AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));

        assertThatCode(() -> assume(carol, target)).doesNotThrowAnyException();
    }

    @Test
    void aServicesRoleIsNotForTheRoot(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        String target = create(accounts, "of-lambda", trust("'Service':'lambda.amazonaws.com'"));

        REFUSED.with(
                () -> assume(accounts.root(StsClient.builder()), target),
                notAuthorized("arn:aws:iam::000000000000:root", "sts:AssumeRole", target));
    }

    @Test
    void anExternalIdIsAskedFor(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        String target =
                create(accounts, "external", trust(ACCOUNT, "'StringEquals':{'sts:ExternalId':'shared secret'}"));
        StsClient root = accounts.root(StsClient.builder());

        assertThatThrownBy(() -> assume(root, target)).hasMessageContaining("is not authorized");
        assertThatThrownBy(() -> root.assumeRole(
                        assume -> assume.roleArn(target).roleSessionName("test").externalId("guess")))
                .hasMessageContaining("is not authorized");
        assertThatCode(() -> root.assumeRole(
                        assume -> assume.roleArn(target).roleSessionName("test").externalId("shared secret")))
                .doesNotThrowAnyException();
    }

    @Test
    void sessionTagsNeedATrustOfTheirOwn(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        String plain = create(accounts, "no-tags", trust(ACCOUNT));
        String tagged = create(accounts, "tags", trust(ACCOUNT, "", "'sts:TagSession'"));
        StsClient root = accounts.root(StsClient.builder());
        Tag tag = Tag.builder().key("team").value("a").build();

        REFUSED.with(
                () -> root.assumeRole(
                        assume -> assume.roleArn(plain).roleSessionName("test").tags(tag)),
                notAuthorized("arn:aws:iam::000000000000:root", "sts:TagSession", plain));
        assertThatCode(() -> root.assumeRole(
                        assume -> assume.roleArn(tagged).roleSessionName("test").tags(tag)))
                .doesNotThrowAnyException();
    }

    @Test
    void aSessionPolicyLimitsAndIsNamed(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        accounts.role(IamClient.builder(), "limited", policy(allow("*", "iam:*")));
        Credentials limited = accounts.root(StsClient.builder())
                .assumeRole(assume -> assume.roleArn(ROLE + "limited")
                        .roleSessionName("test")
                        .policy(policy(allow("*", "iam:ListRoles"))))
                .credentials();
        IamClient iam = accounts.client(
                IamClient.builder(),
                AwsSessionCredentials.create(limited.accessKeyId(), limited.secretAccessKey(), limited.sessionToken()));

        assertThatCode(iam::listRoles).doesNotThrowAnyException();
        REFUSED.with(
                () -> iam.getRole(get -> get.roleName("limited")),
                notAuthorized(session("limited"), "iam:GetRole", ROLE + "limited")
                        + " because no session policy allows the iam:GetRole action");
    }

    @Test
    void aTokenIsGoodForTheRoleWhoseTrustItsClaimsMeet(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        String provider = accounts.root(IamClient.builder())
                .createOpenIDConnectProvider(
                        create -> create.url("https://token.example").clientIDList("sts.amazonaws.com"))
                .openIDConnectProviderArn();
        String target = create(
                accounts,
                "of-pipeline",
                policy("'Effect':'Allow','Principal':{'Federated':'" + provider
                        + "'},'Action':'sts:AssumeRoleWithWebIdentity','Condition':{'StringEquals':{'token.example:aud':"
                        + "'sts.amazonaws.com'},'StringLike':{'token.example:sub':'repo:us/*'}}"));
        StsClient sts = accounts.root(StsClient.builder());

        assertThatCode(() -> web(aws, sts, target, "repo:us/app", "sts.amazonaws.com"))
                .doesNotThrowAnyException();
        REFUSED.with(
                () -> web(aws, sts, target, "repo:them/app", "sts.amazonaws.com"),
                "Not authorized to perform sts:AssumeRoleWithWebIdentity");
        assertThatThrownBy(() -> web(aws, sts, target, "repo:us/app", "somebody"))
                .hasMessageContaining("Incorrect token audience");
        REFUSED.with(
                () -> web(
                        aws,
                        sts,
                        create(accounts, "not-federated", trust(ACCOUNT)),
                        "repo:us/app",
                        "sts.amazonaws.com"),
                "Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }

    private static void web(Emulator aws, StsClient sts, String role, String subject, String audience) {
        long expiry = aws.clock().instant().plus(Duration.ofMinutes(5)).getEpochSecond();
        String claims = "{\"iss\":\"https://token.example\",\"sub\":\"" + subject + "\",\"aud\":\"" + audience
                + "\",\"exp\":" + expiry + "}";
        String token = "e30."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
        sts.assumeRoleWithWebIdentity(
                assume -> assume.roleArn(role).roleSessionName("test").webIdentityToken(token));
    }

    @Test
    void aFunctionsRoleTrustsLambdaForTheAccountThatItNames(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        LambdaClient lambda = accounts.root(LambdaClient.builder());
        String right = create(
                accounts,
                "right-account",
                trust("'Service':'lambda.amazonaws.com'", "'StringEquals':{'aws:SourceAccount':'000000000000'}"));
        String wrong = create(
                accounts,
                "wrong-account",
                trust("'Service':'lambda.amazonaws.com'", "'StringEquals':{'aws:SourceAccount':'111111111111'}"));

        assertThat(message(lambda, wrong)).contains("The role defined for the function cannot be assumed by Lambda.");
        assertThat(message(lambda, right)).doesNotContain("cannot be assumed");
    }

    private static String message(LambdaClient lambda, String role) {
        try {
            lambda.createFunction(create -> create.functionName("f")
                    .role(role)
                    .runtime(Runtime.PYTHON3_12)
                    .handler("a.b")
                    .code(code -> code.zipFile(SdkBytes.fromUtf8String("no zip file"))));
            return "";
        } catch (software.amazon.awssdk.services.lambda.model.LambdaException e) {
            return e.getMessage();
        }
    }
}
