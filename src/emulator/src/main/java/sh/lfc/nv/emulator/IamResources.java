package sh.lfc.nv.emulator;

import java.util.HashMap;
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

    /** Who may assume a role may depend on the role's tags by their name in IAM, too. */
    @Override
    public Map<String, String> context(String arn) {
        Map<String, String> context = new HashMap<>();
        identities.boundary(arn).ifPresent(boundary -> context.put("iam:PermissionsBoundary", boundary));
        tags(arn).forEach((key, value) -> context.put("iam:ResourceTag/" + key, value));
        return context;
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
                : identities.tags(arn);
    }
}
