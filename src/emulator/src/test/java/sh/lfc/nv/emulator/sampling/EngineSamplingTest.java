package sh.lfc.nv.emulator.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.emulator.call.Ids;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.time.EmulatorClock;
import sh.lfc.nv.emulator.time.Scheduler;

class EngineSamplingTest {

    private static final Scope SCOPE = new Scope(Scope.DEFAULT_ACCOUNT, "us-east-1");

    private final EmulatorClock clock = new EmulatorClock();
    private final Scheduler scheduler = new Scheduler(clock);
    private final List<String> recorded = new CopyOnWriteArrayList<>();
    private final List<Reading> engines = new ArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private EngineSampling sampling;

    @BeforeEach
    void start(@TempDir Path folder) {
        clock.freeze();
        sampling = new EngineSampling(
                new Platform(clock, scheduler, new Ids(1), folder),
                () -> {
                    looks.incrementAndGet();
                    return !engines.isEmpty();
                },
                () -> List.copyOf(engines),
                "CPUUtilization",
                2,
                (scope, id, metric, value, unit) -> {
                    if (unit.equals("Count")) {
                        recorded.add(id + " " + metric + " " + value);
                    }
                });
    }

    @AfterEach
    void end() {
        scheduler.close();
    }

    @Test
    void levelsAreToldAsTheyAreAndOfTotalsWhatWasAddedSinceTheLastTime() {
        engine(2, 10);
        sampling.begin();
        clock.advance(Duration.ofMinutes(1));
        engine(3, 14);
        clock.advance(Duration.ofMinutes(1));

        assertThat(recorded).containsExactly("a connections 2.0", "a connections 3.0", "a hits 4.0");
    }

    @Test
    void whatWasStartedAgainCountsFromNothing() {
        engine(1, 10);
        sampling.begin();
        clock.advance(Duration.ofMinutes(1));
        engine(1, 3);
        clock.advance(Duration.ofMinutes(1));

        assertThat(recorded).endsWith("a hits 3.0");
    }

    @Test
    void enginesAreLeftAloneInATimeThatRunsFasterThanTheirs() {
        engine(1, 1);
        sampling.begin();

        clock.advance(Duration.ofHours(1));

        assertThat(looks).hasValueBetween(12, 14);
    }

    @Test
    void nothingIsLookedAtOnceThereIsNoEngineUntilThereIsOneAgain() {
        engine(1, 1);
        sampling.begin();
        clock.advance(Duration.ofMinutes(1));
        engines.clear();
        clock.advance(Duration.ofMinutes(10));
        int looked = looks.get();
        clock.advance(Duration.ofHours(1));
        assertThat(looks).hasValue(looked);

        engine(1, 1);
        sampling.begin();
        clock.advance(Duration.ofMinutes(10));

        assertThat(looks).hasValueGreaterThan(looked);
    }

    private void engine(double connections, double hits) {
        engines.clear();
        engines.add(new Reading(
                SCOPE, "a", Duration.ofSeconds(1), Map.of("connections", connections), Map.of("hits", hits)));
    }
}
