package sh.lfc.nv.emulator.services.s3;

import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tagging;

/** Versioning, default encryption and tags of buckets. */
public final class BucketConfigurationOperations implements AwsService {

    private static final ServerSideEncryptionConfiguration DEFAULT_ENCRYPTION =
            ServerSideEncryptionConfiguration.builder()
                    .rules(ServerSideEncryptionRule.builder()
                            .applyServerSideEncryptionByDefault(ServerSideEncryptionByDefault.builder()
                                    .sseAlgorithm(ServerSideEncryption.AES256)
                                    .build())
                            .bucketKeyEnabled(false)
                            .build())
                    .build();

    private final S3State state;

    BucketConfigurationOperations(S3State state) {
        this.state = state;
    }

    @Override
    public String sdkPackage() {
        return "s3";
    }

    // Versioning

    public PutBucketVersioningResponse putBucketVersioning(PutBucketVersioningRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        BucketVersioningStatus status = request.versioningConfiguration() == null
                ? null
                : request.versioningConfiguration().status();
        if (status == null || status == BucketVersioningStatus.UNKNOWN_TO_SDK_VERSION) {
            throw AwsError.badRequest(
                    "IllegalVersioningConfigurationException", "The Versioning element must be specified");
        }
        bucket.versioning(status);
        return PutBucketVersioningResponse.builder().build();
    }

    public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return GetBucketVersioningResponse.builder().status(bucket.versioning()).build();
    }

    // Encryption: a bucket without a configuration of its own has S3's

    public PutBucketEncryptionResponse putBucketEncryption(PutBucketEncryptionRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        ServerSideEncryptionConfiguration sent = request.serverSideEncryptionConfiguration();
        if (sent == null || sent.rules().size() != 1) {
            throw Refusals.malformedXml();
        }
        ServerSideEncryptionRule rule = sent.rules().get(0);
        ServerSideEncryptionByDefault byDefault = rule.applyServerSideEncryptionByDefault();
        if (byDefault != null) {
            if (byDefault.sseAlgorithm() == null
                    || byDefault.sseAlgorithm() == ServerSideEncryption.UNKNOWN_TO_SDK_VERSION) {
                throw Refusals.malformedXml();
            }
            if (byDefault.sseAlgorithm() == ServerSideEncryption.AES256 && byDefault.kmsMasterKeyID() != null) {
                throw Refusals.invalidArgument(
                        "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
                        "ApplyServerSideEncryptionByDefault",
                        "");
            }
        }
        bucket.settings()
                .put(ServerSideEncryptionConfiguration.builder()
                        .rules(rule.toBuilder()
                                .bucketKeyEnabled(Boolean.TRUE.equals(rule.bucketKeyEnabled()))
                                .build())
                        .build());
        return PutBucketEncryptionResponse.builder().build();
    }

    public GetBucketEncryptionResponse getBucketEncryption(GetBucketEncryptionRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return GetBucketEncryptionResponse.builder()
                .serverSideEncryptionConfiguration(bucket.settings()
                        .get(ServerSideEncryptionConfiguration.class)
                        .orElse(DEFAULT_ENCRYPTION))
                .build();
    }

    public DeleteBucketEncryptionResponse deleteBucketEncryption(DeleteBucketEncryptionRequest request, Call call) {
        state.bucket(request.bucket(), request.expectedBucketOwner(), call)
                .settings()
                .remove(ServerSideEncryptionConfiguration.class);
        return DeleteBucketEncryptionResponse.builder().build();
    }

    // Tags

    public PutBucketTaggingResponse putBucketTagging(PutBucketTaggingRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        if (request.tagging() == null) {
            throw Refusals.malformedXml();
        }
        Tags.check(request.tagging().tagSet());
        bucket.settings().put(request.tagging());
        return PutBucketTaggingResponse.builder().build();
    }

    public GetBucketTaggingResponse getBucketTagging(GetBucketTaggingRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return GetBucketTaggingResponse.builder()
                .tagSet(bucket.settings()
                        .get(Tagging.class)
                        .filter(tagging -> !tagging.tagSet().isEmpty())
                        .orElseThrow(() -> Refusals.missing("NoSuchTagSet", "The TagSet does not exist", bucket.name()))
                        .tagSet())
                .build();
    }

    public DeleteBucketTaggingResponse deleteBucketTagging(DeleteBucketTaggingRequest request, Call call) {
        state.bucket(request.bucket(), request.expectedBucketOwner(), call)
                .settings()
                .remove(Tagging.class);
        return DeleteBucketTaggingResponse.builder().build();
    }
}
