package sh.lfc.nv.emulator.services.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Streamed;
import sh.lfc.nv.emulator.services.s3.ObjectReader.Selection;
import software.amazon.awssdk.services.s3.model.Checksum;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesParts;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;

/** Reading objects and what describes them, after GetObject, HeadObject and GetObjectAttributes of the API Reference. */
public final class ObjectReadOperations implements AwsService {

    private static final int MAX_PARTS = 1000;

    private final S3State state;

    ObjectReadOperations(S3State state) {
        this.state = state;
    }

    @Override
    public String sdkPackage() {
        return "s3";
    }

    public Streamed<GetObjectResponse> getObject(GetObjectRequest request, Call call) throws IOException {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return BodyStreams.stable(() -> getObject(bucket, request));
    }

    private Streamed<GetObjectResponse> getObject(Bucket bucket, GetObjectRequest request) throws IOException {
        ObjectVersion version = ObjectReader.find(bucket, request.key(), request.versionId(), "GET");
        ReadCondition.of(request).check(version);
        ObjectReader.requireReadable(version);
        Selection selection = ObjectReader.select(version, request.range(), request.partNumber());
        // Open before anything is answered, so that nobody who deletes the object can come between.
        InputStream body = BodyStreams.range(version.content().file(), selection.offset(), selection.length(version));
        GetObjectResponse response = response(bucket, version, selection, request);
        return new Streamed<>(response, selection.length(version), () -> body);
    }

    private GetObjectResponse response(
            Bucket bucket, ObjectVersion version, Selection selection, GetObjectRequest request) {
        ObjectContent content = version.content();
        ObjectHeaders headers = content.headers();
        GetObjectResponse.Builder response = GetObjectResponse.builder()
                .acceptRanges("bytes")
                .lastModified(version.lastModified())
                .contentLength(selection.length(version))
                .contentRange(selection.contentRange(version))
                .partsCount(selection.parts())
                .eTag(content.quotedETag())
                .versionId(bucket.shown(version.versionId()))
                .contentType(or(request.responseContentType(), headers.contentType()))
                .cacheControl(or(request.responseCacheControl(), headers.cacheControl()))
                .contentDisposition(or(request.responseContentDisposition(), headers.contentDisposition()))
                .contentEncoding(or(request.responseContentEncoding(), headers.contentEncoding()))
                .contentLanguage(or(request.responseContentLanguage(), headers.contentLanguage()))
                .expires(or(request.responseExpires(), headers.expires()))
                .websiteRedirectLocation(headers.websiteRedirectLocation())
                .metadata(headers.metadata())
                .storageClass(headers.storageClassUnlessStandard())
                .serverSideEncryption(headers.encryption().algorithm())
                .ssekmsKeyId(headers.encryption().kmsKeyId())
                .bucketKeyEnabled(headers.encryption().bucketKey())
                .tagCount(version.tags().isEmpty() ? null : version.tags().size())
                .expiration(LifecycleRules.of(bucket).expirationHeader(version));
        if (ObjectReader.tellsChecksum(request.checksumMode(), selection)) {
            content.checksum().into(response);
        }
        return response.build();
    }

    public HeadObjectResponse headObject(HeadObjectRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        ObjectVersion version = ObjectReader.find(bucket, request.key(), request.versionId(), "HEAD");
        ReadCondition.of(request).check(version);
        Selection selection = ObjectReader.select(version, request.range(), request.partNumber());
        ObjectContent content = version.content();
        ObjectHeaders headers = content.headers();
        HeadObjectResponse.Builder response = HeadObjectResponse.builder()
                .acceptRanges("bytes")
                .lastModified(version.lastModified())
                .contentLength(selection.length(version))
                .contentRange(selection.contentRange(version))
                .partsCount(selection.parts())
                .eTag(content.quotedETag())
                .versionId(bucket.shown(version.versionId()))
                .contentType(or(request.responseContentType(), headers.contentType()))
                .cacheControl(or(request.responseCacheControl(), headers.cacheControl()))
                .contentDisposition(or(request.responseContentDisposition(), headers.contentDisposition()))
                .contentEncoding(or(request.responseContentEncoding(), headers.contentEncoding()))
                .contentLanguage(or(request.responseContentLanguage(), headers.contentLanguage()))
                .expires(or(request.responseExpires(), headers.expires()))
                .websiteRedirectLocation(headers.websiteRedirectLocation())
                .metadata(headers.metadata())
                .storageClass(headers.storageClassUnlessStandard())
                .serverSideEncryption(headers.encryption().algorithm())
                .ssekmsKeyId(headers.encryption().kmsKeyId())
                .bucketKeyEnabled(headers.encryption().bucketKey())
                .tagCount(version.tags().isEmpty() ? null : version.tags().size())
                .expiration(LifecycleRules.of(bucket).expirationHeader(version));
        if (ObjectReader.tellsChecksum(request.checksumMode(), selection)) {
            content.checksum().into(response);
        }
        return response.build();
    }

    public GetObjectAttributesResponse getObjectAttributes(GetObjectAttributesRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        ObjectVersion version = ObjectReader.find(bucket, request.key(), request.versionId(), "GET");
        ObjectContent content = version.content();
        Set<ObjectAttributes> asked = Set.copyOf(request.objectAttributes());
        if (asked.contains(ObjectAttributes.UNKNOWN_TO_SDK_VERSION)) {
            throw Refusals.invalidArgument(
                    "Invalid attribute name specified.",
                    "x-amz-object-attributes",
                    String.join(",", request.objectAttributesAsStrings()));
        }
        boolean parts = asked.contains(ObjectAttributes.OBJECT_PARTS)
                && !content.parts().isEmpty();
        return GetObjectAttributesResponse.builder()
                .lastModified(version.lastModified())
                .versionId(bucket.shown(version.versionId()))
                .eTag(asked.contains(ObjectAttributes.E_TAG) ? content.eTag() : null)
                .checksum(
                        asked.contains(ObjectAttributes.CHECKSUM)
                                ? content.checksum().into(Checksum.builder()).build()
                                : null)
                .objectParts(parts ? parts(content, request) : null)
                .storageClass(
                        asked.contains(ObjectAttributes.STORAGE_CLASS)
                                ? content.headers().storageClassOrStandard()
                                : null)
                .objectSize(asked.contains(ObjectAttributes.OBJECT_SIZE) ? content.size() : null)
                .build();
    }

    /** Parts are told one by one only where each has a checksum of its own. */
    private static GetObjectAttributesParts parts(ObjectContent content, GetObjectAttributesRequest request) {
        int after = request.partNumberMarker() == null ? 0 : request.partNumberMarker();
        int most = request.maxParts() == null ? MAX_PARTS : Math.min(MAX_PARTS, request.maxParts());
        List<ObjectPart> found = content.parts().stream()
                .filter(part -> part.checksum() != null && part.number() > after)
                .toList();
        List<ObjectPart> page = found.subList(0, Math.min(most, found.size()));
        return GetObjectAttributesParts.builder()
                .totalPartsCount(content.parts().size())
                .partNumberMarker(after)
                .nextPartNumberMarker(
                        page.isEmpty() ? 0 : page.get(page.size() - 1).number())
                .maxParts(most)
                .isTruncated(found.size() > page.size())
                .parts(page.stream()
                        .map(part -> part.checksum()
                                .into(software.amazon.awssdk.services.s3.model.ObjectPart.builder())
                                .partNumber(part.number())
                                .size(part.size())
                                .build())
                        .toList())
                .build();
    }

    private static <T> T or(T asked, T stored) {
        return asked == null ? stored : asked;
    }
}
