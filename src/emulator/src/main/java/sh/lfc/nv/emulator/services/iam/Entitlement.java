package sh.lfc.nv.emulator.services.iam;

import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.policy.PolicyText;

/**
 * What IAM knows of a user or a role, as decisions need it.
 *
 * @param arn with its path
 * @param id the unique identifier
 * @param identity its own policies, inline and attached, and those of its groups
 * @param boundary the permissions boundary; none or one
 * @param tags its tags
 */
public record Entitlement(
        String arn, String id, List<PolicyText> identity, List<PolicyText> boundary, Map<String, String> tags) {

    public Entitlement {
        identity = List.copyOf(identity);
        boundary = List.copyOf(boundary);
        tags = Map.copyOf(tags);
    }

    static Entitlement of(IamAccount account, IamRole role) {
        return of(EffectivePolicies.of(account, role), role, role.tags());
    }

    static Entitlement of(IamAccount account, IamUser user) {
        return of(EffectivePolicies.of(account, user), user, user.tags());
    }

    private static Entitlement of(EffectivePolicies policies, PolicyHolder holder, Map<String, String> tags) {
        return new Entitlement(holder.arn(), holder.id(), texts(policies.identity()), texts(policies.boundary()), tags);
    }

    private static List<PolicyText> texts(List<SourcePolicy> policies) {
        return policies.stream()
                .map(policy -> new PolicyText(policy.name(), policy.json()))
                .toList();
    }
}
