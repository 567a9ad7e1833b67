package sh.lfc.nv.emulator;

import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.authorization.Resources;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.iam.Entitlement;
import sh.lfc.nv.emulator.services.iam.Identities;

/** Roles, users and groups of IAM; the policy of a role is the one that says who may assume it. */
record IamResources(Identities identities) implements Resources {

    @Override
    public Optional<String> arn(String kind, Scope scope, String name) {
        return identities.arn(scope.account(), kind, name);
    }

    @Override
    public Optional<String> policy(String arn) {
        return identities.trustPolicy(arn);
    }

    @Override
    public boolean policyDecides(String action) {
        return action.startsWith("sts:");
    }

    @Override
    public Map<String, String> tags(String arn) {
        String[] parts = arn.split(":", 6);
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        if (parts[5].startsWith("role/")) {
            return identities.roleNamed(parts[4], name).map(Entitlement::tags).orElse(Map.of());
        }
        return parts[5].startsWith("user/")
                ? identities.userNamed(parts[4], name).map(Entitlement::tags).orElse(Map.of())
                : Map.of();
    }
}
