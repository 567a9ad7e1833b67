package sh.lfc.nv.emulator.services.s3;

import java.time.Instant;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * Something that happened to an object. What does not apply is null.
 *
 * @param version of the document, {@code 2.1} for what callers do and {@code 2.3} for what lifecycle rules do
 * @param name without {@code s3:}, for example {@code ObjectCreated:Put}
 * @param principal who did it
 * @param requester that one's account, or a service
 * @param sourceAddress from where
 * @param destination to which storage class a lifecycle rule has moved it
 */
record ObjectEvent(
        String version,
        String name,
        Instant time,
        String principal,
        String requester,
        String sourceAddress,
        String requestId,
        String key,
        Long size,
        String eTag,
        String versionId,
        String sequencer,
        StorageClass destination) {

    /** The entity tag of nothing, which delete markers have in events. */
    private static final String NOTHING = "d41d8cd98f00b204e9800998ecf8427e";

    private static final String LIFECYCLE = "s3.amazonaws.com";

    static ObjectEvent created(String how, Bucket bucket, ObjectVersion version, Call call) {
        return new ObjectEvent(
                "2.1",
                "ObjectCreated:" + how,
                call.time(),
                principal(call),
                call.scope().account(),
                call.sourceAddress(),
                call.requestId(),
                version.key(),
                version.content().size(),
                version.content().eTag(),
                bucket.shown(version.versionId()),
                version.sequencer(),
                null);
    }

    static ObjectEvent markerCreated(Bucket bucket, ObjectVersion marker, Call call) {
        return new ObjectEvent(
                "2.1",
                "ObjectRemoved:DeleteMarkerCreated",
                call.time(),
                principal(call),
                call.scope().account(),
                call.sourceAddress(),
                call.requestId(),
                marker.key(),
                null,
                NOTHING,
                bucket.shown(marker.versionId()),
                marker.sequencer(),
                null);
    }

    static ObjectEvent removed(Bucket bucket, ObjectVersion version, String sequencer, Call call) {
        return new ObjectEvent(
                "2.1",
                "ObjectRemoved:Delete",
                call.time(),
                principal(call),
                call.scope().account(),
                call.sourceAddress(),
                call.requestId(),
                version.key(),
                null,
                null,
                bucket.shown(version.versionId()),
                sequencer,
                null);
    }

    /** A version that a lifecycle rule removed, or a delete marker that it added. */
    static ObjectEvent expired(
            boolean markerCreated,
            Bucket bucket,
            ObjectVersion version,
            Instant now,
            String requestId,
            String sequencer) {
        return new ObjectEvent(
                "2.3",
                markerCreated ? "LifecycleExpiration:DeleteMarkerCreated" : "LifecycleExpiration:Delete",
                now,
                LIFECYCLE,
                LIFECYCLE,
                LIFECYCLE,
                requestId,
                version.key(),
                null,
                markerCreated ? NOTHING : null,
                bucket.shown(version.versionId()),
                sequencer,
                null);
    }

    /** A version that a lifecycle rule moved to another storage class. */
    static ObjectEvent moved(
            Bucket bucket, ObjectVersion version, StorageClass to, Instant now, String requestId, String sequencer) {
        return new ObjectEvent(
                "2.3",
                "LifecycleTransition",
                now,
                LIFECYCLE,
                LIFECYCLE,
                LIFECYCLE,
                requestId,
                version.key(),
                version.content().size(),
                version.content().eTag(),
                bucket.shown(version.versionId()),
                sequencer,
                to);
    }

    private static String principal(Call call) {
        return "AWS:" + call.principal().userId();
    }
}
