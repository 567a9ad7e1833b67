package sh.lfc.nv.service.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.service.secrets.Secrets;

/**
 * The key of the remote service, which this function alone may read.
 *
 * <p>The remote service is not called yet. That the key is there, and may be read, is found out when an execution
 * environment starts, and stands in the log: not by the first client whose request needs it.
 */
final class RemoteKey {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteKey.class);

    private RemoteKey() {}

    /** Looks for the key beside everything else that is made at the start. */
    static Thread lookFor(String secret, Secrets secrets) {
        Thread thread = new Thread(() -> look(secret, secrets), "remote-key");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void look(String secret, Secrets secrets) {
        try {
            secrets.value(secret);
            LOG.atInfo().addKeyValue("secret", secret).log("The remote service's key can be read");
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("secret", secret)
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .addKeyValue("reason", e.getMessage())
                    .log("The remote service's key cannot be read");
        }
    }
}
