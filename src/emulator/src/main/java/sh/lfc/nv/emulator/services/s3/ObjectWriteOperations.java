package sh.lfc.nv.emulator.services.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** Writing objects in one piece, after PutObject and CopyObject of the S3 API Reference. */
public final class ObjectWriteOperations implements AwsService {

    private static final ChecksumKind DEFAULT_CHECKSUM = ChecksumKind.CRC64NVME;

    private final S3State state;

    ObjectWriteOperations(S3State state) {
        this.state = state;
    }

    @Override
    public String sdkPackage() {
        return "s3";
    }

    public PutObjectResponse putObject(PutObjectRequest request, Call call) throws IOException {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        S3State.checkKey(request.key());
        refuseCustomerKeys(request.sseCustomerAlgorithm());
        AccessControlLists.refuseUnlessTaken(bucket, request.aclAsString(), request.key(), call);
        WriteCondition condition = new WriteCondition(request.ifMatch(), request.ifNoneMatch());
        Encryption encryption = Encryption.of(
                bucket, request.serverSideEncryption(), request.ssekmsKeyId(), request.bucketKeyEnabled());
        ObjectHeaders headers = ObjectHeaders.of(request, encryption);
        Map<String, String> tags = Tags.ofHeader(request.tagging());
        UploadChecks checks = UploadChecks.of(request, request.contentMD5(), call);
        condition.check(request.key(), bucket.objects().current(request.key()));

        ChecksumKind kept = checks.kind() == null ? DEFAULT_CHECKSUM : checks.kind();
        StoredBody body = state.bodies().receive(call.body(), checks.kinds(kept));
        ObjectVersion version;
        try {
            checks.verify(body, call);
            version = put(bucket, request.key(), ObjectContent.of(body, kept, headers), tags, condition);
        } catch (RuntimeException e) {
            state.bodies().delete(body.file());
            throw e;
        }
        state.notifications().created("Put", bucket, version, call);
        return version.content()
                .checksum()
                .into(PutObjectResponse.builder())
                .eTag(version.content().quotedETag())
                .versionId(bucket.shown(version.versionId()))
                .serverSideEncryption(encryption.algorithm())
                .ssekmsKeyId(encryption.kmsKeyId())
                .bucketKeyEnabled(encryption.bucketKey())
                .expiration(LifecycleRules.of(bucket).expirationHeader(version))
                .build();
    }

    private ObjectVersion put(
            Bucket bucket, String key, ObjectContent content, Map<String, String> tags, WriteCondition condition) {
        return bucket.objects().put(key, content, tags, condition, state.now(), state::newVersionId, state::forget);
    }

    public CopyObjectResponse copyObject(CopyObjectRequest request, Call call) throws IOException {
        return BodyStreams.stable(() -> copy(request, call));
    }

    private CopyObjectResponse copy(CopyObjectRequest request, Call call) throws IOException {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        S3State.checkKey(request.key());
        refuseCustomerKeys(request.sseCustomerAlgorithm());
        AccessControlLists.refuseUnlessTaken(bucket, request.aclAsString(), request.key(), call);
        CopySource source = CopySource.parse(request.copySource());
        Bucket from = state.bucket(source.bucket(), request.expectedSourceBucketOwner(), call);
        ObjectVersion original = ObjectReader.find(from, source.key(), source.versionId(), "GET");
        ReadCondition.of(request).checkSource(original);
        ObjectReader.requireReadable(original);
        if (original.content().size() > UploadChecks.MAX_BYTES) {
            throw Refusals.invalidRequest("The specified copy source is larger than the maximum allowable size for a"
                    + " copy source: " + UploadChecks.MAX_BYTES);
        }
        refuseUnchanged(request, source);
        Encryption encryption = Encryption.of(
                bucket, request.serverSideEncryption(), request.ssekmsKeyId(), request.bucketKeyEnabled());
        ObjectHeaders headers = request.metadataDirective() == MetadataDirective.REPLACE
                ? ObjectHeaders.of(request, encryption)
                : original.content().headers().copied(request, encryption);
        Map<String, String> tags = request.taggingDirective() == TaggingDirective.REPLACE
                ? Tags.ofHeader(request.tagging())
                : original.tags();

        ObjectContent content = copy(original.content(), request, headers);
        ObjectVersion version;
        try {
            version = put(
                    bucket, request.key(), content, tags, new WriteCondition(request.ifMatch(), request.ifNoneMatch()));
        } catch (RuntimeException e) {
            state.bodies().delete(content.file());
            throw e;
        }
        state.notifications().created("Copy", bucket, version, call);
        return CopyObjectResponse.builder()
                .copyObjectResult(content.checksum()
                        .into(CopyObjectResult.builder())
                        .eTag(content.quotedETag())
                        .lastModified(version.lastModified())
                        .build())
                .copySourceVersionId(from.shown(original.versionId()))
                .versionId(bucket.shown(version.versionId()))
                .serverSideEncryption(encryption.algorithm())
                .ssekmsKeyId(encryption.kmsKeyId())
                .bucketKeyEnabled(encryption.bucketKey())
                .expiration(LifecycleRules.of(bucket).expirationHeader(version))
                .build();
    }

    /** A body is shared where entity tag and checksum stay the same, else it is read once more for new ones. */
    private ObjectContent copy(ObjectContent original, CopyObjectRequest request, ObjectHeaders headers)
            throws IOException {
        ChecksumKind kept = ChecksumKind.of(request.checksumAlgorithm())
                .orElse(original.checksum().kind());
        if (original.parts().isEmpty() && kept == original.checksum().kind()) {
            Path file = state.bodies().share(original.file());
            return new ObjectContent(file, original.size(), original.eTag(), original.checksum(), List.of(), headers);
        }
        try (InputStream body = BodyStreams.range(original.file(), 0, original.size())) {
            return ObjectContent.of(state.bodies().receive(body, EnumSet.of(kept)), kept, headers);
        }
    }

    private static void refuseUnchanged(CopyObjectRequest request, CopySource source) {
        boolean itself = source.versionId() == null
                && source.bucket().equals(request.bucket())
                && source.key().equals(request.key());
        boolean changed = request.metadataDirective() == MetadataDirective.REPLACE
                || request.taggingDirective() == TaggingDirective.REPLACE
                || request.storageClass() != null
                || request.websiteRedirectLocation() != null
                || request.serverSideEncryption() != null
                || request.checksumAlgorithm() != null;
        if (itself && !changed) {
            throw Refusals.invalidRequest("This copy request is illegal because it is trying to copy an object to"
                    + " itself without changing the object's metadata, storage class, website redirect location or"
                    + " encryption attributes.");
        }
    }

    /** Keys that the caller keeps are not supported: they would have to be asked for with each read. */
    static void refuseCustomerKeys(String algorithm) {
        if (algorithm != null) {
            throw Refusals.notImplemented("x-amz-server-side-encryption-customer-algorithm");
        }
    }
}
