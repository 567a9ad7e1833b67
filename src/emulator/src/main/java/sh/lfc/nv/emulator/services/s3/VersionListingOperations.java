package sh.lfc.nv.emulator.services.s3;

import static sh.lfc.nv.emulator.services.s3.ListingOperations.encode;
import static sh.lfc.nv.emulator.services.s3.ListingOperations.text;

import java.util.ArrayList;
import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.Owner;

/** Listing all versions of the objects of a bucket, after ListObjectVersions of the S3 API Reference. */
public final class VersionListingOperations implements AwsService {

    private final S3State state;

    VersionListingOperations(S3State state) {
        this.state = state;
    }

    @Override
    public String sdkPackage() {
        return "s3";
    }

    public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        if (request.versionIdMarker() != null && request.keyMarker() == null) {
            throw Refusals.invalidArgument(
                    "A version-id marker cannot be specified without a key marker.",
                    "version-id-marker",
                    request.versionIdMarker());
        }
        Page page = new Page(bucket, request, ListingOperations.most("max-keys", request.maxKeys()));
        page.fill();
        return page.response();
    }

    /** A page in the making; versions count one by one, so that a page may end within a key. */
    private static final class Page {

        private final Bucket bucket;
        private final ListObjectVersionsRequest request;
        private final int most;
        private final boolean encoded;
        private final Owner owner;
        private final List<software.amazon.awssdk.services.s3.model.ObjectVersion> versions = new ArrayList<>();
        private final List<DeleteMarkerEntry> markers = new ArrayList<>();
        private final List<CommonPrefix> prefixes = new ArrayList<>();
        private String lastKey;
        private String lastVersion;
        private boolean truncated;

        Page(Bucket bucket, ListObjectVersionsRequest request, int most) {
            this.bucket = bucket;
            this.request = request;
            this.most = most;
            this.encoded = request.encodingType() == EncodingType.URL;
            this.owner = S3State.owner(bucket.account());
        }

        void fill() {
            if (most == 0) {
                return;
            }
            if (text(request.versionIdMarker()).isEmpty()) {
                fillBehind(text(request.keyMarker()));
            } else {
                List<ObjectVersion> history = bucket.objects().of(request.keyMarker());
                boolean found = false;
                for (ObjectVersion version : history) {
                    if (found && !add(version, version == history.get(0))) {
                        return;
                    }
                    found = found || version.versionId().equals(request.versionIdMarker());
                }
                fillBehind(request.keyMarker());
            }
        }

        private void fillBehind(String key) {
            KeyListing listing = KeyListing.page(
                    bucket.objects().all(), text(request.prefix()), text(request.delimiter()), key, most + 1, any -> 1);
            List<String> entries = new ArrayList<>(listing.keys());
            entries.addAll(listing.prefixes());
            entries.sort(KeyOrder.INSTANCE);
            for (String entry : entries) {
                if (listing.prefixes().contains(entry)) {
                    if (isFull()) {
                        return;
                    }
                    prefixes.add(CommonPrefix.builder()
                            .prefix(encode(entry, encoded))
                            .build());
                    last(entry, null);
                } else {
                    List<ObjectVersion> history = bucket.objects().of(entry);
                    for (ObjectVersion version : history) {
                        if (!add(version, version == history.get(0))) {
                            return;
                        }
                    }
                }
            }
        }

        private boolean add(ObjectVersion version, boolean latest) {
            if (isFull()) {
                return false;
            }
            if (version.isDeleteMarker()) {
                markers.add(DeleteMarkerEntry.builder()
                        .key(encode(version.key(), encoded))
                        .versionId(version.versionId())
                        .isLatest(latest)
                        .lastModified(version.lastModified())
                        .owner(owner)
                        .build());
            } else {
                ObjectContent content = version.content();
                versions.add(software.amazon.awssdk.services.s3.model.ObjectVersion.builder()
                        .key(encode(version.key(), encoded))
                        .versionId(version.versionId())
                        .isLatest(latest)
                        .lastModified(version.lastModified())
                        .eTag(content.quotedETag())
                        .size(content.size())
                        .storageClass(content.headers().storageClassOrStandard().toString())
                        .checksumAlgorithm(content.checksum().kind().algorithm())
                        .checksumType(content.checksum().type())
                        .owner(owner)
                        .build());
            }
            last(version.key(), version.versionId());
            return true;
        }

        /** Whether nothing more fits; what would have come next then makes the page a truncated one. */
        private boolean isFull() {
            truncated = versions.size() + markers.size() + prefixes.size() >= most;
            return truncated;
        }

        private void last(String key, String versionId) {
            lastKey = key;
            lastVersion = versionId;
        }

        ListObjectVersionsResponse response() {
            return ListObjectVersionsResponse.builder()
                    .name(bucket.name())
                    .prefix(encode(text(request.prefix()), encoded))
                    .keyMarker(encode(text(request.keyMarker()), encoded))
                    .versionIdMarker(text(request.versionIdMarker()))
                    .delimiter(encode(request.delimiter(), encoded))
                    .encodingType(request.encodingType())
                    .maxKeys(most)
                    .isTruncated(truncated)
                    .nextKeyMarker(truncated ? encode(lastKey, encoded) : null)
                    .nextVersionIdMarker(truncated ? lastVersion : null)
                    .versions(versions)
                    .deleteMarkers(markers)
                    .commonPrefixes(prefixes)
                    .build();
        }
    }
}
