package sh.lfc.nv.emulator.services.iam;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.policy.PolicyText;

/**
 * What other services need to know of roles and identity providers, as decisions know it: what names, tags and boundaries are
 * is known at once. Safe for use by many threads.
 */
public final class Identities {

    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):role/(?:.*/)?([^/]+)");

    /**
     * A role.
     *
     * @param arn with its path
     * @param name without its path
     * @param id the unique identifier, {@code AROA…}
     * @param account the account that owns the role
     * @param maxSession the longest session that the role allows
     */
    public record KnownRole(String arn, String name, String id, String account, Duration maxSession) {}

    private final IamAccounts accounts;

    Identities(IamAccounts accounts) {
        this.accounts = accounts;
    }

    /** The role with this ARN, in whichever account it lies. */
    public Optional<KnownRole> role(String arn) {
        Matcher parts = ROLE.matcher(arn);
        return find(arn)
                .map(role -> new KnownRole(
                        role.arn(),
                        role.name(),
                        role.id(),
                        parts.matches() ? parts.group(1) : "",
                        Duration.ofSeconds(role.maxSession())));
    }

    /**
     * Whether there is such a principal.
     *
     * @param account the account of the resource whose policy names the principal
     * @param principal what stands under {@code AWS} in a policy; principals of other accounts count as existing
     */
    public boolean exists(String account, String principal) {
        return Trust.exists(accounts.known(account), principal);
    }

    /**
     * The audiences that an account expects in the tokens of an OpenID Connect provider.
     *
     * @param issuer without {@code https://}
     * @return empty when the account does not know the provider
     */
    public Optional<List<String>> audiences(String account, String issuer) {
        IamAccount owner = accounts.of(account);
        return Optional.ofNullable(owner.providers().get(owner.arn("oidc-provider/" + issuer)))
                .map(OidcProvider::clientIds);
    }

    /** What the role of this name may do; empty when there is no such role. */
    public Optional<Entitlement> roleNamed(String account, String name) {
        IamAccount owner = accounts.known(account);
        return owner.roles().find(name).map(role -> Entitlement.of(owner, role));
    }

    /** What the user of this name may do; empty when there is no such user. */
    public Optional<Entitlement> userNamed(String account, String name) {
        IamAccount owner = accounts.known(account);
        return owner.users().find(name).map(user -> Entitlement.of(owner, user));
    }

    /** All roles and users of an account. */
    public List<Entitlement> all(String account) {
        IamAccount owner = accounts.known(account);
        return Stream.concat(
                        owner.roles().all().stream().map(role -> Entitlement.of(owner, role)),
                        owner.users().all().stream().map(user -> Entitlement.of(owner, user)))
                .toList();
    }

    /** The document of a managed policy, of the account's own or of AWS's. */
    public Optional<PolicyText> managedPolicy(String account, String arn) {
        return accounts.known(account).policy(arn).map(policy -> new PolicyText(policy.name(), policy.document()));
    }

    /** The trust policy of a role. */
    public Optional<String> trustPolicy(String roleArn) {
        return find(roleArn).map(IamRole::trust);
    }

    /**
     * The ARN of something, with its path.
     *
     * @param kind {@code role}, {@code user}, {@code group} or {@code instance-profile} for the thing of this name;
     *     {@code access-key} for the user who has the key; {@code service-linked-role} for the role of the service;
     *     {@code deletion-task} for the role that the task deletes
     */
    public Optional<String> arn(String account, String kind, String name) {
        IamAccount owner = accounts.of(account);
        return switch (kind) {
            case "role" -> owner.roles().find(name).map(IamRole::arn);
            case "user" -> owner.users().find(name).map(IamUser::arn);
            case "group" -> owner.groups().find(name).map(IamGroup::arn);
            case "instance-profile" -> owner.profiles().find(name).map(Profile::arn);
            case "access-key" ->
                owner.users().all().stream()
                        .filter(user ->
                                user.keys().stream().anyMatch(key -> key.id().equals(name)))
                        .map(IamUser::arn)
                        .findFirst();
            case "service-linked-role" -> Optional.of(ServiceLinkedRoles.arn(owner, name));
            case "deletion-task" ->
                Optional.of(name)
                        .filter(task -> task.startsWith("task/") && task.lastIndexOf('/') > "task/".length())
                        .map(task -> owner.arn("role/" + task.substring("task/".length(), task.lastIndexOf('/'))));
            default -> Optional.empty();
        };
    }

    /** The tags of a managed policy, an instance profile or an OpenID Connect provider. */
    public Map<String, String> tags(String arn) {
        String[] parts = arn.split(":", 6);
        IamAccount owner = accounts.of(parts[4]);
        return switch (parts[5].split("/", 2)[0]) {
            case "policy" -> owner.policy(arn).map(ManagedPolicy::tags).orElse(Map.of());
            case "instance-profile" ->
                owner.profiles()
                        .find(arn.substring(arn.lastIndexOf('/') + 1))
                        .map(Profile::tags)
                        .orElse(Map.of());
            case "oidc-provider" ->
                Optional.ofNullable(owner.providers().get(arn))
                        .map(OidcProvider::tags)
                        .orElse(Map.of());
            default -> Map.of();
        };
    }

    /** The tags of an account's managed policies, instance profiles and OpenID Connect providers, by ARN. */
    public Map<String, Map<String, String>> tagged(String account) {
        IamAccount owner = accounts.of(account);
        Map<String, Map<String, String>> found = new TreeMap<>();
        owner.policies().all().forEach(policy -> found.put(policy.arn(), policy.tags()));
        owner.profiles().all().forEach(profile -> found.put(profile.arn(), profile.tags()));
        owner.providers().forEach((arn, provider) -> found.put(arn, provider.tags()));
        return found;
    }

    /** The ARN of the policy that limits a role or a user. */
    public Optional<String> boundary(String arn) {
        String[] parts = arn.split(":", 6);
        IamAccount owner = accounts.of(parts[4]);
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        return switch (parts[5].split("/", 2)[0]) {
            case "role" -> owner.roles().find(name).map(IamRole::boundary);
            case "user" -> owner.users().find(name).map(IamUser::boundary);
            default -> Optional.empty();
        };
    }

    private Optional<IamRole> find(String arn) {
        Matcher parts = ROLE.matcher(arn);
        return parts.matches()
                ? accounts.known(parts.group(1)).roles().find(parts.group(2)).filter(role -> role.arn()
                        .equals(arn))
                : Optional.empty();
    }
}
