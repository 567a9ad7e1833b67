package sh.lfc.nv.emulator.services.iam;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What other services need to know of roles and identity providers. Safe for use by many threads. */
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
     * Whether there is such a role and its trust policy lets a service assume it.
     *
     * @param service a service principal, such as {@code lambda.amazonaws.com}
     */
    public boolean serviceMayAssume(String roleArn, String service) {
        return find(roleArn)
                .filter(role -> Trust.allowsService(role.trust(), service))
                .isPresent();
    }

    /**
     * Whether there is such a principal.
     *
     * @param account the account of the resource whose policy names the principal
     * @param principal what stands under {@code AWS} in a policy; principals of other accounts count as existing
     */
    public boolean exists(String account, String principal) {
        return Trust.exists(accounts.of(account), principal);
    }

    /** Whether the account trusts the OpenID Connect provider with this issuer, given without {@code https://}. */
    public boolean trustsIssuer(String account, String issuer) {
        IamAccount owner = accounts.of(account);
        return owner.providers().containsKey(owner.arn("oidc-provider/" + issuer));
    }

    /** What the role of this name may do; empty when there is no such role. */
    public Optional<Entitlement> roleNamed(String account, String name) {
        IamAccount owner = accounts.of(account);
        return owner.roles().find(name).map(role -> Entitlement.of(owner, role));
    }

    /** What the user of this name may do; empty when there is no such user. */
    public Optional<Entitlement> userNamed(String account, String name) {
        IamAccount owner = accounts.of(account);
        return owner.users().find(name).map(user -> Entitlement.of(owner, user));
    }

    /** All roles and users of an account. */
    public List<Entitlement> all(String account) {
        IamAccount owner = accounts.of(account);
        return Stream.concat(
                        owner.roles().all().stream().map(role -> Entitlement.of(owner, role)),
                        owner.users().all().stream().map(user -> Entitlement.of(owner, user)))
                .toList();
    }

    /** The document of a managed policy, of the account's own or of AWS's. */
    public Optional<Entitlement.Policy> managedPolicy(String account, String arn) {
        return accounts.of(account).policy(arn).map(policy -> new Entitlement.Policy(policy.name(), policy.document()));
    }

    /** The trust policy of a role. */
    public Optional<String> trustPolicy(String roleArn) {
        return find(roleArn).map(IamRole::trust);
    }

    /** The ARN of a role, user, group or instance profile, with its path. */
    public Optional<String> arn(String account, String kind, String name) {
        IamAccount owner = accounts.of(account);
        return switch (kind) {
            case "role" -> owner.roles().find(name).map(IamRole::arn);
            case "user" -> owner.users().find(name).map(IamUser::arn);
            case "group" -> owner.groups().find(name).map(IamGroup::arn);
            default -> Optional.empty();
        };
    }

    private Optional<IamRole> find(String arn) {
        Matcher parts = ROLE.matcher(arn);
        return parts.matches()
                ? accounts.of(parts.group(1)).roles().find(parts.group(2)).filter(role -> role.arn()
                        .equals(arn))
                : Optional.empty();
    }
}
