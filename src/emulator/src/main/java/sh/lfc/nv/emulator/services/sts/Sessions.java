package sh.lfc.nv.emulator.services.sts;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.credentials.CredentialStore;
import sh.lfc.nv.emulator.credentials.CredentialStore.Credential;

/**
 * The sessions that were given out, by access key id.
 *
 * <p>Their credentials are in the {@link CredentialStore}; here is what policies ask of them beyond that. A session is
 * forgotten some hours after it expired: long enough for callers to be told that their token has expired. Safe for use
 * by many threads.
 */
public final class Sessions {

    private static final Duration MEMORY_OF_THE_EXPIRED = Duration.ofHours(12);
    private static final int SECRET_BYTES = 30;
    private static final int TOKEN_BYTES = 240;

    private final Platform platform;
    private final CredentialStore credentials;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, String> keys = new ConcurrentHashMap<>();

    Sessions(Platform platform, CredentialStore credentials) {
        this.platform = platform;
        this.credentials = credentials;
    }

    /** The session with this access key id, whether it has expired or not. */
    public Optional<Session> find(String accessKeyId) {
        return Optional.ofNullable(sessions.get(accessKeyId));
    }

    /** The session that this token belongs to. */
    Optional<Session> withToken(String token) {
        return Optional.ofNullable(keys.get(token)).map(sessions::get);
    }

    /** New credentials for a session of a role. */
    Credential ofRole(AssumableRole role, String sessionName, Duration duration) {
        return ofRole(role, sessionName, duration, platform.clock());
    }

    /** @param clock by which the credentials expire */
    Credential ofRole(AssumableRole role, String sessionName, Duration duration, Clock clock) {
        Principal principal = new Principal(
                "arn:aws:sts::" + role.account() + ":assumed-role/" + role.name() + "/" + sessionName,
                role.roleId() + ":" + sessionName,
                Principal.Kind.ROLE_SESSION);
        return temporary(principal, role.account(), duration, clock);
    }

    /** New credentials that expire. */
    Credential temporary(Principal principal, String account, Duration duration) {
        return temporary(principal, account, duration, platform.clock());
    }

    private Credential temporary(Principal principal, String account, Duration duration, Clock clock) {
        Instant expiry = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(duration);
        String key = "ASIA" + platform.ids().base32(16);
        return new Credential(
                key,
                secret(SECRET_BYTES),
                "IQoJb3JpZ2luX2Vj" + secret(TOKEN_BYTES),
                new Principal(principal.arn(), principal.userId(), principal.kind(), key),
                account,
                expiry,
                clock);
    }

    /** Makes a session valid. */
    void add(Session session) {
        Credential credential = session.credential();
        String key = credential.accessKeyId();
        sessions.put(key, session);
        keys.put(credential.sessionToken(), key);
        credentials.put(credential);
        forgetLater(credential, credential.expiry().plus(MEMORY_OF_THE_EXPIRED));
    }

    /**
     * What expires by another clock may be valid still when the emulator's is there, and what has expired in a moved time
     * is valid again when that goes back.
     */
    private void forgetLater(Credential credential, Instant time) {
        platform.scheduler().at(time, () -> {
            boolean mayComeBack = platform.clock().systemTime().isBefore(credential.expiry());
            if (!credential.expired() || mayComeBack) {
                forgetLater(credential, platform.clock().instant().plus(MEMORY_OF_THE_EXPIRED));
                return;
            }
            String key = credential.accessKeyId();
            sessions.remove(key);
            keys.remove(credential.sessionToken());
            credentials.remove(key);
        });
    }

    private String secret(int bytes) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }
}
