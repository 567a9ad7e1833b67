package sh.lfc.nv.emulator.services.sts;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where sessions find roles and identity providers. Safe for use by many threads. */
public interface RoleDirectory {

    /** The role with this ARN, in whichever account it lies. */
    Optional<AssumableRole> role(String arn);

    /**
     * The audiences that an account expects in the tokens of an OpenID Connect provider.
     *
     * @param issuer without {@code https://}
     * @return empty when the account does not know the provider
     */
    Optional<List<String>> audiences(String account, String issuer);

    /**
     * Whether a role trusts somebody whom a provider vouches for.
     *
     * @param provider the provider's ARN
     * @param action for example {@code sts:AssumeRoleWithWebIdentity}
     * @param claims context keys, such as {@code issuer.example:sub}
     */
    boolean trusts(AssumableRole role, String provider, String action, Map<String, List<String>> claims);
}
