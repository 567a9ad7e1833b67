package sh.lfc.nv.emulator.runtimes.lambda;

import java.time.Duration;
import java.util.Optional;
import sh.lfc.nv.emulator.credentials.CredentialStore.Credential;

/** Gives functions the credentials of their execution roles. Safe for use by many threads. */
@FunctionalInterface
public interface RoleSessions {

    /**
     * A session of the role.
     *
     * @param functionArn the function whose code works with the session
     * @return empty when Lambda cannot assume the role
     */
    Optional<Credential> session(String roleArn, String sessionName, Duration duration, String functionArn);
}
