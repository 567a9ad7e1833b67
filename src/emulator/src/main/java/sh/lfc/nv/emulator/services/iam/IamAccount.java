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
    private final Entities<IamRole> roles;
    private final Entities<IamUser> users;
    private final Entities<IamGroup> groups;
    private final Entities<ManagedPolicy> policies;
    private final Entities<Profile> profiles;
    private final Map<String, OidcProvider> providers;
    private volatile String alias;

    /** @param propagation how late decisions learn of changes */
    IamAccount(String id, Propagation propagation) {
        this.id = id;
        this.roles = new Entities<>(IamRole::name, "role", "Role with name %s already exists.", propagation);
        this.users = new Entities<>(IamUser::name, "user", "User with name %s already exists.", propagation);
        this.groups = new Entities<>(IamGroup::name, "group", "Group with name %s already exists.", propagation);
        this.policies = new Entities<>(
                ManagedPolicy::name,
                "policy",
                "A policy called %s already exists. Duplicate names are not allowed.",
                propagation);
        this.profiles =
                new Entities<>(Profile::name, "Instance Profile", "Instance Profile %s already exists.", propagation);
        this.providers = new ConcurrentSkipListMap<>();
    }

    private IamAccount(
            IamAccount now,
            Entities<IamRole> roles,
            Entities<IamUser> users,
            Entities<IamGroup> groups,
            Entities<ManagedPolicy> policies) {
        this.id = now.id;
        this.roles = roles;
        this.users = users;
        this.groups = groups;
        this.policies = policies;
        this.profiles = now.profiles;
        this.providers = now.providers;
        this.alias = now.alias;
    }

    /** The account as decisions know it: without the last changes, as long as they have not got around. */
    IamAccount known() {
        Entities<IamRole> knownRoles = roles.known();
        Entities<IamUser> knownUsers = users.known();
        Entities<IamGroup> knownGroups = groups.known();
        Entities<ManagedPolicy> knownPolicies = policies.known();
        boolean same = knownRoles == roles && knownUsers == users && knownGroups == groups && knownPolicies == policies;
        return same ? this : new IamAccount(this, knownRoles, knownUsers, knownGroups, knownPolicies);
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
