package sh.lfc.nv.emulator.services.s3;

import java.util.ArrayList;
import java.util.List;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.services.s3.BucketObjects.Deletion;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deleting objects, after DeleteObject and DeleteObjects of the S3 API Reference. */
public final class ObjectDeletionOperations implements AwsService {

    private static final int MAX_OBJECTS = 1000;

    private final S3State state;
    private final DeletionPermission permission;

    ObjectDeletionOperations(S3State state, DeletionPermission permission) {
        this.state = state;
        this.permission = permission;
    }

    @Override
    public String sdkPackage() {
        return "s3";
    }

    public DeleteObjectResponse deleteObject(DeleteObjectRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        WriteCondition condition = new WriteCondition(request.ifMatch(), null);
        Deletion deletion = delete(bucket, request.key(), request.versionId(), condition, call);
        ObjectVersion marker = deletion.marker();
        boolean isMarker = marker != null
                || deletion.removed() != null && deletion.removed().isDeleteMarker();
        return DeleteObjectResponse.builder()
                .deleteMarker(isMarker ? true : null)
                .versionId(marker != null ? marker.versionId() : request.versionId())
                .build();
    }

    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        if (request.delete() == null
                || request.delete().objects().isEmpty()
                || request.delete().objects().size() > MAX_OBJECTS) {
            throw Refusals.malformedXml();
        }
        List<DeletedObject> deleted = new ArrayList<>();
        List<S3Error> errors = new ArrayList<>();
        for (ObjectIdentifier object : request.delete().objects()) {
            try {
                permission.require(
                        DeleteObjectRequest.builder()
                                .bucket(request.bucket())
                                .key(object.key())
                                .versionId(object.versionId())
                                .build(),
                        call);
                deleted.add(deleted(object, bucket, call));
            } catch (AwsError refused) {
                errors.add(S3Error.builder()
                        .key(object.key())
                        .versionId(object.versionId())
                        .code(refused.code())
                        .message(refused.getMessage())
                        .build());
            }
        }
        boolean quiet = Boolean.TRUE.equals(request.delete().quiet());
        return DeleteObjectsResponse.builder()
                .deleted(quiet ? null : deleted)
                .errors(errors.isEmpty() ? null : errors)
                .build();
    }

    private DeletedObject deleted(ObjectIdentifier object, Bucket bucket, Call call) {
        WriteCondition condition = new WriteCondition(object.eTag(), null);
        Deletion deletion = delete(bucket, object.key(), object.versionId(), condition, call);
        DeletedObject.Builder answer = DeletedObject.builder().key(object.key()).versionId(object.versionId());
        if (deletion.marker() != null) {
            answer.deleteMarker(true).deleteMarkerVersionId(deletion.marker().versionId());
        } else if (deletion.removed() != null && deletion.removed().isDeleteMarker()) {
            answer.deleteMarker(true).deleteMarkerVersionId(deletion.removed().versionId());
        }
        return answer.build();
    }

    private Deletion delete(Bucket bucket, String key, String versionId, WriteCondition condition, Call call) {
        S3State.checkKey(key);
        Deletion deletion;
        if (versionId == null) {
            deletion = bucket.objects().delete(key, condition, state.now(), state::newVersionId, state::forget);
        } else {
            ObjectReader.checkVersionId(versionId);
            deletion = bucket.objects().remove(key, versionId, condition, state::forget);
        }
        state.notifications().deleted(bucket, deletion, call);
        return deletion;
    }
}
