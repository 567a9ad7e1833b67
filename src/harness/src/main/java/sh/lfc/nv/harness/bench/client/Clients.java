package sh.lfc.nv.harness.bench.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import sh.lfc.nv.harness.HarnessException;

/**
 * Several clients of one server at the same time, each a thread with a connection of its own.
 *
 * @param opening how they connect
 */
public record Clients(URI endpoint, Opening opening, int count) {
    private static final int DIGITS = 3;

    /** Clients without encryption. */
    public Clients(URI endpoint, int count) {
        this(endpoint, Opening.plain(endpoint), count);
    }

    /** What a client does over and over again. */
    @FunctionalInterface
    public interface Work {
        void once() throws IOException;
    }

    /** Gives each client its work. */
    @FunctionalInterface
    public interface Job {

        /** @param number of the client, from 0 */
        Work of(ApiClient client, int number) throws IOException;
    }

    /**
     * Lets every client work as fast as it is answered.
     *
     * @return how often a second all of them together were done; what a client began in time counts, and so does the time
     *     that it took
     */
    public double throughput(Duration duration, Job job) throws InterruptedException {
        return each(job, (work, number) -> {
                    var begin = System.nanoTime();
                    var end = begin + duration.toNanos();
                    var now = begin;
                    var done = 0L;
                    while (now < end) {
                        work.once();
                        done++;
                        now = System.nanoTime();
                    }
                    return done * 1e9 / (now - begin);
                })
                .stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /**
     * Lets the clients begin at a fixed rate, whatever the server does: a call that has to wait for a client has begun
     * when it should have, and the wait is part of its time.
     *
     * @return nanoseconds from when each should have begun to its end
     */
    public Histogram latency(double perSecond, Duration duration, Job job) throws InterruptedException {
        var calls = Math.max(1, (long) (perSecond * duration.toNanos() / 1e9));
        var next = new AtomicLong();
        var begin = new AtomicLong();
        var all = new Histogram(DIGITS);
        each(job, (work, number) -> {
                    var own = new Histogram(DIGITS);
                    begin.compareAndSet(0, System.nanoTime());
                    for (var call = next.getAndIncrement(); call < calls; call = next.getAndIncrement()) {
                        var due = begin.get() + (long) (call * 1e9 / perSecond);
                        for (var early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                            LockSupport.parkNanos(early);
                        }
                        work.once();
                        own.recordValue(Math.max(0, System.nanoTime() - due));
                    }
                    return own;
                })
                .forEach(all::add);
        return all;
    }

    /** Lets the clients share a number of pieces of work, each done once. */
    public void share(int pieces, Piece piece) throws InterruptedException {
        var next = new AtomicLong();
        each(
                (client, number) -> () -> {
                    for (var i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
                        piece.of(client, (int) i);
                    }
                },
                (work, number) -> {
                    work.once();
                    return number;
                });
    }

    /** One of a number of pieces of work. */
    @FunctionalInterface
    public interface Piece {
        void of(ApiClient client, int number) throws IOException;
    }

    private interface Loop<T> {
        T run(Work work, int number) throws IOException;
    }

    private <T> List<T> each(Job job, Loop<T> loop) throws InterruptedException {
        var clients = new ArrayList<ApiClient>();
        var threads = Executors.newFixedThreadPool(count, task -> {
            var thread = new Thread(task, "bench-client");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var tasks = new ArrayList<Callable<T>>();
            for (var number = 0; number < count; number++) {
                var client = new ApiClient(endpoint, opening);
                clients.add(client);
                var work = job.of(client, number);
                var own = number;
                tasks.add(() -> loop.run(work, own));
            }
            return results(threads, tasks);
        } catch (IOException e) {
            throw new HarnessException("%s does not answer: %s".formatted(endpoint, e), e);
        } finally {
            threads.shutdownNow();
            for (var client : clients) {
                close(client);
            }
        }
    }

    private <T> List<T> results(ExecutorService threads, List<Callable<T>> tasks) throws InterruptedException {
        var results = new ArrayList<T>();
        try {
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HarnessException refused
                    ? refused
                    : new HarnessException("%s does not answer: %s".formatted(endpoint, e.getCause()), e);
        }
    }

    private static void close(ApiClient client) {
        try {
            client.close();
        } catch (IOException e) {
            // It is of no use any more anyway.
        }
    }
}
