package sh.lfc.nv.emulator.credentials;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sh.lfc.nv.emulator.call.Principal;
import sh.lfc.nv.emulator.call.Scope;

/**
 * All credentials of one emulator, by access key id.
 *
 * <p>The operator's {@value #OPERATOR_KEY}/{@value #OPERATOR_SECRET} is there from the start and stands for the root
 * of the default account. Expired credentials stay known, so that a caller is told that the token has expired rather
 * than that it never existed. Safe for use by many threads.
 */
public final class CredentialStore {

    /** The access key id of the operator. */
    public static final String OPERATOR_KEY = "test";

    /** The secret access key of the operator. */
    public static final String OPERATOR_SECRET = "test";

    /**
     * A key pair with which requests are signed.
     *
     * @param accessKeyId for example {@code AKIA…} for a user's key, {@code ASIA…} for a session's
     * @param secretAccessKey the signing secret
     * @param sessionToken the token that must come with the key, or null for a long-term key
     * @param principal whom the key stands for
     * @param account the account of the principal
     * @param expiry when the key stops to be valid, or null if it does not expire
     * @param clock by which it does
     */
    public record Credential(
            String accessKeyId,
            String secretAccessKey,
            String sessionToken,
            Principal principal,
            String account,
            Instant expiry,
            Clock clock) {

        public Credential {
            Objects.requireNonNull(accessKeyId);
            Objects.requireNonNull(secretAccessKey);
            Objects.requireNonNull(principal);
            Objects.requireNonNull(account);
        }

        /** A key without a session token that does not expire. */
        public static Credential longTerm(
                String accessKeyId, String secretAccessKey, Principal principal, String account) {
            return new Credential(accessKeyId, secretAccessKey, null, principal, account, null, null);
        }

        /** The token that must come with the key; empty for a long-term key. */
        public Optional<String> token() {
            return Optional.ofNullable(sessionToken);
        }

        /** Whether the key has stopped to be valid. */
        public boolean expired() {
            return expiresWithin(Duration.ZERO);
        }

        /** Whether the key will not be valid any more when so much time has passed. */
        public boolean expiresWithin(Duration time) {
            return expiry != null && !clock.instant().plus(time).isBefore(expiry);
        }

        /** Never shows the secret or the token. */
        @Override
        public String toString() {
            return "Credential[" + accessKeyId + " of " + principal.arn() + "]";
        }
    }

    private final Map<String, Credential> credentials = new ConcurrentHashMap<>();

    public CredentialStore() {
        put(Credential.longTerm(
                OPERATOR_KEY, OPERATOR_SECRET, Principal.root(Scope.DEFAULT_ACCOUNT), Scope.DEFAULT_ACCOUNT));
    }

    /** The credential of this access key id, whether it has expired or not. */
    public Optional<Credential> find(String accessKeyId) {
        return Optional.ofNullable(credentials.get(accessKeyId));
    }

    /** Adds a credential, or replaces the one with the same access key id. */
    public void put(Credential credential) {
        credentials.put(credential.accessKeyId(), credential);
    }

    /** Forgets a credential; requests that are signed with it are refused from now on. */
    public void remove(String accessKeyId) {
        credentials.remove(accessKeyId);
    }
}
