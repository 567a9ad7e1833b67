package sh.lfc.nv.emulator.sampling;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.time.Scheduler.Planned;

/**
 * Reads engines at the beginning of each minute, as long as there are any, and records what they did since the last time.
 *
 * <p>Engines keep this machine's time. While the emulator's runs faster they do next to nothing between two of its minutes:
 * it is every fifth minute then, and they are not asked more than once in a second of the machine's. Safe for use by many
 * threads.
 */
public final class EngineSampling {

    private static final Duration HURRIED = Duration.ofMinutes(5);

    /** Two minutes that are no longer apart than this on the machine are of a time that runs faster. */
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Asking takes some hundredths of a second; who moves the time by a month does not want to wait for thousands. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private static final double PERCENT = 100;

    /** @param at by the machine's time */
    private record Sample(long at, Reading reading) {}

    private final Platform platform;
    private final BooleanSupplier any;
    private final Supplier<List<Reading>> engines;
    private final String processorMetric;
    private final int processors;
    private final EngineMetrics metrics;
    private final Map<String, Sample> last = new HashMap<>();
    private final LongSupplier machine;
    private long looked;
    private Planned planned;
    private int begun;

    /**
     * @param any whether there is an engine, be it that nothing can be read of it now
     * @param engines reads those that answer
     * @param processorMetric what the share of the processors is called
     * @param processors how many make 100 %
     */
    public EngineSampling(
            Platform platform,
            BooleanSupplier any,
            Supplier<List<Reading>> engines,
            String processorMetric,
            int processors,
            EngineMetrics metrics) {
        this(platform, any, engines, processorMetric, processors, metrics, System::nanoTime);
    }

    /** @param machine this machine's time in nanoseconds */
    EngineSampling(
            Platform platform,
            BooleanSupplier any,
            Supplier<List<Reading>> engines,
            String processorMetric,
            int processors,
            EngineMetrics metrics,
            LongSupplier machine) {
        this.platform = platform;
        this.any = any;
        this.engines = engines;
        this.processorMetric = processorMetric;
        this.processors = processors;
        this.metrics = metrics;
        this.machine = machine;
        this.looked = machine.getAsLong() - SOON.toNanos();
    }

    /** Begins, unless it has; to be called when there is an engine. */
    public synchronized void begin() {
        begun++;
        if (planned == null) {
            planned = platform.scheduler().recurring(this::next, this::sample);
        }
    }

    private synchronized Optional<Instant> next(Instant time) {
        Duration pause = sinceLooked() < SOON.toNanos() ? HURRIED : Duration.ofMinutes(1);
        return Optional.of(time.truncatedTo(ChronoUnit.MINUTES).plus(pause));
    }

    private void sample() {
        if (!looks()) {
            return;
        }
        int before = begun();
        boolean needed = any.getAsBoolean();
        List<Reading> readings = engines.get();
        synchronized (this) {
            long now = machine.getAsLong();
            last.keySet().retainAll(readings.stream().map(EngineSampling::key).toList());
            if (!needed && begun == before && planned != null) {
                planned.cancel();
                planned = null;
            }
            readings.forEach(reading -> record(reading, last.put(key(reading), new Sample(now, reading)), now));
        }
    }

    private synchronized boolean looks() {
        boolean late = sinceLooked() >= LEAST.toNanos();
        if (late) {
            looked = machine.getAsLong();
        }
        return late;
    }

    private synchronized long sinceLooked() {
        return machine.getAsLong() - looked;
    }

    private synchronized int begun() {
        return begun;
    }

    private void record(Reading reading, Sample before, long now) {
        Scope scope = reading.scope();
        String id = reading.id();
        reading.levels().forEach((metric, value) -> metrics.record(scope, id, metric, value, "Count"));
        if (before == null) {
            return;
        }
        reading.totals().forEach((metric, total) -> {
            double earlier = before.reading().totals().getOrDefault(metric, 0.0);
            // One that was started again counts from nothing.
            metrics.record(scope, id, metric, total < earlier ? total : total - earlier, "Count");
        });
        double busy = reading.processor().minus(before.reading().processor()).toNanos();
        metrics.record(
                scope,
                id,
                processorMetric,
                Math.min(PERCENT, Math.max(0, PERCENT * busy / (now - before.at()) / processors)),
                "Percent");
    }

    private static String key(Reading reading) {
        return reading.scope() + " " + reading.id();
    }
}
