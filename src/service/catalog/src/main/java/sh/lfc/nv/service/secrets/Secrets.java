package sh.lfc.nv.service.secrets;

/** Where secrets come from. */
@FunctionalInterface
public interface Secrets {

    /**
     * The current value of a secret.
     *
     * @param id its name or ARN
     */
    String value(String id);
}
