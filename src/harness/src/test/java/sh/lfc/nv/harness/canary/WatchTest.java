package sh.lfc.nv.harness.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.plugin.event.Status;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.canary.run.Outcome;
import sh.lfc.nv.canary.run.ScenarioResult;
import sh.lfc.nv.canary.system.Patience;

class WatchTest {
    private static final Duration TIME = Duration.ofMillis(5);

    @TempDir
    Path folder;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void beginAnew() {
        Patience.set(1);
    }

    @Test
    void aRunIsKeptInTheHistoryAndOnThePage() {
        assertThat(watch(() -> outcome(false)).once()).isFalse();

        assertThat(new History(folder.resolve("history.jsonl")).runs())
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.failure()).isEqualTo("list: A list: it is empty");
                    assertThat(run.requestId()).isEqualTo("QwE1x==");
                });
        assertThat(folder.resolve("status.html")).content().contains("list: A list: it is empty");
        assertThat(lines).singleElement().asString().startsWith("Failed at ").contains("list: A list: it is empty");
    }

    @Test
    void runsFollowEachOtherUntilTheEndWhichWaitsForTheLastOne() throws Exception {
        var begun = new AtomicInteger();
        var third = new CountDownLatch(3);
        var finished = new AtomicInteger();
        var watch = watch(() -> {
            begun.incrementAndGet();
            third.countDown();
            if (begun.get() == 3) {
                // As a run does that is told that all patience is over.
                while (!Patience.isOver()) {
                    Thread.onSpinWait();
                }
            }
            finished.incrementAndGet();
            return outcome(true);
        });
        var thread = Executors.newSingleThreadExecutor();
        try {
            var passed = thread.submit(() -> watch.every(Duration.ofMillis(20)));
            assertThat(third.await(30, TimeUnit.SECONDS)).isTrue();

            watch.end();

            assertThat(passed.isDone() || passed.get(10, TimeUnit.SECONDS) != null)
                    .isTrue();
            assertThat(finished).hasValue(3);
            assertThat(new History(folder.resolve("history.jsonl")).runs()).hasSize(2);
        } finally {
            thread.shutdownNow();
        }
    }

    private Watch watch(Supplier<Outcome> canary) {
        return new Watch(URI.create("https://nv-demo.nv.lfc.sh"), canary, folder, Optional.empty(), lines::add);
    }

    private static Outcome outcome(boolean passed) {
        return new Outcome(
                List.of(new ScenarioResult(
                        "list",
                        "A list",
                        passed ? Status.PASSED : Status.FAILED,
                        TIME,
                        passed ? Optional.empty() : Optional.of("it is empty"),
                        passed ? Optional.empty() : Optional.of("QwE1x=="))),
                TIME,
                Optional.of(TIME));
    }
}
