package sh.lfc.nv.emulator.services.s3;

import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Writing objects in parts, after "Uploading and copying objects using multipart upload" of the S3 User Guide. */
public final class MultipartOperations implements AwsService {

    private static final int MAX_PART_NUMBER = 10_000;
    private static final int ID_LENGTH = 64;

    private final S3State state;

    MultipartOperations(S3State state) {
        this.state = state;
    }

    @Override
    public String sdkPackage() {
        return "s3";
    }

    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        S3State.checkKey(request.key());
        ObjectWriteOperations.refuseCustomerKeys(request.sseCustomerAlgorithm());
        AccessControlLists.refuseUnlessTaken(bucket, request.aclAsString(), request.key(), call);
        ChecksumKind kind = ChecksumKind.of(request.checksumAlgorithm()).orElse(ChecksumKind.CRC64NVME);
        ChecksumType type = request.checksumType() == null ? kind.ofParts() : request.checksumType();
        if (!kind.allows(type)) {
            throw Refusals.invalidRequest("The " + type + " checksum type cannot be used with the "
                    + kind.name().toLowerCase() + " checksum algorithm.");
        }
        Encryption encryption = Encryption.of(
                bucket, request.serverSideEncryption(), request.ssekmsKeyId(), request.bucketKeyEnabled());
        MultipartUpload upload = new MultipartUpload(
                state.platform().ids().base36(ID_LENGTH),
                request.key(),
                call.principal().arn(),
                state.now(),
                ObjectHeaders.of(request, encryption),
                Tags.ofHeader(request.tagging()),
                kind,
                type);
        bucket.uploads().add(upload);
        boolean told = request.checksumAlgorithm() != null;
        return CreateMultipartUploadResponse.builder()
                .bucket(bucket.name())
                .key(upload.key())
                .uploadId(upload.id())
                .checksumAlgorithm(told ? kind.algorithm() : null)
                .checksumType(told ? type : null)
                .serverSideEncryption(encryption.algorithm())
                .ssekmsKeyId(encryption.kmsKeyId())
                .bucketKeyEnabled(encryption.bucketKey())
                .build();
    }

    public UploadPartResponse uploadPart(UploadPartRequest request, Call call) throws IOException {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        checkNumber(request.partNumber());
        MultipartUpload upload = bucket.uploads().get(request.key(), request.uploadId());
        UploadChecks checks = UploadChecks.of(request, request.contentMD5(), call);
        StoredBody body = state.bodies().receive(call.body(), checks.kinds(upload.checksumKind()));
        try {
            checks.verify(body, call);
            add(upload, request.partNumber(), body);
        } catch (RuntimeException e) {
            state.bodies().delete(body.file());
            throw e;
        }
        ChecksumKind answered = checks.kind() == null ? upload.checksumKind() : checks.kind();
        Encryption encryption = upload.headers().encryption();
        return body.checksum(answered)
                .into(UploadPartResponse.builder())
                .eTag('"' + body.eTag() + '"')
                .serverSideEncryption(encryption.algorithm())
                .ssekmsKeyId(encryption.kmsKeyId())
                .bucketKeyEnabled(encryption.bucketKey())
                .build();
    }

    public UploadPartCopyResponse uploadPartCopy(UploadPartCopyRequest request, Call call) throws IOException {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        checkNumber(request.partNumber());
        MultipartUpload upload = bucket.uploads().get(request.key(), request.uploadId());
        CopySource source = CopySource.parse(request.copySource());
        Bucket from = state.bucket(source.bucket(), request.expectedSourceBucketOwner(), call);
        return BodyStreams.stable(() -> {
            ObjectVersion original = ObjectReader.find(from, source.key(), source.versionId(), "GET");
            ReadCondition.of(request).checkSource(original);
            UploadedPart part = copy(original, request, upload);
            return UploadPartCopyResponse.builder()
                    .copySourceVersionId(from.shown(original.versionId()))
                    .copyPartResult(part.checksum()
                            .into(CopyPartResult.builder())
                            .eTag(part.quotedETag())
                            .lastModified(part.lastModified())
                            .build())
                    .serverSideEncryption(upload.headers().encryption().algorithm())
                    .build();
        });
    }

    private UploadedPart copy(ObjectVersion original, UploadPartCopyRequest request, MultipartUpload upload)
            throws IOException {
        ObjectReader.requireReadable(original);
        long size = original.content().size();
        ByteRange range = request.copySourceRange() == null
                ? new ByteRange(0, size - 1)
                : ByteRange.ofSource(request.copySourceRange(), size);
        if (range.length() > UploadChecks.MAX_BYTES) {
            throw Refusals.invalidRequest("The specified copy source is larger than the maximum allowable size for a"
                    + " copy source: " + UploadChecks.MAX_BYTES);
        }
        StoredBody body;
        try (InputStream in = BodyStreams.range(original.content().file(), range.first(), range.length())) {
            body = state.bodies().receive(in, EnumSet.of(upload.checksumKind()));
        }
        try {
            return add(upload, request.partNumber(), body);
        } catch (RuntimeException e) {
            state.bodies().delete(body.file());
            throw e;
        }
    }

    private UploadedPart add(MultipartUpload upload, int number, StoredBody body) {
        UploadedPart part = new UploadedPart(
                number, body, body.checksum(upload.checksumKind()), state.now().truncatedTo(ChronoUnit.SECONDS));
        upload.add(part).ifPresent(state.bodies()::delete);
        return part;
    }

    private static void checkNumber(Integer number) {
        if (number < 1 || number > MAX_PART_NUMBER) {
            throw Refusals.invalidArgument(
                    "Part number must be an integer between 1 and 10000, inclusive", "partNumber", number.toString());
        }
    }

    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request, Call call)
            throws IOException {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        MultipartUpload upload = bucket.uploads().get(request.key(), request.uploadId());
        WriteCondition condition = new WriteCondition(request.ifMatch(), request.ifNoneMatch());
        ObjectVersion version = upload.exclusively(() -> {
            condition.check(upload.key(), bucket.objects().current(upload.key()));
            ObjectContent content = new MultipartCompletion(upload, request).content(state.bodies());
            ObjectVersion added;
            try {
                added = bucket.objects()
                        .put(
                                upload.key(),
                                content,
                                upload.tags(),
                                condition,
                                state.now(),
                                state::newVersionId,
                                state::forget);
            } catch (RuntimeException e) {
                state.bodies().delete(content.file());
                throw e;
            }
            bucket.uploads().remove(upload);
            upload.end().forEach(state.bodies()::delete);
            return added;
        });
        state.notifications().created("CompleteMultipartUpload", bucket, version, call);
        Encryption encryption = upload.headers().encryption();
        return version.content()
                .checksum()
                .into(CompleteMultipartUploadResponse.builder())
                .location(call.endpoint() + "/" + bucket.name() + "/" + ListingOperations.encode(upload.key(), true))
                .bucket(bucket.name())
                .key(upload.key())
                .eTag(version.content().quotedETag())
                .versionId(bucket.shown(version.versionId()))
                .expiration(LifecycleRules.of(bucket).expirationHeader(version))
                .serverSideEncryption(encryption.algorithm())
                .ssekmsKeyId(encryption.kmsKeyId())
                .bucketKeyEnabled(encryption.bucketKey())
                .build();
    }

    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        MultipartUpload upload = bucket.uploads().get(request.key(), request.uploadId());
        bucket.uploads().remove(upload);
        upload.end().forEach(state.bodies()::delete);
        return AbortMultipartUploadResponse.builder().build();
    }
}
