package sh.lfc.nv.emulator.services.logs;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** A log group: its streams, how long it keeps events, its tags. Safe for use by many threads. */
final class LogGroup {

    private final String name;
    private final String arn;
    private final long creationTime;
    private final String logGroupClass;
    private final NavigableMap<String, LogStream> streams = new ConcurrentSkipListMap<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private volatile String kmsKeyId;
    private volatile Integer retentionInDays;

    LogGroup(String name, String arn, long creationTime, String logGroupClass) {
        this.name = name;
        this.arn = arn;
        this.creationTime = creationTime;
        this.logGroupClass = logGroupClass;
    }

    String name() {
        return name;
    }

    /** The ARN without the {@code :*} that stands for the streams. */
    String arn() {
        return arn;
    }

    long creationTime() {
        return creationTime;
    }

    String logGroupClass() {
        return logGroupClass;
    }

    String kmsKeyId() {
        return kmsKeyId;
    }

    void kmsKeyId(String key) {
        kmsKeyId = key;
    }

    Map<String, String> tags() {
        return tags;
    }

    Integer retentionInDays() {
        return retentionInDays;
    }

    /** Keeps events so many days, or for ever when null. */
    void retentionInDays(Integer days) {
        retentionInDays = days;
    }

    long storedBytes() {
        return streams.values().stream().mapToLong(LogStream::storedBytes).sum();
    }

    Collection<LogStream> streams() {
        return streams.values();
    }

    /** The streams whose names begin with a prefix, in the order of the names. */
    NavigableMap<String, LogStream> streams(String prefix) {
        return prefix.isEmpty() ? streams : streams.subMap(prefix, true, prefix + Character.MAX_VALUE, false);
    }

    Optional<LogStream> stream(String stream) {
        return Optional.ofNullable(streams.get(stream));
    }

    /** Makes a stream, unless there is one of this name. */
    boolean create(String stream, long now) {
        return streams.putIfAbsent(stream, new LogStream(stream, now)) == null;
    }

    boolean delete(String stream) {
        return streams.remove(stream) != null;
    }

    long nextSequence() {
        return sequence.incrementAndGet();
    }

    /** The time before which events have expired, in milliseconds since the epoch. */
    long expiry(long now) {
        Integer days = retentionInDays;
        return days == null ? Long.MIN_VALUE : now - Duration.ofDays(days).toMillis();
    }

    /** Forgets what has expired, in all streams. */
    void expire(long now) {
        if (retentionInDays != null) {
            long expiry = expiry(now);
            streams.values().forEach(stream -> stream.expireBefore(expiry));
        }
    }
}
