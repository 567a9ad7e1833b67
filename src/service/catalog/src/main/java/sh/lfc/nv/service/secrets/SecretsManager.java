package sh.lfc.nv.service.secrets;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Secrets from AWS Secrets Manager; each call is one {@code GetSecretValue} for the stage AWSCURRENT. */
public final class SecretsManager implements Secrets {

    private final SecretsManagerClient client;

    public SecretsManager(SecretsManagerClient client) {
        this.client = client;
    }

    @Override
    public String value(String id) {
        String value = client.getSecretValue(request -> request.secretId(id)).secretString();
        if (value == null) {
            throw new InvalidSecretException("Secret " + id + " is binary, expected text");
        }
        return value;
    }
}
