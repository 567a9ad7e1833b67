package sh.lfc.nv.emulator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work when the emulator's clock reaches its time, each piece in a thread of its own pool.
 *
 * <p>Moving the clock never jumps over an event: what becomes due on the way is run in order, at its own time, and the
 * time goes on to the next event when nothing is being worked on any more. While something is, the time runs as usual,
 * so that work that waits for other work gets on.
 *
 * <p>Safe for use by many threads. Work that throws is logged and does not end the scheduler.
 */
public final class Scheduler implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Scheduler.class);
    static final int MAX_WORKERS = 256;
    private static final Duration BUSY = Duration.ofMillis(20);

    /** How long, in real time, one event is waited for before the time is moved on over work that does not end. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Work that waits for its time. */
    public interface Planned {

        /** Has the work not begin any more. */
        void cancel();
    }

    /** @param moved when the work is due once the clock has gone back; given are its own time and how far back */
    private record Task(Instant due, long order, Runnable work, Moved moved) {}

    @FunctionalInterface
    private interface Moved {
        Instant to(Instant due, Duration back);
    }

    private final EmulatorClock clock;
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparing(Task::order));
    private final ExecutorService workers;
    private final Thread ticker;
    private final ThreadLocal<Boolean> worksHere = ThreadLocal.withInitial(() -> false);
    private final ReentrantLock moving = new ReentrantLock(true);
    private int busy;
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
        clock.onChange(this::wake);
        clock.movedBy(new EmulatorClock.Mover() {
            @Override
            public void advance(Duration by) {
                Scheduler.this.advance(by);
            }

            @Override
            public void reset() {
                Scheduler.this.reset();
            }
        });
    }

    /** Runs the work now, in another thread. */
    public void run(Runnable work) {
        after(Duration.ZERO, work);
    }

    /** Runs the work when so much time has passed on the emulator's clock. */
    public Planned after(Duration delay, Runnable work) {
        return plan(clock.instant().plus(delay), work, Instant::minus);
    }

    /** Runs the work once the emulator's clock has reached this time. */
    public Planned at(Instant due, Runnable work) {
        return plan(due, work, (time, back) -> time);
    }

    /** Runs the work at the beginning of each minute, hour or day, in UTC. */
    public Planned onEach(ChronoUnit unit, Runnable work) {
        return recurring(time -> Optional.of(time.truncatedTo(unit).plus(unit.getDuration())), work);
    }

    /**
     * Runs the work again and again, whether the last time has ended or not.
     *
     * @param next the first time after the one that is given at which it is due; empty when it never is again
     */
    public Planned recurring(Function<Instant, Optional<Instant>> next, Runnable work) {
        Recurrence recurrence = new Recurrence(next, work);
        recurrence.plan(clock.instant());
        return recurrence;
    }

    private final class Recurrence implements Planned {

        private final Function<Instant, Optional<Instant>> next;
        private final Runnable work;
        private Planned planned = () -> {};
        private boolean cancelled;

        private Recurrence(Function<Instant, Optional<Instant>> next, Runnable work) {
            this.next = next;
            this.work = work;
        }

        private synchronized void plan(Instant after) {
            if (!cancelled) {
                next.apply(after)
                        .ifPresent(due -> planned = Scheduler.this.plan(due, () -> begin(due), this::afterReset));
            }
        }

        /** A task that has gone back in time is due when it would be if it had been planned then. */
        private Instant afterReset(Instant due, Duration back) {
            return next.apply(clock.instant()).orElse(due);
        }

        private void begin(Instant due) {
            plan(due.isAfter(clock.instant()) ? clock.instant() : due);
            work.run();
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
            planned.cancel();
        }
    }

    private synchronized Planned plan(Instant due, Runnable work, Moved moved) {
        if (closed) {
            return () -> {};
        }
        Task task = new Task(due, order++, work, moved);
        tasks.add(task);
        notifyAll();
        return () -> remove(task.order());
    }

    /** By its number: a reset may have put another task in its place. */
    private synchronized void remove(long number) {
        tasks.removeIf(task -> task.order() == number);
    }

    /**
     * Has another pool's work count as work that the time waits for when it is moved.
     *
     * @param workers what the work is given to, at once or never
     * @throws RejectedExecutionException when the pool takes no more
     */
    public void runIn(Executor workers, Runnable work) {
        begun();
        try {
            workers.execute(() -> {
                worksHere.set(true);
                try {
                    work.run();
                } finally {
                    ended();
                }
            });
        } catch (RejectedExecutionException e) {
            ended();
            throw e;
        }
    }

    private synchronized void begun() {
        busy++;
    }

    private synchronized void ended() {
        busy--;
        if (busy == 0) {
            notifyAll();
        }
    }

    private void advance(Duration by) {
        if (worksHere.get()) {
            throw new IllegalStateException("work that the time waits for cannot move it");
        }
        moving.lock();
        try {
            Instant target = clock.instant().plus(by);
            clock.flow();
            settle();
            while (true) {
                Optional<Instant> next = next(target);
                Instant now = clock.instant();
                if (next.isEmpty() && !now.isBefore(target)) {
                    break;
                }
                Instant to = next.orElse(target);
                if (to.isAfter(now)) {
                    clock.jump(to);
                }
                settle();
            }
            clock.settle(target);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            clock.settle(clock.instant());
        } finally {
            moving.unlock();
        }
    }

    private synchronized Optional<Instant> next(Instant until) {
        return Optional.ofNullable(tasks.peek()).map(Task::due).filter(due -> !closed && !due.isAfter(until));
    }

    /** Returns when nothing is due and nothing is being worked on, or when that takes too long. */
    private synchronized void settle() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!closed && (busy > 0 || isDue(tasks.peek()))) {
            long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (millis <= 0) {
                log.warn("the time is moved on: {} pieces of work have not ended in {}", busy, PATIENCE);
                return;
            }
            wait(millis);
        }
    }

    private boolean isDue(Task task) {
        return task != null && !task.due().isAfter(clock.instant());
    }

    private void reset() {
        moving.lock();
        try {
            Duration back;
            synchronized (this) {
                Instant before = clock.instant();
                clock.follow();
                back = Duration.between(clock.instant(), before);
                List<Task> all = new ArrayList<>(tasks);
                tasks.clear();
                all.forEach(task -> tasks.add(
                        new Task(task.moved().to(task.due(), back), task.order(), task.work(), task.moved())));
                notifyAll();
            }
        } finally {
            moving.unlock();
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    private void tick() {
        try {
            while (true) {
                Task task = take();
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
            runIn(workers, () -> guarded(task.work()));
        } catch (RejectedExecutionException e) {
            after(BUSY, task.work());
        } finally {
            ended();
        }
    }

    /** The next task that is due, which counts as work from here on. */
    private synchronized Task take() throws InterruptedException {
        while (!closed) {
            Task first = tasks.peek();
            if (first == null) {
                wait();
                continue;
            }
            Duration left = clock.until(first.due());
            if (left == null && first.due().isAfter(clock.instant())) {
                wait();
            } else if (left != null && left.compareTo(Duration.ZERO) > 0) {
                wait(left.toMillis(), left.toNanosPart() % 1_000_000);
            } else {
                begun();
                return tasks.poll();
            }
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
