package sh.lfc.nv.emulator.httpapi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/**
 * Token buckets that let requests pass at a rate, with bursts ("Throttle requests to your HTTP APIs"): one for each
 * route that has limits of its own, one for the rest of its stage.
 *
 * <p>Safe for use by many threads. Time is the machine's own: a bucket limits real traffic.
 */
final class Throttles {

    /** What an account has unless told otherwise. */
    private static final double ACCOUNT_RATE = 10_000;

    private static final int ACCOUNT_BURST = 5_000;

    private record Key(String apiId, String stage, String routeKey) {}

    private final Map<Key, Bucket> buckets = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    Throttles(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Takes a token, if there is one. */
    boolean pass(Exchange exchange) {
        Stage stage = exchange.published().stage();
        String routeKey = exchange.route().routeKey();
        RouteSettings own = stage.routeSettings().get(routeKey);
        boolean ownLimits = own != null && (own.throttlingRateLimit() != null || own.throttlingBurstLimit() != null);
        RouteSettings settings = ownLimits ? own : stage.defaultRouteSettings();
        double rate = settings == null || settings.throttlingRateLimit() == null
                ? ACCOUNT_RATE
                : settings.throttlingRateLimit();
        int burst = settings == null || settings.throttlingBurstLimit() == null
                ? ACCOUNT_BURST
                : settings.throttlingBurstLimit();
        Key key = new Key(exchange.published().api().apiId(), stage.stageName(), ownLimits ? routeKey : "");
        return buckets.computeIfAbsent(key, any -> new Bucket(burst, nanos.getAsLong()))
                .take(rate, burst, nanos.getAsLong());
    }

    private static final class Bucket {

        private double tokens;
        private long filled;

        Bucket(int tokens, long now) {
            this.tokens = tokens;
            this.filled = now;
        }

        synchronized boolean take(double rate, int burst, long now) {
            tokens = Math.min(burst, tokens + Math.max(0, now - filled) / 1e9 * rate);
            filled = Math.max(filled, now);
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
