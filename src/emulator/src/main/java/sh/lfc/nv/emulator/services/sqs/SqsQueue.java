package sh.lfc.nv.emulator.services.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.sqs.model.OverLimitException;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;

/**
 * A queue and its messages.
 *
 * <p>A message is either ready or hidden: delayed, or in flight with a receiver. Safe for use by many threads; never
 * holds its lock while it calls another queue.
 */
final class SqsQueue {

    private static final int MAX_IN_FLIGHT = 120_000;
    private static final Duration BETWEEN_PURGES = Duration.ofSeconds(60);
    private static final long SEQUENCE_START = 18_850_000_000_000L;

    /** A message as it was when it was received. */
    record Received(StoredMessage message, String handle, Map<String, String> systemAttributes) {}

    /** How many messages there are in each state. */
    record Depth(long visible, long inFlight, long delayed, Duration age) {}

    private final Scope scope;
    private final String name;
    private final Platform platform;
    private final Instant created;
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private volatile QueueAttributes attributes;
    private volatile Instant modified;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TreeSet<StoredMessage> all = new TreeSet<>(StoredMessage.BY_AGE);
    private final TreeSet<StoredMessage> ready = new TreeSet<>(StoredMessage.BY_AGE);
    private final TreeSet<StoredMessage> hidden = new TreeSet<>(StoredMessage.BY_VISIBILITY);
    private final Map<String, StoredMessage> byId = new HashMap<>();
    private final Deduplication deduplication = new Deduplication();
    private long positions;
    private long receipts;
    private Instant lastPurge = Instant.MIN;
    private boolean deleted;

    SqsQueue(Scope scope, String name, QueueAttributes attributes, Map<String, String> tags, Platform platform) {
        this.scope = scope;
        this.name = name;
        this.attributes = attributes;
        this.tags.putAll(tags);
        this.platform = platform;
        this.created = platform.clock().instant();
        this.modified = created;
    }

    String name() {
        return name;
    }

    Scope scope() {
        return scope;
    }

    String arn() {
        return scope.arn("sqs", name);
    }

    Map<String, String> tags() {
        return tags;
    }

    QueueAttributes attributes() {
        return attributes;
    }

    Instant created() {
        return created;
    }

    Instant modified() {
        return modified;
    }

    void attributes(QueueAttributes changes) {
        attributes = changes;
        modified = platform.clock().instant();
    }

    /** Takes a message that was checked; a FIFO queue answers the earlier one where this is a duplicate. */
    StoredMessage send(OutgoingMessage content) {
        lock.lock();
        try {
            Instant now = platform.clock().instant();
            if (!attributes.fifo()) {
                return add(content, platform.ids().uuid(), null, now, null);
            }
            String deduplicationId = content.deduplicationId() != null
                    ? content.deduplicationId()
                    : Checksums.deduplicationId(content.body());
            String key =
                    attributes.deduplicatesPerGroup() ? content.groupId() + "\n" + deduplicationId : deduplicationId;
            StoredMessage earlier = deduplication.find(key, now);
            if (earlier != null) {
                return earlier;
            }
            StoredMessage message = add(content, platform.ids().uuid(), deduplicationId, now, null);
            deduplication.remember(key, message, now);
            return message;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a message from another queue, with its identifier; a standard queue keeps its age, too. */
    void accept(StoredMessage moved, String deadLetterSource) {
        lock.lock();
        try {
            Instant now = platform.clock().instant();
            StoredMessage message = add(
                    moved.content,
                    moved.id,
                    moved.deduplicationId,
                    attributes.fifo() ? now : moved.sentAt,
                    deadLetterSource);
            if (deadLetterSource != null) {
                message.receiveCount = moved.receiveCount;
                message.firstReceivedAt = moved.firstReceivedAt;
            }
        } finally {
            lock.unlock();
        }
    }

    private StoredMessage add(
            OutgoingMessage content, String id, String deduplicationId, Instant sentAt, String deadLetterSource) {
        long position = positions++;
        String sequence = attributes.fifo() ? SEQUENCE_START + position + "000000" : null;
        StoredMessage message =
                new StoredMessage(id, content, deduplicationId, sequence, sentAt, deadLetterSource, position);
        Duration delay = content.delay() == null ? attributes.delay() : content.delay();
        all.add(message);
        byId.put(id, message);
        if (delay.isZero() || deadLetterSource != null) {
            ready.add(message);
            changed.signalAll();
        } else {
            message.visibleAt = sentAt.plus(delay);
            hidden.add(message);
        }
        return message;
    }

    /**
     * Receives messages, waiting for the first one where none is ready.
     *
     * @param deadLetters where messages go that were received too often, if that queue exists
     */
    List<Received> receive(int most, Duration visibility, Duration wait, Optional<SqsQueue> deadLetters) {
        List<StoredMessage> exhausted = new ArrayList<>();
        List<Received> received = List.of();
        lock.lock();
        try {
            Instant deadline = platform.clock().instant().plus(wait);
            while (true) {
                Instant now = platform.clock().instant();
                received = take(most, visibility, now, deadLetters.isPresent() ? exhausted : null);
                if (!received.isEmpty() || !exhausted.isEmpty() || deleted || !now.isBefore(deadline)) {
                    break;
                }
                Instant wakeUp = hidden.isEmpty() || hidden.first().visibleAt.isAfter(deadline)
                        ? deadline
                        : hidden.first().visibleAt;
                changed.await(Duration.between(now, wakeUp).toMillis() + 1, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        deadLetters.ifPresent(queue -> exhausted.forEach(message -> queue.accept(message, arn())));
        return received;
    }

    private List<Received> take(int most, Duration visibility, Instant now, List<StoredMessage> exhausted) {
        settle(now);
        int maxReceives =
                attributes.redrivePolicy().map(RedrivePolicy::maxReceiveCount).orElse(Integer.MAX_VALUE);
        Set<String> blocked = attributes.fifo() ? groups(hidden) : new HashSet<>();
        List<StoredMessage> taken = new ArrayList<>();
        for (Iterator<StoredMessage> messages = ready.iterator(); messages.hasNext() && taken.size() < most; ) {
            StoredMessage message = messages.next();
            if (blocked.contains(message.content.groupId())) {
                continue;
            }
            if (exhausted != null && message.receiveCount >= maxReceives) {
                messages.remove();
                all.remove(message);
                byId.remove(message.id);
                exhausted.add(message);
                continue;
            }
            messages.remove();
            taken.add(message);
        }
        if (hidden.size() + taken.size() > MAX_IN_FLIGHT) {
            ready.addAll(taken);
            throw OverLimitException.builder()
                    .message("The maximum number of in flight messages is reached: " + MAX_IN_FLIGHT)
                    .build();
        }
        return taken.stream().map(message -> hide(message, visibility, now)).toList();
    }

    private Received hide(StoredMessage message, Duration visibility, Instant now) {
        message.receiveCount++;
        message.receipt = ++receipts;
        if (message.firstReceivedAt == null) {
            message.firstReceivedAt = now;
        }
        message.visibleAt = now.plus(visibility);
        (visibility.isZero() ? ready : hidden).add(message);
        String handle = new ReceiptHandle(arn(), message.id, message.receipt).encode();
        return new Received(message, handle, message.systemAttributes());
    }

    private static Set<String> groups(Set<StoredMessage> messages) {
        Set<String> groups = new HashSet<>();
        messages.forEach(message -> groups.add(message.content.groupId()));
        return groups;
    }

    /** Forgets what is too old and shows what was hidden long enough. */
    private void settle(Instant now) {
        Instant expired = now.minus(attributes.retention());
        while (!all.isEmpty() && !all.first().sentAt.isAfter(expired)) {
            remove(all.first());
        }
        while (!hidden.isEmpty() && !hidden.first().visibleAt.isAfter(now)) {
            ready.add(hidden.pollFirst());
        }
    }

    private void remove(StoredMessage message) {
        all.remove(message);
        ready.remove(message);
        hidden.remove(message);
        byId.remove(message.id);
    }

    /** Deletes a message that was received; a receipt that is no longer the last one deletes nothing. */
    void delete(String receiptHandle) {
        ReceiptHandle handle = ReceiptHandle.decode(receiptHandle, arn());
        lock.lock();
        try {
            settle(platform.clock().instant());
            StoredMessage message = byId.get(handle.messageId());
            if (message == null || message.receipt != handle.receipt()) {
                return;
            }
            if (attributes.fifo() && !hidden.contains(message)) {
                throw SqsErrors.invalid(receiptHandle, "ReceiptHandle", "The receipt handle has expired.");
            }
            remove(message);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void changeVisibility(String receiptHandle, Duration visibility) {
        ReceiptHandle handle = ReceiptHandle.decode(receiptHandle, arn());
        lock.lock();
        try {
            Instant now = platform.clock().instant();
            settle(now);
            StoredMessage message = byId.get(handle.messageId());
            if (message == null || message.receipt != handle.receipt() || !hidden.remove(message)) {
                throw SqsErrors.invalid(
                        receiptHandle,
                        "ReceiptHandle",
                        "Message does not exist or is not available for visibility timeout change.");
            }
            message.visibleAt = now.plus(visibility);
            hidden.add(message);
            settle(now);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the oldest ready message out, to move it elsewhere. */
    Optional<StoredMessage> takeOut() {
        lock.lock();
        try {
            settle(platform.clock().instant());
            if (ready.isEmpty()) {
                return Optional.empty();
            }
            StoredMessage message = ready.first();
            remove(message);
            return Optional.of(message);
        } finally {
            lock.unlock();
        }
    }

    void purge() {
        lock.lock();
        try {
            Instant now = platform.clock().instant();
            if (now.minus(BETWEEN_PURGES).isBefore(lastPurge)) {
                throw PurgeQueueInProgressException.builder()
                        .message("Only one PurgeQueue operation on " + name + " is allowed every 60 seconds.")
                        .build();
            }
            lastPurge = now;
            all.clear();
            ready.clear();
            hidden.clear();
            byId.clear();
        } finally {
            lock.unlock();
        }
    }

    Depth depth() {
        lock.lock();
        try {
            Instant now = platform.clock().instant();
            settle(now);
            long delayed =
                    hidden.stream().filter(message -> message.receiveCount == 0).count();
            Duration age = all.isEmpty() ? Duration.ZERO : Duration.between(all.first().sentAt, now);
            return new Depth(ready.size(), hidden.size() - delayed, delayed, age);
        } finally {
            lock.unlock();
        }
    }

    /** Lets those who wait look again, because time has moved. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the waiting of receivers. */
    void deleted() {
        lock.lock();
        try {
            deleted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
