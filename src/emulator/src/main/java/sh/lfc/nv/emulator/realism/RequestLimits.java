package sh.lfc.nv.emulator.realism;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often an account may call each service: token buckets, filled by the emulator's clock, with the rates of the table
 * {@code request-limits.txt}. Rates are AWS's whatever the scale of the delays. Safe for use by many threads.
 */
public final class RequestLimits {

    private static final List<RateLimit> TABLE = table();

    private record Key(RateLimit limit, String operation, String account) {}

    private static final class Bucket {

        private double tokens;
        private Instant filled;

        private Bucket(double tokens, Instant filled) {
            this.tokens = tokens;
            this.filled = filled;
        }

        private synchronized boolean take(RateLimit limit, Instant now) {
            if (now.isAfter(filled)) {
                double added = Duration.between(filled, now).toNanos() / 1e9 * limit.perSecond();
                tokens = Math.min(limit.burst(), tokens + added);
            }
            filled = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }

    private final Clock clock;
    private final Map<Key, Bucket> buckets = new ConcurrentHashMap<>();

    public RequestLimits(Clock clock) {
        this.clock = clock;
    }

    /**
     * Whether a call is one too many. The first line of the table that covers it counts.
     *
     * @param service the SDK's package
     */
    public boolean exceeded(String service, String operation, String account) {
        Optional<RateLimit> found =
                TABLE.stream().filter(limit -> limit.covers(service, operation)).findFirst();
        if (found.isEmpty()) {
            return false;
        }
        RateLimit limit = found.get();
        Instant now = clock.instant();
        return !buckets.computeIfAbsent(
                        new Key(limit, limit.shared() ? "" : operation, account), key -> new Bucket(limit.burst(), now))
                .take(limit, now);
    }

    private static List<RateLimit> table() {
        try (InputStream in = RequestLimits.class.getResourceAsStream("request-limits.txt")) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").trim())
                    .filter(line -> !line.isEmpty())
                    .map(RateLimit::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
