package sh.lfc.nv.emulator.services.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import sh.lfc.nv.emulator.services.s3.BucketObjects.Deletion;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Applies the lifecycle rules of all buckets: removes what has expired by now, moves what is to
 * lie elsewhere, and tells of it. */
final class LifecycleSweep {

    private final S3State state;

    LifecycleSweep(S3State state) {
        this.state = state;
    }

    void run() {
        Instant now = state.now();
        for (Bucket bucket : state.buckets().all()) {
            LifecycleRules rules = LifecycleRules.of(bucket);
            if (!rules.rules().isEmpty()) {
                TransitionRules transitions = TransitionRules.of(bucket, rules);
                bucket.objects().all().values().forEach(history -> expire(bucket, rules, history, now));
                if (transitions.isAny()) {
                    bucket.objects().all().values().forEach(history -> move(bucket, transitions, history, now));
                }
                abandonUploads(bucket, rules, now);
            }
        }
    }

    private void expire(Bucket bucket, LifecycleRules rules, List<ObjectVersion> history, Instant now) {
        for (int i = history.size() - 1; i >= 1; i--) {
            ObjectVersion version = history.get(i);
            Instant since = history.get(i - 1).lastModified();
            if (rules.noncurrentExpired(version, since, i - 1, now)) {
                remove(bucket, version, now);
            }
        }
        ObjectVersion newest = history.get(0);
        boolean due = rules.expiry(newest)
                .filter(expiry -> !now.isBefore(expiry.time()))
                .isPresent();
        if (newest.isDeleteMarker()) {
            boolean lone = bucket.objects().of(newest.key()).size() == 1;
            if (lone && (due || rules.removesLoneMarker(newest))) {
                remove(bucket, newest, now);
            }
        } else if (due) {
            bucket.objects()
                    .deleteIfNewest(newest, now.truncatedTo(ChronoUnit.DAYS), state::newVersionId, state::forget)
                    .ifPresent(deletion -> tell(bucket, deletion, now));
        }
    }

    private void move(Bucket bucket, TransitionRules rules, List<ObjectVersion> history, Instant now) {
        rules.current(history.get(0), now).ifPresent(to -> move(bucket, history.get(0), to, now));
        for (int i = 1; i < history.size(); i++) {
            ObjectVersion version = history.get(i);
            rules.noncurrent(version, history.get(i - 1).lastModified(), i - 1, now)
                    .ifPresent(to -> move(bucket, version, to, now));
        }
    }

    private void move(Bucket bucket, ObjectVersion version, StorageClass to, Instant now) {
        bucket.objects().change(version, current -> current.withStorageClass(to));
        state.notifications().moved(bucket, version, to, now);
    }

    private void remove(Bucket bucket, ObjectVersion version, Instant now) {
        bucket.objects().removeIfThere(version, state::forget).ifPresent(deletion -> tell(bucket, deletion, now));
    }

    private void tell(Bucket bucket, Deletion deletion, Instant now) {
        state.notifications().expired(bucket, deletion, now);
    }

    private void abandonUploads(Bucket bucket, LifecycleRules rules, Instant now) {
        for (MultipartUpload upload : bucket.uploads().all()) {
            if (rules.abandons(upload, now)) {
                bucket.uploads().remove(upload);
                upload.end().forEach(state.bodies()::delete);
            }
        }
    }
}
