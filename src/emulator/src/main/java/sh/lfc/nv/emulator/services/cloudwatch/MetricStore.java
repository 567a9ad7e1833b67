package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The metrics of one account and region. Safe for use by many threads. */
final class MetricStore {

    private static final Series NOTHING = new Series();

    private final Map<MetricKey, Series> series = new ConcurrentHashMap<>();

    /** @param bySecond whether the values are of high resolution */
    void record(MetricKey key, Instant time, String unit, boolean bySecond, Consumer<Aggregate> values) {
        series.computeIfAbsent(key, metric -> new Series()).record(time, unit, bySecond, values);
    }

    /** The values of a metric; none where there is no such metric. */
    Series of(MetricKey key) {
        return series.getOrDefault(key, NOTHING);
    }

    Map<MetricKey, Series> all() {
        return series;
    }

    void expire(Instant now) {
        series.values().removeIf(one -> !one.expire(now));
    }
}
