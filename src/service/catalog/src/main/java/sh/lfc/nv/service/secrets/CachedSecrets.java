package sh.lfc.nv.service.secrets;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps each secret for five minutes, so that a warm function asks Secrets Manager once in that time, and a rotated
 * secret takes effect within it.
 *
 * <p>When the time is over and Secrets Manager does not answer, the reader gets the error and not the old value: a
 * revoked credential must not live on because of an outage. Safe for many threads; they wait for one fetch.
 */
public final class CachedSecrets implements Secrets {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final Secrets origin;
    private final InstantSource clock;
    private final Map<String, Kept> kept = new HashMap<>();

    public CachedSecrets(Secrets origin, InstantSource clock) {
        this.origin = origin;
        this.clock = clock;
    }

    @Override
    public synchronized String value(String id) {
        Kept known = kept.get(id);
        if (known == null || !clock.instant().isBefore(known.until)) {
            // The lifetime counts from before the fetch: a value that changes while it is on its way is not kept
            // longer.
            Instant until = clock.instant().plus(LIFETIME);
            known = new Kept(origin.value(id), until);
            kept.put(id, known);
        }
        return known.value;
    }

    /** Forgets a secret, because what it opens was found locked: the next reader gets the current value. */
    public synchronized void forget(String id) {
        kept.remove(id);
    }

    private record Kept(String value, Instant until) {

        @Override
        public String toString() {
            return "secret until " + until;
        }
    }
}
