package sh.lfc.nv.emulator.services.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The messages that a FIFO queue took in the last five minutes. For use under the queue's lock. */
final class Deduplication {

    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private record Seen(StoredMessage message, Instant until) {}

    private final Map<String, Seen> seen = new HashMap<>();
    private Instant nextSweep = Instant.EPOCH;

    /** The message that was taken under this key, or null. */
    StoredMessage find(String key, Instant now) {
        if (!now.isBefore(nextSweep)) {
            seen.values().removeIf(entry -> !entry.until().isAfter(now));
            nextSweep = now.plus(INTERVAL);
        }
        Seen found = seen.get(key);
        return found != null && found.until().isAfter(now) ? found.message() : null;
    }

    void remember(String key, StoredMessage message, Instant now) {
        seen.put(key, new Seen(message, now.plus(INTERVAL)));
    }
}
