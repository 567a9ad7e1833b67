package sh.lfc.nv.emulator.authorization;

import static org.assertj.core.api.Assertions.assertThatCode;
import static sh.lfc.nv.emulator.authorization.Refused.allow;
import static sh.lfc.nv.emulator.authorization.Refused.policy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.junit.EmulatorExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.Tag;

@ExtendWith(EmulatorExtension.class)
class IamAuthorizationTest {

    private static final String IAM = "arn:aws:iam::000000000000:";
    private static final Refused REFUSED = new Refused("AccessDenied", 403);
    private static final String TRUST =
            policy("'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com'},'Action':'sts:AssumeRole'");

    @Test
    void rolesAreNamedWithTheirPathsBeforeAndAfterTheyAreThere(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        IamClient iam = accounts.role(
                IamClient.builder(), "team-admin", policy(allow(IAM + "role/team/*", "iam:CreateRole", "iam:GetRole")));

        assertThatCode(() -> iam.createRole(
                        create -> create.roleName("worker").path("/team/").assumeRolePolicyDocument(TRUST)))
                .doesNotThrowAnyException();
        assertThatCode(() -> iam.getRole(get -> get.roleName("worker"))).doesNotThrowAnyException();
        REFUSED.lacks(
                () -> iam.createRole(create -> create.roleName("stranger").assumeRolePolicyDocument(TRUST)),
                "team-admin",
                "iam:CreateRole",
                IAM + "role/stranger");
        REFUSED.lacks(
                () -> iam.createRole(create -> create.roleName("tagged")
                        .path("/team/")
                        .assumeRolePolicyDocument(TRUST)
                        .tags(Tag.builder().key("a").value("b").build())),
                "team-admin",
                "iam:TagRole",
                IAM + "role/team/tagged");
        REFUSED.lacks(iam::listRoles, "team-admin", "iam:ListRoles", IAM + "role/");
    }

    @Test
    void rolesMayBeCreatedWithTheirBoundaryAlone(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        String boundary = "arn:aws:iam::aws:policy/ReadOnlyAccess";
        IamClient iam = accounts.role(
                IamClient.builder(),
                "delegate",
                policy(allow("*", "iam:CreateRole", "iam:PutRolePolicy")
                        + ",'Condition':{'StringEquals':{'iam:PermissionsBoundary':'" + boundary + "'}}"));
        accounts.root(IamClient.builder())
                .createRole(create -> create.roleName("free").assumeRolePolicyDocument(TRUST));

        REFUSED.lacks(
                () -> iam.createRole(create -> create.roleName("bound").assumeRolePolicyDocument(TRUST)),
                "delegate",
                "iam:CreateRole",
                IAM + "role/bound");
        assertThatCode(() -> iam.createRole(create ->
                        create.roleName("bound").permissionsBoundary(boundary).assumeRolePolicyDocument(TRUST)))
                .doesNotThrowAnyException();
        assertThatCode(() -> iam.putRolePolicy(
                        put -> put.roleName("bound").policyName("p").policyDocument(policy(allow("*", "s3:*")))))
                .doesNotThrowAnyException();
        REFUSED.lacks(
                () -> iam.putRolePolicy(
                        put -> put.roleName("free").policyName("p").policyDocument(policy(allow("*", "s3:*")))),
                "delegate",
                "iam:PutRolePolicy",
                IAM + "role/free");
    }

    @Test
    void onlyTheManagedPoliciesThatThePolicyNamesMayBeAttached(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        accounts.root(IamClient.builder())
                .createRole(create -> create.roleName("target").assumeRolePolicyDocument(TRUST));
        IamClient iam = accounts.role(
                IamClient.builder(),
                "attacher",
                policy(allow("*", "iam:AttachRolePolicy")
                        + ",'Condition':{'ArnLike':{'iam:PolicyARN':'arn:aws:iam::aws:policy/Read*'}}"));

        assertThatCode(() -> iam.attachRolePolicy(
                        attach -> attach.roleName("target").policyArn("arn:aws:iam::aws:policy/ReadOnlyAccess")))
                .doesNotThrowAnyException();
        REFUSED.lacks(
                () -> iam.attachRolePolicy(
                        attach -> attach.roleName("target").policyArn("arn:aws:iam::aws:policy/AdministratorAccess")),
                "attacher",
                "iam:AttachRolePolicy",
                IAM + "role/target");
    }

    @Test
    void anInstanceProfileGetsARoleThatMayBePassed(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        IamClient root = accounts.root(IamClient.builder());
        root.createRole(create -> create.roleName("instance").assumeRolePolicyDocument(TRUST));
        root.createInstanceProfile(create -> create.instanceProfileName("profile"));
        IamClient iam =
                accounts.role(IamClient.builder(), "profiler", policy(allow("*", "iam:AddRoleToInstanceProfile")));

        REFUSED.lacks(
                () -> iam.addRoleToInstanceProfile(
                        add -> add.instanceProfileName("profile").roleName("instance")),
                "profiler",
                "iam:PassRole",
                IAM + "role/instance");
    }

    @Test
    void aUserMayLookAtItself(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        IamClient root = accounts.root(IamClient.builder());
        root.createUser(create -> create.userName("alice").path("/people/"));
        root.putUserPolicy(put -> put.userName("alice")
                .policyName("self")
                .policyDocument(policy(allow(IAM + "user/people/${aws:username}", "iam:GetUser"))));
        AccessKey key = root.createAccessKey(create -> create.userName("alice")).accessKey();
        IamClient alice = accounts.client(
                IamClient.builder(), AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));

        assertThatCode(alice::getUser).doesNotThrowAnyException();
        assertThatCode(() -> alice.getUser(get -> get.userName("alice"))).doesNotThrowAnyException();
        REFUSED.with(
                () -> alice.listAccessKeys(),
                "User: " + IAM + "user/people/alice is not authorized to perform: iam:ListAccessKeys on resource: "
                        + IAM
                        + "user/people/alice because no identity-based policy allows the iam:ListAccessKeys action");
    }

    @Test
    void aServiceLinkedRoleIsCreatedForTheServiceThatThePolicyNames(Emulator aws) {
        IamClient iam = new Accounts(aws)
                .role(
                        IamClient.builder(),
                        "linker",
                        policy(allow("*", "iam:CreateServiceLinkedRole")
                                + ",'Condition':{'StringEquals':{'iam:AWSServiceName':'rds.amazonaws.com'}}"));

        assertThatCode(() -> iam.createServiceLinkedRole(create -> create.awsServiceName("rds.amazonaws.com")))
                .doesNotThrowAnyException();
        REFUSED.lacks(
                () -> iam.createServiceLinkedRole(create -> create.awsServiceName("elasticache.amazonaws.com")),
                "linker",
                "iam:CreateServiceLinkedRole",
                IAM + "role/aws-service-role/elasticache.amazonaws.com/AWSServiceRoleForElastiCache");
    }

    @Test
    void aBoundaryAndADenialAreNamed(Emulator aws) {
        Accounts accounts = new Accounts(aws);
        IamClient root = accounts.root(IamClient.builder());
        IamClient bound = accounts.role(IamClient.builder(), "bounded", policy(allow("*", "iam:*")));
        root.putRolePermissionsBoundary(
                put -> put.roleName("bounded").permissionsBoundary("arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"));
        IamClient denied = accounts.role(
                IamClient.builder(),
                "denied",
                policy(allow("*", "iam:*"), "'Effect':'Deny','Action':'iam:GetRole','Resource':'*'"));
        String user = "User: arn:aws:sts::000000000000:assumed-role/";

        REFUSED.with(
                () -> bound.getRole(get -> get.roleName("bounded")),
                user + "bounded/test is not authorized to perform: iam:GetRole on resource: " + IAM
                        + "role/bounded because no permissions boundary allows the iam:GetRole action");
        REFUSED.with(
                () -> denied.getRole(get -> get.roleName("denied")),
                user + "denied/test is not authorized to perform: iam:GetRole on resource: " + IAM
                        + "role/denied with an explicit deny in an identity-based policy");
    }
}
