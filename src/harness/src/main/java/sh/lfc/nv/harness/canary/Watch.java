package sh.lfc.nv.harness.canary;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import sh.lfc.nv.canary.run.Outcome;
import sh.lfc.nv.canary.system.Patience;

/**
 * Runs a canary and keeps what came of it: in the history, on the status page, in CloudWatch.
 *
 * <p>One thread runs; another one may end it.
 */
public final class Watch {
    /** Time for a run to take its files away. */
    private static final Duration TIDY = Duration.ofSeconds(20);

    private final URI service;
    private final Supplier<Outcome> canary;
    private final Path folder;
    private final History history;
    private final Optional<RunMetrics> metrics;
    private final Consumer<String> out;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * @param canary runs it once, and leaves its reports in the folder, which it makes
     * @param folder where the history and the page are kept beside the reports
     * @param metrics empty when they cannot be published
     * @param out is told, line by line
     */
    public Watch(
            URI service, Supplier<Outcome> canary, Path folder, Optional<RunMetrics> metrics, Consumer<String> out) {
        this.service = service;
        this.canary = canary;
        this.folder = folder;
        this.history = new History(folder.resolve("history.jsonl"));
        this.metrics = metrics;
        this.out = out;
    }

    /** Runs once; answers whether it passed. */
    public boolean once() {
        var begin = Instant.now();
        var outcome = canary.get();
        if (isEnding()) {
            return false;
        }
        var run = RunRecord.of(begin, outcome);
        var page = folder.resolve("status.html");
        new StatusPage(service, history.add(run)).write(page);
        metrics.flatMap(publisher -> publisher.publish(run)).ifPresent(out);
        out.accept("%s at %s: %s; status page: %s"
                .formatted(
                        run.passed() ? "Passed" : "Failed",
                        run.time(),
                        run.passed() ? "all is well" : run.failure(),
                        page));
        return run.passed();
    }

    /**
     * Runs again and again until it is ended; the time is from one beginning to the next, and a run that takes longer
     * delays the next one.
     *
     * @return whether the last run passed
     */
    public boolean every(Duration pause) throws InterruptedException {
        try {
            var passed = true;
            while (!isEnding()) {
                var next = System.nanoTime() + pause.toNanos();
                passed = once();
                ending.await(next - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            return passed;
        } finally {
            ended.countDown();
        }
    }

    /** Ends it, and waits for a run that has begun to clean up; what came of that run is not kept. */
    public void end() {
        ending.countDown();
        Patience.end();
        try {
            ended.await(TIDY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isEnding() {
        return ending.getCount() == 0;
    }
}
