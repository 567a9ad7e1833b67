package sh.lfc.nv.emulator.services.secretsmanager;

import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;

/** Secrets Manager as a whole: its operations, one class for each family of them. */
public final class SecretsManager {

    private final List<AwsService> services;

    /**
     * @param principals who can be named in a secret's policy
     */
    public SecretsManager(Platform platform, PrincipalDirectory principals) {
        Regional<Secrets> secrets = new Regional<>(scope -> new Secrets(scope, platform));
        this.services = List.of(
                new SecretOperations(platform, secrets),
                new SecretValues(platform, secrets),
                new SecretListings(secrets),
                new SecretPolicies(secrets, principals),
                new SecretRotations(platform, secrets),
                new RandomPasswords());
    }

    /** What answers the calls of Secrets Manager. */
    public List<AwsService> services() {
        return services;
    }
}
