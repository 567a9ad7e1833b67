package sh.lfc.nv.emulator.services.iam;

import java.util.ArrayList;
import java.util.List;

/**
 * The policies that count for a role, a user or a group.
 *
 * @param identity its own, inline and attached, and those of its groups
 * @param boundary its permissions boundary, one or none
 */
record EffectivePolicies(List<SourcePolicy> identity, List<SourcePolicy> boundary) {

    static final EffectivePolicies NONE = new EffectivePolicies(List.of(), List.of());

    static EffectivePolicies of(IamAccount account, PolicyHolder holder) {
        List<SourcePolicy> identity = new ArrayList<>(own(account, holder));
        String boundary = null;
        if (holder instanceof IamUser user) {
            account.groups().all().stream()
                    .filter(group -> group.members().contains(user.id()))
                    .forEach(group -> identity.addAll(own(account, group)));
            boundary = user.boundary();
        } else if (holder instanceof IamRole role) {
            boundary = role.boundary();
        }
        return new EffectivePolicies(
                identity,
                account.policy(boundary).map(EffectivePolicies::managed).stream()
                        .toList());
    }

    private static List<SourcePolicy> own(IamAccount account, PolicyHolder holder) {
        List<SourcePolicy> policies = new ArrayList<>();
        holder.policies().inline().forEach((name, document) -> policies.add(new SourcePolicy(name, document)));
        holder.policies().managed().stream()
                .flatMap(arn -> account.policy(arn).stream())
                .forEach(policy -> policies.add(managed(policy)));
        return policies;
    }

    private static SourcePolicy managed(ManagedPolicy policy) {
        return new SourcePolicy(policy.name(), policy.document());
    }
}
