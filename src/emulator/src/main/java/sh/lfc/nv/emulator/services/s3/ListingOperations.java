package sh.lfc.nv.emulator.services.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Listing the current objects of a bucket, after ListObjects and ListObjectsV2 of the S3 API Reference. */
public final class ListingOperations implements AwsService {

    private static final int MAX_KEYS = 1000;

    private final S3State state;

    ListingOperations(S3State state) {
        this.state = state;
    }

    @Override
    public String sdkPackage() {
        return "s3";
    }

    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        int most = most("max-keys", request.maxKeys());
        String after = request.continuationToken() != null
                ? ListingToken.decode(request.continuationToken())
                : text(request.startAfter());
        KeyListing page = page(bucket, request.prefix(), request.delimiter(), after, most);
        boolean encoded = request.encodingType() == EncodingType.URL;
        Owner owner = Boolean.TRUE.equals(request.fetchOwner()) ? S3State.owner(bucket.account()) : null;
        return ListObjectsV2Response.builder()
                .name(bucket.name())
                .prefix(encode(text(request.prefix()), encoded))
                .delimiter(encode(request.delimiter(), encoded))
                .startAfter(encode(request.startAfter(), encoded))
                .encodingType(request.encodingType())
                .maxKeys(most)
                .keyCount(page.keys().size() + page.prefixes().size())
                .isTruncated(page.truncated())
                .continuationToken(request.continuationToken())
                .nextContinuationToken(page.truncated() ? ListingToken.encode(page.last()) : null)
                .contents(contents(bucket, page, encoded, owner))
                .commonPrefixes(prefixes(page, encoded))
                .build();
    }

    public ListObjectsResponse listObjects(ListObjectsRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        int most = most("max-keys", request.maxKeys());
        KeyListing page = page(bucket, request.prefix(), request.delimiter(), text(request.marker()), most);
        boolean encoded = request.encodingType() == EncodingType.URL;
        boolean delimited = request.delimiter() != null && !request.delimiter().isEmpty();
        return ListObjectsResponse.builder()
                .name(bucket.name())
                .prefix(encode(text(request.prefix()), encoded))
                .marker(encode(text(request.marker()), encoded))
                .delimiter(encode(request.delimiter(), encoded))
                .encodingType(request.encodingType())
                .maxKeys(most)
                .isTruncated(page.truncated())
                .nextMarker(page.truncated() && delimited ? encode(page.last(), encoded) : null)
                .contents(contents(bucket, page, encoded, S3State.owner(bucket.account())))
                .commonPrefixes(prefixes(page, encoded))
                .build();
    }

    private static KeyListing page(Bucket bucket, String prefix, String delimiter, String after, int most) {
        return KeyListing.page(
                bucket.objects().all(),
                text(prefix),
                text(delimiter),
                after,
                most,
                versions -> versions.get(0).isDeleteMarker() ? 0 : 1);
    }

    private static List<S3Object> contents(Bucket bucket, KeyListing page, boolean encoded, Owner owner) {
        List<S3Object> contents = new ArrayList<>();
        for (String key : page.keys()) {
            // A key may be gone by now.
            bucket.objects().current(key).ifPresent(version -> {
                ObjectContent content = version.content();
                contents.add(S3Object.builder()
                        .key(encode(key, encoded))
                        .lastModified(version.lastModified())
                        .eTag(content.quotedETag())
                        .size(content.size())
                        .storageClass(content.headers().storageClassOrStandard().toString())
                        .checksumAlgorithm(content.checksum().kind().algorithm())
                        .checksumType(content.checksum().type())
                        .owner(owner)
                        .build());
            });
        }
        return contents;
    }

    static List<CommonPrefix> prefixes(KeyListing page, boolean encoded) {
        return page.prefixes().stream()
                .map(prefix ->
                        CommonPrefix.builder().prefix(encode(prefix, encoded)).build())
                .toList();
    }

    static int most(String parameter, Integer asked) {
        if (asked == null) {
            return MAX_KEYS;
        }
        if (asked < 0) {
            throw Refusals.invalidArgument(
                    "Argument " + parameter + " must be an integer between 0 and 2147483647",
                    parameter,
                    asked.toString());
        }
        return Math.min(asked, MAX_KEYS);
    }

    static String text(String text) {
        return text == null ? "" : text;
    }

    /** A key as {@code encoding-type=url} has it, so that it can stand in XML whatever it contains. */
    static String encode(String key, boolean encoded) {
        if (key == null || !encoded) {
            return key;
        }
        return URLEncoder.encode(key, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
    }
}
