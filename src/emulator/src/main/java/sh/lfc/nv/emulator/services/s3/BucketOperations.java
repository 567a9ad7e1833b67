package sh.lfc.nv.emulator.services.s3;

import java.util.List;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.Tagging;

/** Making, finding and deleting buckets, after "Buckets" of the S3 API Reference. */
public final class BucketOperations implements AwsService {

    private static final String FIRST_REGION = "us-east-1";
    private static final int MAX_BUCKETS = 10_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern NOT_A_NAME = Pattern.compile(
            ".*\\.\\..*|\\d+\\.\\d+\\.\\d+\\.\\d+|(xn--|sthree-|amzn-s3-demo-).*|.*(-s3alias|--ol-s3|\\.mrap|--x-s3)");

    private final S3State state;

    BucketOperations(S3State state) {
        this.state = state;
    }

    @Override
    public String sdkPackage() {
        return "s3";
    }

    public CreateBucketResponse createBucket(CreateBucketRequest request, Call call) {
        String name = request.bucket();
        if (!NAME.matcher(name).matches() || NOT_A_NAME.matcher(name).matches()) {
            throw AwsError.badRequest("InvalidBucketName", "The specified bucket is not valid.")
                    .with("BucketName", name);
        }
        Bucket made = new Bucket(name, call.scope().account(), region(request, call), state.now());
        setUp(made, request);
        Bucket bucket = state.buckets().add(made);
        if (bucket != made) {
            refuseUnlessSame(bucket, made);
        }
        return CreateBucketResponse.builder().location("/" + name).build();
    }

    /** New buckets are private and take no access control lists, since April 2023. */
    private static void setUp(Bucket bucket, CreateBucketRequest request) {
        bucket.settings()
                .put(PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(true)
                        .ignorePublicAcls(true)
                        .blockPublicPolicy(true)
                        .restrictPublicBuckets(true)
                        .build());
        ObjectOwnership ownership =
                request.objectOwnership() == null ? ObjectOwnership.BUCKET_OWNER_ENFORCED : request.objectOwnership();
        bucket.settings()
                .put(OwnershipControls.builder()
                        .rules(OwnershipControlsRule.builder()
                                .objectOwnership(ownership)
                                .build())
                        .build());
        CreateBucketConfiguration configuration = request.createBucketConfiguration();
        if (configuration != null && configuration.hasTags()) {
            Tags.check(configuration.tags());
            bucket.settings().put(Tagging.builder().tagSet(configuration.tags()).build());
        }
    }

    private static void refuseUnlessSame(Bucket existing, Bucket asked) {
        if (!existing.account().equals(asked.account())) {
            throw new AwsError(
                            "BucketAlreadyExists",
                            409,
                            "The requested bucket name is not available. The bucket namespace is shared by all users"
                                    + " of the system. Please select a different name and try again.")
                    .with("BucketName", existing.name());
        }
        if (!existing.region().equals(FIRST_REGION) || !asked.region().equals(FIRST_REGION)) {
            throw new AwsError(
                            "BucketAlreadyOwnedByYou",
                            409,
                            "Your previous request to create the named bucket succeeded and you already own it.")
                    .with("BucketName", existing.name());
        }
    }

    /** The first region is named by leaving the constraint out, and takes requests for all others. */
    private static String region(CreateBucketRequest request, Call call) {
        CreateBucketConfiguration configuration = request.createBucketConfiguration();
        String constraint = configuration == null ? null : configuration.locationConstraintAsString();
        String endpoint = call.scope().region();
        if (constraint == null || constraint.isEmpty()) {
            if (endpoint.equals(FIRST_REGION)) {
                return FIRST_REGION;
            }
            throw incompatible("unspecified");
        }
        if (constraint.equals(FIRST_REGION)) {
            throw AwsError.badRequest("InvalidLocationConstraint", "The specified location-constraint is not valid")
                    .with("LocationConstraint", constraint);
        }
        String region = constraint.equals("EU") ? "eu-west-1" : constraint;
        if (!endpoint.equals(FIRST_REGION) && !endpoint.equals(region)) {
            throw incompatible(constraint);
        }
        return region;
    }

    private static AwsError incompatible(String constraint) {
        return AwsError.badRequest(
                "IllegalLocationConstraintException",
                "The " + constraint
                        + " location constraint is incompatible for the region specific endpoint this request was sent"
                        + " to.");
    }

    public HeadBucketResponse headBucket(HeadBucketRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        return HeadBucketResponse.builder()
                .bucketRegion(bucket.region())
                .accessPointAlias(false)
                .build();
    }

    public GetBucketLocationResponse getBucketLocation(GetBucketLocationRequest request, Call call) {
        Bucket bucket = state.buckets().anywhere(request.bucket(), request.expectedBucketOwner());
        return GetBucketLocationResponse.builder()
                .locationConstraint(bucket.region().equals(FIRST_REGION) ? null : bucket.region())
                .build();
    }

    public DeleteBucketResponse deleteBucket(DeleteBucketRequest request, Call call) {
        Bucket bucket = state.bucket(request.bucket(), request.expectedBucketOwner(), call);
        if (!bucket.objects().close()) {
            throw new AwsError(
                            "BucketNotEmpty",
                            409,
                            "The bucket you tried to delete is not empty"
                                    + (bucket.versioning() == null
                                            ? ""
                                            : ". You must delete all versions in the bucket."))
                    .with("BucketName", bucket.name());
        }
        state.buckets().remove(bucket);
        bucket.uploads().all().forEach(upload -> upload.end().forEach(state.bodies()::delete));
        return DeleteBucketResponse.builder().build();
    }

    public ListBucketsResponse listBuckets(ListBucketsRequest request, Call call) {
        int most = request.maxBuckets() == null ? MAX_BUCKETS : request.maxBuckets();
        String after = request.continuationToken() == null ? "" : ListingToken.decode(request.continuationToken());
        boolean paged = request.maxBuckets() != null
                || request.continuationToken() != null
                || request.prefix() != null
                || request.bucketRegion() != null;
        List<Bucket> found = state.buckets().all().stream()
                .filter(bucket -> bucket.account().equals(call.scope().account()))
                .filter(bucket -> request.prefix() == null || bucket.name().startsWith(request.prefix()))
                .filter(bucket ->
                        request.bucketRegion() == null || bucket.region().equals(request.bucketRegion()))
                .filter(bucket -> bucket.name().compareTo(after) > 0)
                .limit(most + 1L)
                .toList();
        List<Bucket> page = found.subList(0, Math.min(most, found.size()));
        return ListBucketsResponse.builder()
                .owner(S3State.owner(call.scope().account()))
                .prefix(request.prefix())
                .buckets(page.stream()
                        .map(bucket -> software.amazon.awssdk.services.s3.model.Bucket.builder()
                                .name(bucket.name())
                                .creationDate(bucket.created())
                                .bucketRegion(paged ? bucket.region() : null)
                                .build())
                        .toList())
                .continuationToken(
                        found.size() > page.size() && !page.isEmpty()
                                ? ListingToken.encode(page.get(page.size() - 1).name())
                                : null)
                .build();
    }
}
