package sh.lfc.nv.emulator.services.s3;

import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.PolicyStatus;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;

/** Who may come near a bucket: its policy, the block of public access, ownership of objects. */
public final class BucketAccessOperations implements AwsService {

    private final S3State state;

    BucketAccessOperations(S3State state) {
        this.state = state;
    }

    @Override
    public String sdkPackage() {
        return "s3";
    }

    // Policy

    public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        BucketPolicy policy = BucketPolicy.parse(request.policy(), bucket);
        if (policy.isPublic()
                && PublicAccess.blocks(bucket.settings(), PublicAccessBlockConfiguration::blockPublicPolicy)) {
            throw PublicAccess.policyPrevented(call, bucket);
        }
        bucket.settings().put(policy);
        return PutBucketPolicyResponse.builder().build();
    }

    public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return GetBucketPolicyResponse.builder().policy(policy(bucket).json()).build();
    }

    public GetBucketPolicyStatusResponse getBucketPolicyStatus(GetBucketPolicyStatusRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return GetBucketPolicyStatusResponse.builder()
                .policyStatus(PolicyStatus.builder()
                        .isPublic(policy(bucket).isPublic())
                        .build())
                .build();
    }

    public DeleteBucketPolicyResponse deleteBucketPolicy(DeleteBucketPolicyRequest request, Call call) {
        state.bucket(request.bucket(), request.expectedBucketOwner(), call)
                .settings()
                .remove(BucketPolicy.class);
        return DeleteBucketPolicyResponse.builder().build();
    }

    private static BucketPolicy policy(Bucket bucket) {
        return bucket.settings()
                .get(BucketPolicy.class)
                .orElseThrow(() ->
                        Refusals.missing("NoSuchBucketPolicy", "The bucket policy does not exist", bucket.name()));
    }

    // Public access

    public PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        PublicAccessBlockConfiguration sent = request.publicAccessBlockConfiguration();
        if (sent == null) {
            throw Refusals.malformedXml();
        }
        bucket.settings()
                .put(PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(Boolean.TRUE.equals(sent.blockPublicAcls()))
                        .ignorePublicAcls(Boolean.TRUE.equals(sent.ignorePublicAcls()))
                        .blockPublicPolicy(Boolean.TRUE.equals(sent.blockPublicPolicy()))
                        .restrictPublicBuckets(Boolean.TRUE.equals(sent.restrictPublicBuckets()))
                        .build());
        return PutPublicAccessBlockResponse.builder().build();
    }

    public GetPublicAccessBlockResponse getPublicAccessBlock(GetPublicAccessBlockRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return GetPublicAccessBlockResponse.builder()
                .publicAccessBlockConfiguration(bucket.settings()
                        .get(PublicAccessBlockConfiguration.class)
                        .orElseThrow(() -> Refusals.missing(
                                "NoSuchPublicAccessBlockConfiguration",
                                "The public access block configuration was not found",
                                bucket.name())))
                .build();
    }

    public DeletePublicAccessBlockResponse deletePublicAccessBlock(DeletePublicAccessBlockRequest request, Call call) {
        state.bucket(request.bucket(), request.expectedBucketOwner(), call)
                .settings()
                .remove(PublicAccessBlockConfiguration.class);
        return DeletePublicAccessBlockResponse.builder().build();
    }

    // Ownership of objects

    public PutBucketOwnershipControlsResponse putBucketOwnershipControls(
            PutBucketOwnershipControlsRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        OwnershipControls controls = request.ownershipControls();
        if (controls == null
                || controls.rules().size() != 1
                || controls.rules().get(0).objectOwnership() == null
                || controls.rules().get(0).objectOwnership() == ObjectOwnership.UNKNOWN_TO_SDK_VERSION) {
            throw Refusals.malformedXml();
        }
        bucket.settings().put(controls);
        return PutBucketOwnershipControlsResponse.builder().build();
    }

    public GetBucketOwnershipControlsResponse getBucketOwnershipControls(
            GetBucketOwnershipControlsRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return GetBucketOwnershipControlsResponse.builder()
                .ownershipControls(bucket.settings()
                        .get(OwnershipControls.class)
                        .orElseThrow(() -> Refusals.missing(
                                "OwnershipControlsNotFoundError",
                                "The bucket ownership controls were not found",
                                bucket.name())))
                .build();
    }

    public DeleteBucketOwnershipControlsResponse deleteBucketOwnershipControls(
            DeleteBucketOwnershipControlsRequest request, Call call) {
        state.bucket(request.bucket(), request.expectedBucketOwner(), call)
                .settings()
                .remove(OwnershipControls.class);
        return DeleteBucketOwnershipControlsResponse.builder().build();
    }
}
