package sh.lfc.nv.service.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static redis.clients.jedis.Protocol.Command.GET;
import static redis.clients.jedis.Protocol.Command.MGET;
import static redis.clients.jedis.Protocol.Command.SET;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Keeps what was read, until its time is over or its scope is invalidated.
 *
 * <p>Each scope has a generation in Redis, a random value; an entry carries the generation that its reader saw
 * <em>before</em> it asked the origin, and counts only while the scope still has that one. Invalidation gives the scope a
 * new generation: at once all its entries are stale, however many there are, and so is an entry that a slow reader stores
 * afterwards. Safe for many threads and many processes.
 */
public final class ReadThroughCache {

    private static final Logger LOG = LoggerFactory.getLogger(ReadThroughCache.class);
    private static final String PREFIX = "nv-demo:";
    private static final Pattern GENERATION = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Redis redis;
    private final long entrySeconds;
    private final long generationSeconds;

    /** @param lifetime of an entry, in whole seconds */
    public ReadThroughCache(Redis redis, Duration lifetime) {
        this.redis = redis;
        entrySeconds = Math.max(1, lifetime.toSeconds());
        // Entries of a forgotten generation are stale, so it may be forgotten at any time; it should not be before
        // them.
        generationSeconds = Math.max(Duration.ofDays(1).toSeconds(), 2 * entrySeconds);
    }

    /**
     * The entry's value from the cache, or else from its origin. Only the origin's exceptions reach the caller.
     *
     * @param scope what is invalidated together
     * @param entry names the value among those of all scopes
     */
    public <T> Cached<T> read(String scope, String entry, Form<T> form, Supplier<T> origin) {
        Found found;
        try {
            found = redis.call(connection -> find(connection, generationKey(scope), entryKey(entry)));
        } catch (CacheUnavailableException alreadyLogged) {
            return new Cached<>(origin.get(), CacheStatus.BYPASS);
        }
        CacheStatus status = CacheStatus.MISS;
        if (found.text != null) {
            try {
                Entry kept = Entry.of(found.text);
                if (kept.generation.equals(found.generation)) {
                    return new Cached<>(form.read(kept.value), CacheStatus.HIT);
                }
            } catch (RuntimeException unreadable) {
                LOG.atWarn()
                        .addKeyValue("entry", entry)
                        .addKeyValue("reason", unreadable.toString())
                        .log("Cache bypassed: unreadable entry");
                status = CacheStatus.BYPASS;
            }
        }
        T value = origin.get();
        store(entry, new Entry(found.generation, form.write(value)));
        return new Cached<>(value, status);
    }

    /**
     * Makes all entries of the scopes stale.
     *
     * @throws CacheUnavailableException when that is not certain
     */
    public void invalidate(Collection<String> scopes) throws CacheUnavailableException {
        redis.call(connection -> {
            for (String scope : scopes) {
                set(connection, generationKey(scope), newGeneration(), "EX", String.valueOf(generationSeconds));
            }
            return null;
        });
    }

    private Found find(Connection connection, String generationKey, String entryKey) {
        connection.sendCommand(MGET, bytes(generationKey), bytes(entryKey));
        List<byte[]> both = connection.getBinaryMultiBulkReply();
        String generation = text(both.get(0));
        if (!isGeneration(generation)) {
            generation = begin(connection, generationKey, generation == null);
        }
        return new Found(generation, text(both.get(1)));
    }

    /**
     * Gives a scope a generation where it has none, or something that is none; or takes the one that another reader has
     * given it in the meantime.
     */
    private String begin(Connection connection, String key, boolean absent) {
        if (absent) {
            set(connection, key, newGeneration(), "NX", "EX", String.valueOf(generationSeconds));
        }
        String generation = current(connection, key);
        if (!isGeneration(generation)) {
            set(connection, key, newGeneration(), "EX", String.valueOf(generationSeconds));
            generation = current(connection, key);
        }
        if (!isGeneration(generation)) {
            throw new IllegalStateException("The cache forgets at once what it is told");
        }
        return generation;
    }

    private static String current(Connection connection, String key) {
        connection.sendCommand(GET, bytes(key));
        try {
            return text(connection.getBinaryBulkReply());
        } catch (JedisDataException notText) {
            return null;
        }
    }

    private static String newGeneration() {
        return UUID.randomUUID().toString();
    }

    private static boolean isGeneration(String text) {
        return text != null && GENERATION.matcher(text).matches();
    }

    private void store(String entry, Entry kept) {
        try {
            redis.call(connection -> {
                set(connection, entryKey(entry), kept.text(), "EX", String.valueOf(entrySeconds));
                return null;
            });
        } catch (CacheUnavailableException alreadyLogged) {
            // The value is known; the next reader asks the origin again.
        }
    }

    private static void set(Connection connection, String... arguments) {
        connection.sendCommand(SET, arguments);
        connection.getBinaryBulkReply();
    }

    private static String generationKey(String scope) {
        return PREFIX + "generation:" + scope;
    }

    private static String entryKey(String entry) {
        return PREFIX + "entry:" + entry;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    /** What Redis has: the scope's generation, and the entry's text or {@code null}. */
    private record Found(String generation, String text) {}

    /** An entry as it lies in Redis: its generation, a line feed, its value. */
    private record Entry(String generation, String value) {

        static Entry of(String text) {
            int end = text.indexOf('\n');
            if (end < 0 || !isGeneration(text.substring(0, end))) {
                throw new IllegalArgumentException("An entry must begin with a generation");
            }
            return new Entry(text.substring(0, end), text.substring(end + 1));
        }

        String text() {
            return generation + "\n" + value;
        }
    }
}
