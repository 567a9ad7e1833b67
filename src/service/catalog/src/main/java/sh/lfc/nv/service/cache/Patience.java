package sh.lfc.nv.service.cache;

import java.time.Duration;

/**
 * How long the cache may take.
 *
 * @param answer how long a caller waits for one exchange, connecting included
 * @param pause for how long the cache is left alone after a failure; zero tries it every time
 */
public record Patience(Duration answer, Duration pause) {

    /** A request makes two exchanges at most, so a cache that fails costs it less than 200 ms, and the next ones nothing. */
    public static final Patience OF_READERS = new Patience(Duration.ofMillis(90), Duration.ofSeconds(2));

    /** Nobody waits for an invalidation, and one that is given up leaves stale entries behind. */
    public static final Patience OF_WRITERS = new Patience(Duration.ofSeconds(2), Duration.ZERO);
}
