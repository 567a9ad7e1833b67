package sh.lfc.nv.emulator.services.s3;

import java.time.Instant;
import java.util.List;
import sh.lfc.nv.emulator.services.s3.BucketObjects.Deletion;

/** Applies the lifecycle rules of all buckets: removes what has expired by now, and tells of it. */
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
                bucket.objects().all().values().forEach(history -> expire(bucket, rules, history, now));
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
                    .deleteIfNewest(newest, now, state::newVersionId, state::forget)
                    .ifPresent(deletion -> tell(bucket, deletion, now));
        }
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
