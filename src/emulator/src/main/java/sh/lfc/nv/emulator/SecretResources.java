package sh.lfc.nv.emulator;

import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.authorization.Resources;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.secretsmanager.SecretsManager;

/** Secrets of Secrets Manager, which requests name by name, by ARN, or by ARN without its last six characters. */
record SecretResources(SecretsManager secrets) implements Resources {

    @Override
    public Optional<String> arn(String kind, Scope scope, String name) {
        return kind.equals("secret") ? secrets.arn(scope, name) : Optional.empty();
    }

    @Override
    public String canonical(String arn) {
        return secrets.arn(Scope.ofArn(arn), arn).orElse(arn);
    }

    @Override
    public Optional<String> policy(String arn) {
        return secrets.policy(arn);
    }

    @Override
    public Map<String, String> tags(String arn) {
        return secrets.tags(arn);
    }
}
