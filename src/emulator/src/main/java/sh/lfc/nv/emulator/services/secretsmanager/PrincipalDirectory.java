package sh.lfc.nv.emulator.services.secretsmanager;

/** Where resource policies find whom they name. Safe for use by many threads. */
@FunctionalInterface
public interface PrincipalDirectory {

    /**
     * Whether there is such a principal.
     *
     * @param account the account of the policy's resource
     * @param principal what stands under {@code AWS} in a policy: an ARN, an account, or {@code *}
     */
    boolean exists(String account, String principal);
}
