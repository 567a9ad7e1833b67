package sh.lfc.nv.harness.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The role that may apply and destroy the stacks and nothing else: what a pipeline takes on.
 *
 * <p>Its policies are JSON documents in a folder, the smallest under which the stacks can be applied, planned and
 * destroyed; {@code ./harness iam report --policy} prints them.
 */
public final class DeployRole {
    /** What the role is called. */
    public static final String NAME = "deployer";

    private static final int LONGEST_SESSION = 12 * 60 * 60;

    private static final String TRUST =
            """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "sts:AssumeRole"}]}""";

    private DeployRole() {}

    /** The policies in a checkout's {@code terraform/deploy-role}, in the order of their files' names. */
    public static List<String> policies(Checkout checkout) {
        var folder = checkout.root().resolve("terraform").resolve("deploy-role");
        try (var files = Files.list(folder)) {
            var policies = new ArrayList<String>();
            for (var file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                policies.add(Files.readString(file));
            }
            return policies;
        } catch (IOException e) {
            throw new HarnessException("cannot read the policies in %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /**
     * Takes on the role, which is made where it is not there yet.
     *
     * @param aws somebody who may do that
     * @param name the role's and, with a number, its policies'
     * @param policies what a new role may do
     * @return the access of a session of it
     */
    public static AwsAccess takeOn(AwsAccess aws, String name, List<String> policies) {
        try (var iam = aws.client(IamClient.builder());
                var sts = aws.client(StsClient.builder())) {
            var role = existing(iam, name)
                    .orElseGet(() -> made(iam, sts.getCallerIdentity().account(), name, policies));
            var session = sts.assumeRole(assume ->
                            assume.roleArn(role).roleSessionName("deploy").durationSeconds(LONGEST_SESSION))
                    .credentials();
            return aws.as(new AwsAccess.Keys(
                    session.accessKeyId(), session.secretAccessKey(), Optional.of(session.sessionToken())));
        }
    }

    private static Optional<String> existing(IamClient iam, String name) {
        try {
            return Optional.of(iam.getRole(get -> get.roleName(name)).role().arn());
        } catch (NoSuchEntityException e) {
            return Optional.empty();
        }
    }

    private static String made(IamClient iam, String account, String name, List<String> policies) {
        var role = iam.createRole(create -> create.roleName(name)
                        .description("Applies and destroys the stacks")
                        .maxSessionDuration(LONGEST_SESSION)
                        .assumeRolePolicyDocument(TRUST.formatted(account)))
                .role()
                .arn();
        for (var i = 0; i < policies.size(); i++) {
            var number = i + 1;
            var document = policies.get(i);
            var policy = iam.createPolicy(
                            create -> create.policyName(name + "-" + number).policyDocument(document))
                    .policy()
                    .arn();
            iam.attachRolePolicy(attach -> attach.roleName(name).policyArn(policy));
        }
        return role;
    }
}
