package sh.lfc.nv.emulator.services.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/**
 * The objects of a bucket with all their versions.
 *
 * <p>Readers see each key's versions as they were at one time. Changes are made one after the other: a condition and
 * the change that depends on it are one step, and the order of changes of a key is that of their sequencers.
 */
final class BucketObjects {

    /**
     * What a deletion did.
     *
     * @param removed the version that is gone; null where there was none
     * @param marker the delete marker that was added; null where none was
     */
    record Deletion(ObjectVersion removed, ObjectVersion marker) {}

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final Bucket bucket;
    private final NavigableMap<String, List<ObjectVersion>> versions = new ConcurrentSkipListMap<>(KeyOrder.INSTANCE);
    private boolean closed;
    private long lastSequence;

    BucketObjects(Bucket bucket) {
        this.bucket = bucket;
    }

    /** All versions of all keys, the newest first; to be read only. */
    NavigableMap<String, List<ObjectVersion>> all() {
        return versions;
    }

    /** The versions of a key, the newest first. */
    List<ObjectVersion> of(String key) {
        return versions.getOrDefault(key, List.of());
    }

    /** The newest version, which may be a delete marker. */
    Optional<ObjectVersion> newest(String key) {
        return of(key).stream().findFirst();
    }

    /** The object that a reader without a version gets. */
    Optional<ObjectVersion> current(String key) {
        return newest(key).filter(version -> !version.isDeleteMarker());
    }

    Optional<ObjectVersion> version(String key, String versionId) {
        return of(key).stream()
                .filter(version -> version.versionId().equals(versionId))
                .findFirst();
    }

    /**
     * A version that was added.
     *
     * @param replaced the one whose place it has taken
     */
    private record Added(ObjectVersion version, Optional<ObjectVersion> replaced) {}

    /**
     * Adds a version.
     *
     * @param newId gives the identifier of a version where the bucket has versioning
     * @param replaced is told of the version whose place the new one takes, if there is one; others do not wait for it
     */
    ObjectVersion put(
            String key,
            ObjectContent content,
            Map<String, String> tags,
            WriteCondition condition,
            Instant now,
            Supplier<String> newId,
            Consumer<ObjectVersion> replaced) {
        Added added;
        synchronized (this) {
            checkOpen();
            condition.check(key, current(key));
            String versionId = bucket.versioning() == BucketVersioningStatus.ENABLED ? newId.get() : ObjectVersion.NULL;
            added = add(key, content, tags, versionId, now);
        }
        added.replaced().ifPresent(replaced);
        return added.version();
    }

    private Added add(String key, ObjectContent content, Map<String, String> tags, String versionId, Instant now) {
        ObjectVersion version = new ObjectVersion(
                key, versionId, now.truncatedTo(ChronoUnit.SECONDS), content, tags, nextSequencer(now));
        Optional<ObjectVersion> old = version(key, versionId);
        List<ObjectVersion> history = new ArrayList<>(of(key));
        old.ifPresent(history::remove);
        history.add(0, version);
        versions.put(key, List.copyOf(history));
        return new Added(version, old);
    }

    /**
     * Deletes as a caller without a version does: for good where there is no versioning, else by a delete marker.
     *
     * @param replaced is told of a version that is gone for good
     */
    synchronized Deletion delete(
            String key,
            WriteCondition condition,
            Instant now,
            Supplier<String> newId,
            Consumer<ObjectVersion> replaced) {
        checkOpen();
        condition.check(key, current(key));
        if (bucket.versioning() == null) {
            return remove(key, ObjectVersion.NULL, WriteCondition.NONE, replaced);
        }
        boolean enabled = bucket.versioning() == BucketVersioningStatus.ENABLED;
        String versionId = enabled ? newId.get() : ObjectVersion.NULL;
        Added marker = add(key, null, Map.of(), versionId, now);
        marker.replaced().ifPresent(replaced);
        return new Deletion(null, marker.version());
    }

    /** Deletes one version for good. */
    synchronized Deletion remove(
            String key, String versionId, WriteCondition condition, Consumer<ObjectVersion> removed) {
        Optional<ObjectVersion> found = version(key, versionId);
        condition.check(key, found.filter(version -> !version.isDeleteMarker()));
        if (found.isEmpty()) {
            return new Deletion(null, null);
        }
        List<ObjectVersion> left =
                of(key).stream().filter(version -> version != found.get()).toList();
        if (left.isEmpty()) {
            versions.remove(key);
        } else {
            versions.put(key, left);
        }
        removed.accept(found.get());
        return new Deletion(found.get(), null);
    }

    /** Deletes as a caller without a version does, unless the version given is no longer the newest one. */
    synchronized Optional<Deletion> deleteIfNewest(
            ObjectVersion expected, Instant now, Supplier<String> newId, Consumer<ObjectVersion> replaced) {
        boolean same = newest(expected.key()).filter(expected::equals).isPresent();
        return same ? Optional.of(delete(expected.key(), WriteCondition.NONE, now, newId, replaced)) : Optional.empty();
    }

    /** Deletes a version for good, unless another one has taken its place. */
    synchronized Optional<Deletion> removeIfThere(ObjectVersion expected, Consumer<ObjectVersion> removed) {
        return of(expected.key()).contains(expected)
                ? Optional.of(remove(expected.key(), expected.versionId(), WriteCondition.NONE, removed))
                : Optional.empty();
    }

    /** Gives a version other tags; does nothing when the version is gone. */
    void tag(ObjectVersion tagged, Map<String, String> tags) {
        change(tagged, version -> version.withTags(tags));
    }

    /** Changes what is kept beside a version's data; does nothing when the version is gone. */
    synchronized void change(ObjectVersion changed, UnaryOperator<ObjectVersion> change) {
        versions.computeIfPresent(changed.key(), (key, history) -> history.stream()
                .map(version -> version.versionId().equals(changed.versionId()) ? change.apply(version) : version)
                .toList());
    }

    /** Ends the bucket, after which nothing can be added to it; refused while it holds anything. */
    synchronized boolean close() {
        closed = closed || versions.isEmpty();
        return closed;
    }

    /** The sequencer of an event that adds no version, such as a deletion for good. */
    synchronized String nextSequencer(Instant now) {
        lastSequence = Math.max(lastSequence + 1, now.toEpochMilli() << 16);
        return "00" + HEX.toHexDigits(lastSequence);
    }

    private void checkOpen() {
        if (closed) {
            throw Refusals.noSuchBucket(bucket.name());
        }
    }
}
