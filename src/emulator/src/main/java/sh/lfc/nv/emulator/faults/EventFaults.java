package sh.lfc.nv.emulator.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import sh.lfc.nv.emulator.time.Scheduler;

/**
 * Sends events of buckets on their way, late, twice or after the next one where a fault will have it so. None is lost.
 * Safe for use by many threads.
 */
public final class EventFaults {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** An event that is held back; whoever comes first lets it go. */
    private final class Held {

        private final Running by;
        private final Runnable delivery;
        private final AtomicBoolean gone = new AtomicBoolean();

        private Held(Running by, Runnable delivery) {
            this.by = by;
            this.delivery = delivery;
        }

        private void release() {
            if (!gone.getAndSet(true)) {
                delivery.run();
            }
        }
    }

    private final InForce faults;
    private final Scheduler scheduler;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    EventFaults(InForce faults, Scheduler scheduler) {
        this.faults = faults;
        this.scheduler = scheduler;
    }

    /** Has an event of a bucket delivered, in another thread. */
    public void send(String bucket, Runnable delivery) {
        if (faults.isEmpty() && held.isEmpty()) {
            scheduler.run(delivery);
            return;
        }
        List<Running> striking = faults.striking(
                        fault -> isAimed(fault, bucket) && !(fault.kind() == Kind.REORDER && held.containsKey(bucket)))
                .toList();
        Duration late = striking.stream()
                .filter(fault -> fault.kind() == Kind.DELAY)
                .map(Running::by)
                .reduce(Duration.ZERO, Duration::plus);
        long times = 1
                + striking.stream()
                        .filter(fault -> fault.kind() == Kind.DUPLICATE)
                        .count();
        striking.stream()
                .filter(fault -> fault.kind() == Kind.REORDER)
                .findFirst()
                .ifPresentOrElse(
                        fault -> hold(bucket, fault, () -> depart(late, times, delivery)),
                        () -> pass(bucket, late, times, delivery));
    }

    private void depart(Duration late, long times, Runnable delivery) {
        for (long i = 0; i < times; i++) {
            scheduler.after(late, delivery);
        }
    }

    private void hold(String bucket, Running fault, Runnable departure) {
        Held event = new Held(fault, departure);
        if (held.putIfAbsent(bucket, event) != null) {
            departure.run();
            return;
        }
        scheduler.after(fault.wanted().by().orElse(PATIENCE), () -> {
            held.remove(bucket, event);
            event.release();
        });
    }

    /** What was held back follows at once on what has passed. */
    private void pass(String bucket, Duration late, long times, Runnable delivery) {
        Held waiting = held.remove(bucket);
        depart(late, times - 1, delivery);
        depart(
                late,
                1,
                waiting == null
                        ? delivery
                        : () -> {
                            try {
                                delivery.run();
                            } finally {
                                waiting.release();
                            }
                        });
    }

    /** Lets go of what a fault holds back. */
    void release(Running fault) {
        held.forEach((bucket, event) -> {
            if (event.by == fault && held.remove(bucket, event)) {
                event.release();
            }
        });
    }

    private static boolean isAimed(Running fault, String bucket) {
        return ((Target.Bucket) fault.wanted().target()).bucket().equals(bucket);
    }
}
