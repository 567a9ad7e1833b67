package sh.lfc.nv.emulator.runtimes.lambda;

import java.time.Duration;
import java.util.Optional;
import sh.lfc.nv.emulator.credentials.CredentialStore.Credential;

/** Gives functions the credentials of their execution roles. Safe for use by many threads. */
@FunctionalInterface
public interface RoleSessions {

    /**
     * A session of the role; empty when Lambda cannot assume it.
     *
     * @param functionArn the function whose code gets the credentials
     */
    Optional<Credential> session(String roleArn, String sessionName, Duration duration, String functionArn);
}
