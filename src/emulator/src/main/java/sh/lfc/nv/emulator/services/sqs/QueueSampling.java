package sh.lfc.nv.emulator.services.sqs;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.time.Scheduler.Planned;

/**
 * Measures once a minute how deep queues are, as far as they are active: they hold messages, or were used within the last
 * six hours ("Available CloudWatch metrics for Amazon SQS"). While none is, nothing is planned. Safe for use by many
 * threads.
 */
final class QueueSampling {

    private static final Duration ACTIVE = Duration.ofHours(6);

    private final Platform platform;
    private final QueueMetrics metrics;
    private final Supplier<Collection<SqsQueue>> queues;
    private final Map<SqsQueue, Instant> used = new ConcurrentHashMap<>();
    private volatile Planned planned;

    /** @param queues those that there are */
    QueueSampling(Platform platform, QueueMetrics metrics, Supplier<Collection<SqsQueue>> queues) {
        this.platform = platform;
        this.metrics = metrics;
        this.queues = queues;
    }

    /** Notes that somebody does something with a queue. */
    void uses(SqsQueue queue) {
        used.put(queue, platform.clock().instant());
        if (planned == null) {
            begin();
        }
    }

    private synchronized void begin() {
        if (planned == null) {
            planned = platform.scheduler().onEach(ChronoUnit.MINUTES, this::sample);
        }
    }

    private void sample() {
        Collection<SqsQueue> there = queues.get();
        used.keySet().retainAll(there);
        boolean any = false;
        for (SqsQueue queue : there) {
            SqsQueue.Depth depth = queue.depth();
            if (isActive(queue, depth)) {
                any = true;
                record(queue, depth);
            }
        }
        if (!any) {
            end();
        }
    }

    private synchronized void end() {
        // Somebody may have begun to use one meanwhile.
        if (planned != null && queues.get().stream().noneMatch(queue -> isActive(queue, queue.depth()))) {
            planned.cancel();
            planned = null;
        }
    }

    private boolean isActive(SqsQueue queue, SqsQueue.Depth depth) {
        Instant last = used.get(queue);
        return depth.visible() + depth.inFlight() + depth.delayed() > 0
                || last != null && !last.plus(ACTIVE).isBefore(platform.clock().instant());
    }

    private void record(SqsQueue queue, SqsQueue.Depth depth) {
        record(queue, "ApproximateNumberOfMessagesVisible", depth.visible(), "Count");
        record(queue, "ApproximateNumberOfMessagesNotVisible", depth.inFlight(), "Count");
        record(queue, "ApproximateNumberOfMessagesDelayed", depth.delayed(), "Count");
        record(queue, "ApproximateAgeOfOldestMessage", depth.age().toSeconds(), "Seconds");
    }

    private void record(SqsQueue queue, String metric, double value, String unit) {
        metrics.record(queue.scope(), queue.name(), metric, value, unit);
    }
}
