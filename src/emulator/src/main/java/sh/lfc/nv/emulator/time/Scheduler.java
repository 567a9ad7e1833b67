package sh.lfc.nv.emulator.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work when the emulator's clock reaches its time, each piece in a thread of its own pool.
 *
 * <p>Safe for use by many threads. Work that throws is logged and does not end the scheduler.
 */
public final class Scheduler implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Scheduler.class);
    static final int MAX_WORKERS = 256;
    private static final Duration BUSY = Duration.ofMillis(20);

    private record Task(Instant due, long order, Runnable work) {}

    private final EmulatorClock clock;
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparing(Task::order));
    private final ExecutorService workers;
    private final Thread ticker;
    private long order;
    private boolean closed;

    public Scheduler(EmulatorClock clock) {
        this.clock = clock;
        AtomicInteger number = new AtomicInteger();
        this.workers = new ThreadPoolExecutor(0, MAX_WORKERS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "emulator-work-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.ticker = new Thread(this::tick, "emulator-scheduler");
        ticker.setDaemon(true);
        ticker.start();
        clock.onAdvance(this::wake);
    }

    /** Runs the work now, in another thread. */
    public void run(Runnable work) {
        after(Duration.ZERO, work);
    }

    /** Runs the work when so much time has passed on the emulator's clock. */
    public void after(Duration delay, Runnable work) {
        at(clock.instant().plus(delay), work);
    }

    /** Runs the work once the emulator's clock has reached this time. */
    public synchronized void at(Instant due, Runnable work) {
        if (!closed) {
            tasks.add(new Task(due, order++, work));
            notifyAll();
        }
    }

    /** Runs the work again and again, each time so long after the last one ended. */
    public void every(Duration pause, Runnable work) {
        after(pause, () -> {
            guarded(work);
            every(pause, work);
        });
    }

    private synchronized void wake() {
        notifyAll();
    }

    private void tick() {
        try {
            while (true) {
                Task task = next();
                if (task == null) {
                    return;
                }
                start(task);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When all workers are busy, the task waits for the first that is not. */
    private void start(Task task) {
        try {
            workers.execute(() -> guarded(task.work()));
        } catch (RejectedExecutionException e) {
            at(clock.instant().plus(BUSY), task.work());
        }
    }

    private synchronized Task next() throws InterruptedException {
        while (!closed) {
            Task first = tasks.peek();
            if (first == null) {
                wait();
                continue;
            }
            long millis = Duration.between(clock.instant(), first.due()).toMillis();
            if (millis <= 0) {
                return tasks.poll();
            }
            wait(millis);
        }
        return null;
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            if (!workers.isShutdown()) {
                log.error("scheduled work failed", e);
            }
        }
    }

    /** Drops what is not yet due and interrupts what runs. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            tasks.clear();
            notifyAll();
        }
        workers.shutdownNow();
    }
}
