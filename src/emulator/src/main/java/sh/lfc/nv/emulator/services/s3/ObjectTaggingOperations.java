package sh.lfc.nv.emulator.services.s3;

import java.util.Map;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingResponse;

/** The tags of objects, after PutObjectTagging and its like of the S3 API Reference. */
public final class ObjectTaggingOperations implements AwsService {

    private final S3State state;

    ObjectTaggingOperations(S3State state) {
        this.state = state;
    }

    @Override
    public String sdkPackage() {
        return "s3";
    }

    public GetObjectTaggingResponse getObjectTagging(GetObjectTaggingRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        ObjectVersion version = ObjectReader.find(bucket, request.key(), request.versionId(), "GET");
        return GetObjectTaggingResponse.builder()
                .versionId(bucket.shown(version.versionId()))
                .tagSet(Tags.list(version.tags()))
                .build();
    }

    public PutObjectTaggingResponse putObjectTagging(PutObjectTaggingRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        if (request.tagging() == null) {
            throw Refusals.malformedXml();
        }
        ObjectVersion version = ObjectReader.find(bucket, request.key(), request.versionId(), "PUT");
        bucket.objects().tag(version, Tags.ofObject(request.tagging().tagSet()));
        return PutObjectTaggingResponse.builder()
                .versionId(bucket.shown(version.versionId()))
                .build();
    }

    public DeleteObjectTaggingResponse deleteObjectTagging(DeleteObjectTaggingRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        ObjectVersion version = ObjectReader.find(bucket, request.key(), request.versionId(), "DELETE");
        bucket.objects().tag(version, Map.of());
        return DeleteObjectTaggingResponse.builder()
                .versionId(bucket.shown(version.versionId()))
                .build();
    }
}
