package sh.lfc.nv.emulator.services.sts;

import java.util.Optional;

/** Where sessions find roles and identity providers. Safe for use by many threads. */
public interface RoleDirectory {

    /** The role with this ARN, in whichever account it lies. */
    Optional<AssumableRole> role(String arn);

    /** Whether the account trusts the OpenID Connect provider with this issuer, given without {@code https://}. */
    boolean trustsIssuer(String account, String issuer);
}
