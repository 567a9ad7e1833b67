package sh.lfc.nv.emulator.services.iam;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * What one account has in IAM. Safe for use by many threads; what must hold between entities, such as that a policy
 * that is attached is not deleted, is checked while holding the account's monitor.
 */
final class IamAccount {

    private final String id;
    private final Entities<IamRole> roles = new Entities<>(IamRole::name, "role", "Role with name %s already exists.");
    private final Entities<IamUser> users = new Entities<>(IamUser::name, "user", "User with name %s already exists.");
    private final Entities<IamGroup> groups =
            new Entities<>(IamGroup::name, "group", "Group with name %s already exists.");
    private final Entities<ManagedPolicy> policies = new Entities<>(
            ManagedPolicy::name, "policy", "A policy called %s already exists. Duplicate names are not allowed.");
    private final Entities<Profile> profiles =
            new Entities<>(Profile::name, "Instance Profile", "Instance Profile %s already exists.");
    private final Map<String, OidcProvider> providers = new ConcurrentSkipListMap<>();
    private volatile String alias;

    IamAccount(String id) {
        this.id = id;
    }

    /** Twelve digits. */
    String id() {
        return id;
    }

    /** The ARN of something in this account. */
    String arn(String resource) {
        return "arn:aws:iam::" + id + ":" + resource;
    }

    Entities<IamRole> roles() {
        return roles;
    }

    Entities<IamUser> users() {
        return users;
    }

    Entities<IamGroup> groups() {
        return groups;
    }

    /** The account's own managed policies. */
    Entities<ManagedPolicy> policies() {
        return policies;
    }

    Entities<Profile> profiles() {
        return profiles;
    }

    /** OpenID Connect providers, by ARN. */
    Map<String, OidcProvider> providers() {
        return providers;
    }

    Optional<String> alias() {
        return Optional.ofNullable(alias);
    }

    void alias(String name) {
        this.alias = name;
    }

    /** The managed policy of this ARN, AWS's own included. */
    Optional<ManagedPolicy> policy(String arn) {
        if (arn == null) {
            return Optional.empty();
        }
        Optional<ManagedPolicy> own = policies.find(arn.substring(arn.lastIndexOf('/') + 1))
                .filter(policy -> policy.arn().equals(arn));
        return own.isPresent() ? own : AwsManagedPolicies.find(arn);
    }

    /** All that a managed policy can be attached to. */
    Stream<PolicyHolder> holders() {
        return Stream.<Entities<? extends PolicyHolder>>of(roles, users, groups)
                .flatMap(entities -> entities.all().stream());
    }

    /** How many users, groups and roles a managed policy is attached to. */
    int attachments(String arn) {
        return (int) holders()
                .filter(holder -> holder.policies().managed().contains(arn))
                .count();
    }

    /** How many users and roles have a managed policy as their permissions boundary. */
    int boundaries(String arn) {
        return (int) Stream.concat(
                        roles.all().stream().map(IamRole::boundary),
                        users.all().stream().map(IamUser::boundary))
                .filter(arn::equals)
                .count();
    }
}
