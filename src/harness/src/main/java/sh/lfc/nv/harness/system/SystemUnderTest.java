package sh.lfc.nv.harness.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Optional;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.target.AwsAccess;
import sh.lfc.nv.harness.target.Target;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * A deployed file service.
 *
 * @param target where it runs
 * @param environment what its names begin with, such as {@code nv-demo}
 * @param url where it answers
 * @param client who calls it
 * @param infrastructure the stacks that made it; empty when they are somebody else's
 * @param deployer who applied the stacks
 */
public record SystemUnderTest(
        Target target,
        String environment,
        URI url,
        ClientCredentials client,
        Optional<Infrastructure> infrastructure,
        AwsAccess deployer) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A system whose stacks were applied by the operator of the target. */
    public SystemUnderTest(
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
            var secret = secrets.getSecretValue(get -> get.secretId(environment + "-client"));
            var json = JSON.readTree(secret.secretString());
            return new ClientCredentials(
                    json.path("username").asText(), json.path("password").asText());
        } catch (JsonProcessingException e) {
            throw new HarnessException("the secret %s-client is not JSON".formatted(environment), e);
        }
    }

    /** The name of a part, for example {@code nv-demo-storage} for {@code storage}. */
    public String named(String part) {
        return environment + "-" + part;
    }
}
