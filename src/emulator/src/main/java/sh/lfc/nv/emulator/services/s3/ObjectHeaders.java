package sh.lfc.nv.emulator.services.s3;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsError;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * What a writer says of an object, and what comes back with it as headers. What is not said is null.
 *
 * @param metadata the writer's own, names without {@code x-amz-meta-}
 */
record ObjectHeaders(
        String contentType,
        String cacheControl,
        String contentDisposition,
        String contentEncoding,
        String contentLanguage,
        Instant expires,
        String websiteRedirectLocation,
        Map<String, String> metadata,
        StorageClass storageClass,
        Encryption encryption) {

    private static final String DEFAULT_TYPE = "binary/octet-stream";
    private static final int MAX_METADATA = 2048;

    ObjectHeaders {
        int size = 0;
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            size += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
            size += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (size > MAX_METADATA) {
            throw AwsError.badRequest(
                            "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size")
                    .with("Size", Integer.toString(size))
                    .with("MaxSizeAllowed", Integer.toString(MAX_METADATA));
        }
        if (storageClass == StorageClass.UNKNOWN_TO_SDK_VERSION) {
            throw AwsError.badRequest("InvalidStorageClass", "The storage class you specified is not valid");
        }
        contentType = contentType == null || contentType.isEmpty() ? DEFAULT_TYPE : contentType;
        contentEncoding = withoutChunking(contentEncoding);
        metadata = Map.copyOf(metadata);
    }

    static ObjectHeaders of(PutObjectRequest request, Encryption encryption) {
        return new ObjectHeaders(
                request.contentType(),
                request.cacheControl(),
                request.contentDisposition(),
                request.contentEncoding(),
                request.contentLanguage(),
                request.expires(),
                request.websiteRedirectLocation(),
                request.metadata(),
                request.storageClass(),
                encryption);
    }

    static ObjectHeaders of(CreateMultipartUploadRequest request, Encryption encryption) {
        return new ObjectHeaders(
                request.contentType(),
                request.cacheControl(),
                request.contentDisposition(),
                request.contentEncoding(),
                request.contentLanguage(),
                request.expires(),
                request.websiteRedirectLocation(),
                request.metadata(),
                request.storageClass(),
                encryption);
    }

    static ObjectHeaders of(CopyObjectRequest request, Encryption encryption) {
        return new ObjectHeaders(
                request.contentType(),
                request.cacheControl(),
                request.contentDisposition(),
                request.contentEncoding(),
                request.contentLanguage(),
                request.expires(),
                request.websiteRedirectLocation(),
                request.metadata(),
                request.storageClass(),
                encryption);
    }

    /** Those of a copy that keeps what describes its source; storage class and encryption are the copy's own. */
    ObjectHeaders copied(CopyObjectRequest request, Encryption ofCopy) {
        return with(request.websiteRedirectLocation(), request.storageClass(), ofCopy);
    }

    ObjectHeaders withStorageClass(StorageClass changed) {
        return with(websiteRedirectLocation, changed, encryption);
    }

    /** The same description of something that lies, or leads, elsewhere. */
    private ObjectHeaders with(String newRedirect, StorageClass newClass, Encryption newEncryption) {
        return new ObjectHeaders(
                contentType,
                cacheControl,
                contentDisposition,
                contentEncoding,
                contentLanguage,
                expires,
                newRedirect,
                metadata,
                newClass,
                newEncryption);
    }

    /** Whether an object has to be restored before it can be read. */
    boolean isArchived() {
        return storageClass == StorageClass.GLACIER || storageClass == StorageClass.DEEP_ARCHIVE;
    }

    StorageClass storageClassOrStandard() {
        return storageClass == null ? StorageClass.STANDARD : storageClass;
    }

    /** The storage class as headers tell it: nothing for the standard one. */
    StorageClass storageClassUnlessStandard() {
        return storageClass == StorageClass.STANDARD ? null : storageClass;
    }

    /** {@code aws-chunked} is an encoding of the transfer and not of the object. */
    private static String withoutChunking(String encoding) {
        if (encoding == null) {
            return null;
        }
        String kept = Arrays.stream(encoding.split(","))
                .map(String::trim)
                .filter(each -> !each.equals("aws-chunked") && !each.isEmpty())
                .collect(Collectors.joining(","));
        return kept.isEmpty() ? null : kept;
    }
}
