package sh.lfc.nv.emulator.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes due when the clock is moved, and when. */
class MovedTimeTest {

    private static final Instant BEGIN = Instant.parse("2026-01-31T11:30:00Z");
    private static final Duration MOMENT = Duration.ofSeconds(20);

    private final EmulatorClock clock = new EmulatorClock(
            Clock.offset(Clock.systemUTC(), Duration.between(Clock.systemUTC().instant(), BEGIN)));
    private final Scheduler scheduler = new Scheduler(clock);
    private final List<Instant> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        scheduler.close();
    }

    private void see() {
        seen.add(clock.instant());
    }

    private static Optional<Instant> nextNoon(Instant after) {
        Instant noon = after.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12));
        return Optional.of(noon.isAfter(after) ? noon : noon.plus(Duration.ofDays(1)));
    }

    @Test
    void everythingOnTheWayIsDoneAtItsOwnTime() {
        scheduler.recurring(MovedTimeTest::nextNoon, this::see);

        clock.advance(Duration.ofDays(31));

        assertThat(seen).hasSize(31);
        assertThat(seen.get(30)).isBetween("2026-03-02T12:00:00Z", "2026-03-02T12:00:20Z");
        assertThat(seen.get(0)).isBetween("2026-01-31T12:00:00Z", "2026-01-31T12:00:20Z");
    }

    @Test
    void workInTheFutureOrdersItselfByTimeNotByHowItWasPlanned() {
        List<String> order = new CopyOnWriteArrayList<>();
        scheduler.at(BEGIN.plus(Duration.ofDays(2)), () -> order.add("second"));
        scheduler.after(Duration.ofDays(3), () -> order.add("third"));
        scheduler.after(Duration.ofDays(1), () -> {
            order.add("first");
            scheduler.after(Duration.ofHours(30), () -> order.add("planned on the way"));
        });

        clock.advance(Duration.ofDays(4));

        assertThat(order).containsExactly("first", "second", "planned on the way", "third");
    }

    @Test
    void whatIsNotYetDueIsNotDone() {
        scheduler.at(BEGIN.plus(Duration.ofDays(2)), this::see);

        clock.advance(Duration.ofDays(1));

        assertThat(seen).isEmpty();
    }

    @Test
    void theTimeWaitsForTheWorkOfOtherPools() {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            scheduler.after(
                    Duration.ofHours(1),
                    () -> scheduler.runIn(pool, () -> {
                        sleep(100);
                        see();
                    }));
            scheduler.after(Duration.ofHours(2), this::see);

            clock.advance(Duration.ofHours(3));
        } finally {
            pool.shutdown();
        }

        assertThat(seen).hasSize(2);
        assertThat(Duration.between(seen.get(0), seen.get(1))).isGreaterThan(Duration.ofMinutes(59));
        assertThat(clock.instant())
                .isBetween(
                        BEGIN.plus(Duration.ofHours(3)),
                        BEGIN.plus(Duration.ofHours(3)).plus(MOMENT));
    }

    /** A canary waits for what a function does a moment later. */
    @Test
    void workThatWaitsForLaterWorkGetsOn() {
        CountDownLatch later = new CountDownLatch(1);
        scheduler.after(Duration.ofHours(1), () -> {
            scheduler.after(Duration.ofMillis(50), later::countDown);
            if (await(later)) {
                see();
            }
        });

        clock.advance(Duration.ofHours(2));

        assertThat(seen).singleElement().satisfies(time -> assertThat(time)
                .isBetween(
                        BEGIN.plus(Duration.ofHours(1)),
                        BEGIN.plus(Duration.ofHours(1)).plus(MOMENT)));
    }

    @Test
    void workCannotMoveTheTimeThatWaitsForIt() {
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        scheduler.after(Duration.ofHours(1), () -> {
            try {
                clock.advance(Duration.ofHours(1));
            } catch (IllegalStateException e) {
                thrown.add(e);
            }
        });

        clock.advance(Duration.ofHours(2));

        assertThat(thrown).hasSize(1);
    }

    @Test
    void aFrozenClockStandsAndCanBeMoved() {
        clock.freeze();
        Instant frozen = clock.instant();
        scheduler.after(Duration.ofHours(1), () -> {
            sleep(30);
            see();
        });
        sleep(20);
        assertThat(clock.instant()).isEqualTo(frozen);

        clock.advance(Duration.ofHours(1));

        assertThat(clock.instant()).isEqualTo(frozen.plus(Duration.ofHours(1)));
        assertThat(seen).hasSize(1);
        assertThat(clock.setting().frozen()).isTrue();
    }

    @Test
    void aFasterClockRunsWhatIsDueSooner() throws InterruptedException {
        CountDownLatch twice = new CountDownLatch(2);
        scheduler.recurring(time -> Optional.of(time.plus(Duration.ofHours(1))), twice::countDown);

        clock.rate(EmulatorClock.MAX_RATE);

        assertThat(twice.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(clock.instant()).isAfter(BEGIN.plus(Duration.ofHours(2)));
    }

    @Test
    void afterAResetWhatRecursIsDueAsIfNothingHadBeen() throws InterruptedException {
        CountDownLatch soon = new CountDownLatch(1);
        scheduler.recurring(MovedTimeTest::nextNoon, this::see);
        clock.advance(Duration.ofDays(10));
        scheduler.after(Duration.ofMillis(100), soon::countDown);
        clock.advance(Duration.ZERO);
        seen.clear();

        clock.reset();

        assertThat(clock.setting().moved()).isFalse();
        assertThat(clock.instant()).isBetween(BEGIN, BEGIN.plus(MOMENT));
        assertThat(soon.await(20, TimeUnit.SECONDS)).isTrue();
        clock.advance(Duration.ofHours(1));
        assertThat(seen).hasSize(1);
        assertThat(clock.setting().moved()).isTrue();
    }

    @Test
    void whatWasCancelledIsNotDone() {
        Scheduler.Planned once = scheduler.after(Duration.ofHours(1), this::see);
        Scheduler.Planned often = scheduler.recurring(MovedTimeTest::nextNoon, this::see);
        once.cancel();
        often.cancel();

        clock.advance(Duration.ofDays(2));

        assertThat(seen).isEmpty();
    }

    @Test
    void whatWasPlannedBeforeAResetCanBeCancelledAfterIt() {
        Scheduler.Planned once = scheduler.after(Duration.ofHours(1), this::see);
        Scheduler.Planned often = scheduler.recurring(MovedTimeTest::nextNoon, this::see);
        clock.advance(Duration.ofMinutes(10));
        clock.reset();

        once.cancel();
        often.cancel();
        clock.advance(Duration.ofDays(2));

        assertThat(seen).isEmpty();
    }

    /** As after a machine has slept: who waits for a time does not see that it has passed meanwhile. */
    @Test
    void whatBecameDueWhileTheMachineSleptIsDoneWhenTheTimeIsMoved() {
        SetClock machine = new SetClock(BEGIN);
        EmulatorClock slept = new EmulatorClock(machine);
        try (Scheduler sleeping = new Scheduler(slept)) {
            sleeping.after(Duration.ofHours(1), () -> seen.add(slept.instant()));
            sleep(100);
            machine.pass(Duration.ofHours(2));

            slept.advance(Duration.ZERO);

            assertThat(seen).hasSize(1);
        }
    }

    @Test
    void timesOfTheSystemAreTimesOfBeforeOrAfterAMove() {
        SetClock system = new SetClock(BEGIN);
        EmulatorClock moved = new EmulatorClock(system);
        system.pass(Duration.ofSeconds(10));
        moved.advance(Duration.ofDays(1));
        system.pass(Duration.ofSeconds(10));

        assertThat(moved.when(BEGIN.plusSeconds(5))).isEqualTo(BEGIN.plusSeconds(5));
        assertThat(moved.when(BEGIN.plusSeconds(15)))
                .isEqualTo(BEGIN.plusSeconds(15).plus(Duration.ofDays(1)));
        assertThat(moved.when(BEGIN.plusSeconds(30)))
                .isEqualTo(BEGIN.plusSeconds(30).plus(Duration.ofDays(1)));
    }

    @Test
    void timeDoesNotGoBackNorAnyFaster() {
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("forward only");
        assertThatThrownBy(() -> clock.rate(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.rate(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
