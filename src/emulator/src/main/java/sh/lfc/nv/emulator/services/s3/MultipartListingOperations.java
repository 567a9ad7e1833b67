package sh.lfc.nv.emulator.services.s3;

import static sh.lfc.nv.emulator.services.s3.ListingOperations.encode;
import static sh.lfc.nv.emulator.services.s3.ListingOperations.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.Initiator;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.Part;

/** Listing uploads that are under way and their parts, after ListMultipartUploads and ListParts of the API Reference. */
public final class MultipartListingOperations implements AwsService {

    private final S3State state;

    MultipartListingOperations(S3State state) {
        this.state = state;
    }

    @Override
    public String sdkPackage() {
        return "s3";
    }

    public ListPartsResponse listParts(ListPartsRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        MultipartUpload upload = bucket.uploads().get(request.key(), request.uploadId());
        int after = request.partNumberMarker() == null ? 0 : request.partNumberMarker();
        int most = ListingOperations.most("max-parts", request.maxParts());
        List<UploadedPart> found =
                upload.parts().stream().filter(part -> part.number() > after).toList();
        List<UploadedPart> page = found.subList(0, Math.min(most, found.size()));
        return ListPartsResponse.builder()
                .bucket(bucket.name())
                .key(upload.key())
                .uploadId(upload.id())
                .partNumberMarker(after)
                .nextPartNumberMarker(
                        page.isEmpty() ? 0 : page.get(page.size() - 1).number())
                .maxParts(most)
                .isTruncated(found.size() > page.size())
                .initiator(initiator(upload))
                .owner(S3State.owner(bucket.account()))
                .storageClass(upload.headers().storageClassOrStandard())
                .checksumAlgorithm(upload.checksumKind().algorithm())
                .checksumType(upload.checksumType())
                .parts(page.stream()
                        .map(part -> part.checksum()
                                .into(Part.builder())
                                .partNumber(part.number())
                                .eTag(part.quotedETag())
                                .size(part.body().size())
                                .lastModified(part.lastModified())
                                .build())
                        .toList())
                .build();
    }

    public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        int most = ListingOperations.most("max-uploads", request.maxUploads());
        boolean encoded = request.encodingType() == EncodingType.URL;
        List<MultipartUpload> page = new ArrayList<>();
        Set<String> prefixes = new LinkedHashSet<>();
        boolean truncated = false;
        for (MultipartUpload upload : behindMarkers(bucket, request)) {
            String common = commonPrefix(upload.key(), request);
            if (common != null && prefixes.contains(common)) {
                continue;
            }
            if (page.size() + prefixes.size() >= most) {
                truncated = most > 0;
                break;
            }
            if (common == null) {
                page.add(upload);
            } else {
                prefixes.add(common);
            }
        }
        MultipartUpload last = page.isEmpty() ? null : page.get(page.size() - 1);
        return ListMultipartUploadsResponse.builder()
                .bucket(bucket.name())
                .keyMarker(encode(text(request.keyMarker()), encoded))
                .uploadIdMarker(text(request.uploadIdMarker()))
                .nextKeyMarker(truncated && last != null ? encode(last.key(), encoded) : null)
                .nextUploadIdMarker(truncated && last != null ? last.id() : null)
                .prefix(encode(text(request.prefix()), encoded))
                .delimiter(encode(request.delimiter(), encoded))
                .encodingType(request.encodingType())
                .maxUploads(most)
                .isTruncated(truncated)
                .uploads(page.stream()
                        .map(upload -> software.amazon.awssdk.services.s3.model.MultipartUpload.builder()
                                .key(encode(upload.key(), encoded))
                                .uploadId(upload.id())
                                .initiated(upload.initiated())
                                .initiator(initiator(upload))
                                .owner(S3State.owner(bucket.account()))
                                .storageClass(upload.headers().storageClassOrStandard())
                                .checksumAlgorithm(upload.checksumKind().algorithm())
                                .checksumType(upload.checksumType())
                                .build())
                        .toList())
                .commonPrefixes(prefixes.stream()
                        .map(prefix -> CommonPrefix.builder()
                                .prefix(encode(prefix, encoded))
                                .build())
                        .toList())
                .build();
    }

    private static List<MultipartUpload> behindMarkers(Bucket bucket, ListMultipartUploadsRequest request) {
        String key = text(request.keyMarker());
        List<MultipartUpload> all = bucket.uploads().all().stream()
                .filter(upload -> upload.key().startsWith(text(request.prefix())))
                .toList();
        List<MultipartUpload> behind = new ArrayList<>();
        boolean idSeen = false;
        for (MultipartUpload upload : all) {
            int order = KeyOrder.INSTANCE.compare(upload.key(), key);
            if (order > 0 || order == 0 && idSeen) {
                behind.add(upload);
            }
            idSeen = idSeen || upload.id().equals(request.uploadIdMarker());
        }
        return behind;
    }

    private static String commonPrefix(String key, ListMultipartUploadsRequest request) {
        String delimiter = text(request.delimiter());
        int at = delimiter.isEmpty()
                ? -1
                : key.indexOf(delimiter, text(request.prefix()).length());
        return at < 0 ? null : key.substring(0, at + delimiter.length());
    }

    private static Initiator initiator(MultipartUpload upload) {
        return Initiator.builder()
                .id(upload.initiator())
                .displayName(upload.initiator().replaceAll(".*[:/]", ""))
                .build();
    }
}
