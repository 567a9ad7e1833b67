package sh.lfc.nv.harness.system;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.canary.client.ClientCredentials;
import sh.lfc.nv.canary.http.HttpAccess;
import sh.lfc.nv.canary.system.SystemUnderTest;
import sh.lfc.nv.harness.target.Target;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * A file service that was deployed on a target.
 *
 * @param target where it runs
 * @param environment what its names begin with, such as {@code nv-demo}
 * @param url where it answers
 * @param client who calls it
 * @param infrastructure the stacks that made it; empty when they are somebody else's
 * @param deployer who applied the stacks
 */
public record DeployedSystem(
        Target target,
        String environment,
        URI url,
        ClientCredentials client,
        Optional<Infrastructure> infrastructure,
        AwsAccess deployer)
        implements SystemUnderTest {

    /** The environment of which features and the stacks' own values speak. */
    public static final String DEMO = "nv-demo";

    /** A system whose stacks were applied by the operator of the target. */
    public DeployedSystem(
            Target target,
            String environment,
            URI url,
            ClientCredentials client,
            Optional<Infrastructure> infrastructure) {
        this(target, environment, url, client, infrastructure, target.aws());
    }

    /** The credentials that a target's own secret holds. */
    public static ClientCredentials credentialsOf(Target target, String environment) {
        try (var secrets = target.aws().client(SecretsManagerClient.builder())) {
            return ClientCredentials.ofSecret(secrets.getSecretValue(get -> get.secretId(environment + "-client"))
                    .secretString());
        }
    }

    @Override
    public HttpAccess http() {
        return target.http();
    }

    @Override
    public String objectPrefix() {
        return "feature-";
    }

    @Override
    public void remove(String key) {
        try (var s3 = target.aws().client(S3Client.builder())) {
            s3.deleteObject(delete -> delete.bucket(named("storage")).key(key));
        }
    }

    @Override
    public Instant now() {
        return target.now();
    }
}
