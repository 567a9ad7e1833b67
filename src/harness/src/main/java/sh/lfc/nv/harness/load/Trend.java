package sh.lfc.nv.harness.load;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How runs of one kind developed.
 *
 * @param runs the newest last
 */
record Trend(List<Summary> runs) {
    private static final int SHOWN = 30;

    /** What is looked at in each run. */
    enum Measure {
        P50("p50", "ms", run -> run.all().p50(), 1, true),
        P95("p95", "ms", run -> run.all().p95(), 1, true),
        P99("p99", "ms", run -> run.all().p99(), 1, true),
        THROUGHPUT("answered", "/s", run -> run.all().perSecond(), 0.1, false),
        ERRORS("failed", "%", run -> run.all().failedPercent(), 0.01, true);

        private final String title;
        private final String unit;
        private final ToDoubleFunction<Summary> value;
        private final double resolution;
        private final boolean lessIsBetter;

        Measure(String title, String unit, ToDoubleFunction<Summary> value, double resolution, boolean lessIsBetter) {
            this.title = title;
            this.unit = unit;
            this.value = value;
            this.resolution = resolution;
            this.lessIsBetter = lessIsBetter;
        }

        String title() {
            return title;
        }

        String unit() {
            return unit;
        }

        double of(Summary run) {
            return value.applyAsDouble(run);
        }
    }

    /** The last runs of the kind of the newest one. */
    static Trend of(List<Summary> all) {
        var kind = all.get(all.size() - 1).kind();
        var same = all.stream().filter(run -> run.kind().equals(kind)).toList();
        return new Trend(same.subList(Math.max(0, same.size() - SHOWN), same.size()));
    }

    /** The band of a measure by all runs but the newest; empty when those are too few. */
    Optional<NoiseBand> band(Measure measure) {
        var before = runs.subList(0, runs.size() - 1).stream().map(measure::of).toList();
        return before.size() < NoiseBand.LEAST
                ? Optional.empty()
                : Optional.of(NoiseBand.of(before, measure.resolution));
    }

    /** Whether the newest run is worse than chance explains. */
    boolean regressed(Measure measure) {
        var newest = measure.of(runs.get(runs.size() - 1));
        return band(measure)
                .filter(band -> measure.lessIsBetter ? band.above(newest) : band.below(newest))
                .isPresent();
    }

    /** What is worse than chance explains, a sentence each. */
    List<String> regressions() {
        return Stream.of(Measure.values())
                .filter(this::regressed)
                .map(measure -> {
                    var band = band(measure).orElseThrow();
                    return "%s is %.2f %s, usually %.2f ± %.2f"
                            .formatted(
                                    measure.title(),
                                    measure.of(runs.get(runs.size() - 1)),
                                    measure.unit(),
                                    band.middle(),
                                    band.spread());
                })
                .toList();
    }
}
