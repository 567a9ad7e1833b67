package sh.lfc.nv.emulator.services.secretsmanager;

/** The functions that rotate secrets. Called by many threads. */
public interface RotationFunctions {

    /** Whether there is such a function and it lets Secrets Manager in on behalf of a secret. */
    boolean mayInvoke(String functionArn, String secretArn);

    /**
     * Has a function take one step of a rotation, and waits for it.
     *
     * @param event the step, JSON
     * @throws RuntimeException when the function fails or cannot be invoked; its message tells why
     */
    void run(String functionArn, byte[] event, String secretArn);
}
