package sh.lfc.nv.emulator.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
    private final AtomicLong machine = new AtomicLong();
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
                },
                machine::get);
    }

    @AfterEach
    void end() {
        scheduler.close();
    }

    @Test
    void levelsAreToldAsTheyAreAndOfTotalsWhatWasAddedSinceTheLastTime() {
        engine(2, 10);
        sampling.begin();
        minutePasses();
        engine(3, 14);
        minutePasses();

        assertThat(recorded).containsExactly("a connections 2.0", "a connections 3.0", "a hits 4.0");
    }

    @Test
    void whatWasStartedAgainCountsFromNothing() {
        engine(1, 10);
        sampling.begin();
        minutePasses();
        engine(1, 3);
        minutePasses();

        assertThat(recorded).endsWith("a hits 3.0");
    }

    @Test
    void enginesAreLeftAloneInATimeThatRunsFasterThanTheirs() {
        engine(1, 1);
        sampling.begin();

        clock.advance(Duration.ofDays(1));

        assertThat(looks).hasValue(1);
    }

    @Test
    void everyFifthMinuteEnginesAreAskedAgainInSuchATime() {
        engine(1, 1);
        sampling.begin();

        for (int minute = 0; minute < 60; minute++) {
            machine.addAndGet(Duration.ofSeconds(1).toNanos());
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(looks).hasValueBetween(12, 14);
    }

    @Test
    void nothingIsLookedAtOnceThereIsNoEngineUntilThereIsOneAgain() {
        engine(1, 1);
        sampling.begin();
        minutePasses();
        engines.clear();
        minutePasses();
        int looked = looks.get();
        minutePasses();
        assertThat(looks).hasValue(looked);

        engine(1, 1);
        sampling.begin();
        minutePasses();

        assertThat(looks).hasValue(looked + 1);
    }

    /** On the machine as for the emulator. */
    private void minutePasses() {
        machine.addAndGet(Duration.ofMinutes(1).toNanos());
        clock.advance(Duration.ofMinutes(1));
    }

    private void engine(double connections, double hits) {
        engines.clear();
        engines.add(new Reading(
                SCOPE, "a", Duration.ofSeconds(1), Map.of("connections", connections), Map.of("hits", hits)));
    }
}
