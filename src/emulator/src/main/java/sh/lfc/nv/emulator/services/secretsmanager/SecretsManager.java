package sh.lfc.nv.emulator.services.secretsmanager;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;

/** Secrets Manager as a whole: its operations, one class for each family of them. */
public final class SecretsManager {

    private final Regional<Secrets> secrets;
    private final List<AwsService> services;

    /**
     * @param principals who can be named in a secret's policy
     * @param reading decides on each secret of a BatchGetSecretValue
     * @param functions rotate secrets
     */
    public SecretsManager(
            Platform platform, PrincipalDirectory principals, ReadPermission reading, RotationFunctions functions) {
        this.secrets = new Regional<>(scope -> new Secrets(scope, platform));
        this.services = List.of(
                new SecretOperations(platform, secrets),
                new SecretValues(platform, secrets, reading),
                new SecretListings(secrets),
                new SecretPolicies(secrets, principals),
                new SecretRotations(platform, secrets, new Rotations(platform, secrets, functions), functions),
                new RandomPasswords());
    }

    /** What answers the calls of Secrets Manager. */
    public List<AwsService> services() {
        return services;
    }

    /** The ARN of the secret of a name, an ARN, or an ARN without its last six characters. */
    public Optional<String> arn(Scope scope, String id) {
        return secrets.of(scope).find(id).map(Secret::arn);
    }

    /** The policy of a secret, in JSON; empty where there is no such secret or it has none. */
    public Optional<String> policy(String secretArn) {
        return find(secretArn).map(Secret::policy);
    }

    /** The tags of a secret; none where there is no such secret. */
    public Map<String, String> tags(String secretArn) {
        return find(secretArn).map(Secret::tags).orElse(Map.of());
    }

    /** The tags of all secrets of an account and region, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        return secrets.of(scope).all().stream().collect(Collectors.toMap(Secret::arn, Secret::tags));
    }

    private Optional<Secret> find(String arn) {
        return secrets.of(Scope.ofArn(arn)).find(arn);
    }
}
