package sh.lfc.nv.terraform.aws;

import java.util.Optional;
import sh.lfc.nv.terraform.wait.Wait;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Waits for secrets in Secrets Manager. No secret is in a message. */
public record SecretWaits(SecretsManagerClient secrets, Wait patience) {

    /**
     * Until a secret has a value.
     *
     * @param id name or ARN
     */
    public GetSecretValueResponse untilPresent(String id) throws InterruptedException {
        return patience.untilPresent("the secret " + id, () -> current(id));
    }

    /**
     * Until a secret has another version than one that is known: it was rotated or written.
     *
     * @param versionId the one that is known
     */
    public GetSecretValueResponse untilChangedFrom(String id, String versionId) throws InterruptedException {
        return patience.until(
                        "the secret %s to change".formatted(id),
                        () -> current(id),
                        found -> found.isPresent() && !found.get().versionId().equals(versionId),
                        found -> found.map(value -> "version " + value.versionId())
                                .orElse("no value"))
                .orElseThrow();
    }

    private Optional<GetSecretValueResponse> current(String id) {
        try {
            return Optional.of(secrets.getSecretValue(r -> r.secretId(id)));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }
}
