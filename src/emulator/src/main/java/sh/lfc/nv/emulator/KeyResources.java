package sh.lfc.nv.emulator;

import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.authorization.Resources;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.kms.Kms;

/** Keys of KMS: their policies must allow, be it by leaving it to the account's own. */
record KeyResources(Kms kms) implements Resources {

    @Override
    public Optional<String> arn(String kind, Scope scope, String name) {
        return switch (kind) {
            case "key" -> kms.findKeyArn(scope, name);
            case "ciphertext" -> kms.keyArnOfCiphertext(scope, name);
            default -> Optional.empty();
        };
    }

    /** An alias' ARN stands for its key. */
    @Override
    public String canonical(String arn) {
        return arn.contains(":alias/") ? kms.findKeyArn(Scope.ofArn(arn), arn).orElse(arn) : arn;
    }

    @Override
    public Optional<String> policy(String arn) {
        return kms.policy(arn);
    }

    @Override
    public boolean policyDecides(String action) {
        return action.startsWith("kms:");
    }

    @Override
    public Map<String, String> tags(String arn) {
        return kms.tags(arn);
    }
}
