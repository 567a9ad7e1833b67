package sh.lfc.nv.emulator.services.s3;

import java.io.IOException;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * S3 as the emulator wires it: all its families of operations, and what other services need of it.
 *
 * <p>Lifecycle rules are applied every hour of the emulator's clock. Safe for use by many threads.
 */
public final class S3Service {

    private final S3State state;
    private final DeletionPermission deletion;

    /**
     * @param destinations where event notifications can go, by the service in the ARN of a destination: {@code lambda},
     *     {@code sqs}, {@code sns}; a bucket cannot be configured for a service that is not there
     * @param events takes the events of buckets that tell EventBridge
     * @param departure how events set out for there
     * @param deletion decides on each key of a DeleteObjects
     */
    public S3Service(
            Platform platform,
            Map<String, NotificationDestination> destinations,
            BucketEvents events,
            EventDeparture departure,
            DeletionPermission deletion) {
        this.deletion = deletion;
        this.state = new S3State(
                platform,
                new Buckets(),
                new BodyStore(platform.data().resolve("s3")),
                new Notifications(platform, destinations, events, departure));
        platform.scheduler().onEach(ChronoUnit.HOURS, new LifecycleSweep(state)::run);
    }

    /** The names of all buckets. */
    public List<String> buckets() {
        return state.buckets().all().stream().map(Bucket::name).toList();
    }

    /** The families of operations. */
    public List<AwsService> operations() {
        return List.of(
                new BucketOperations(state),
                new BucketConfigurationOperations(state),
                new BucketAccessOperations(state),
                new BucketDeliveryOperations(state),
                new AbsentConfigurationOperations(state),
                new AclOperations(state),
                new LifecycleOperations(state),
                new NotificationOperations(state),
                new ObjectReadOperations(state),
                new ObjectWriteOperations(state),
                new ObjectDeletionOperations(state, deletion),
                new ObjectTaggingOperations(state),
                new ListingOperations(state),
                new VersionListingOperations(state),
                new MultipartOperations(state),
                new MultipartListingOperations(state));
    }

    /** The policy of a bucket, in JSON; empty where there is no such bucket or it has none. */
    public Optional<String> policy(String bucket) {
        return state.buckets()
                .find(bucket)
                .flatMap(found -> found.settings().get(BucketPolicy.class))
                .map(BucketPolicy::json);
    }

    /** Whether a bucket's policy is public, and the bucket restricts what such policies grant. */
    public boolean restricted(String bucket) {
        return state.buckets().find(bucket).stream()
                .map(Bucket::settings)
                .anyMatch(settings -> settings.get(BucketPolicy.class)
                                .filter(BucketPolicy::isPublic)
                                .isPresent()
                        && PublicAccess.blocks(settings, PublicAccessBlockConfiguration::restrictPublicBuckets));
    }

    /** The account of a bucket. */
    public Optional<String> owner(String bucket) {
        return state.buckets().find(bucket).map(Bucket::account);
    }

    /** The tags of a bucket; none where there is no such bucket. */
    public Map<String, String> tags(String bucket) {
        return state.buckets()
                .find(bucket)
                .flatMap(found -> found.settings().get(Tagging.class))
                .map(tagging -> tagging.tagSet().stream().collect(Collectors.toMap(Tag::key, Tag::value)))
                .orElse(Map.of());
    }

    /** The tags of all buckets of an account and region, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        return state.buckets().all().stream()
                .filter(bucket -> bucket.account().equals(scope.account())
                        && bucket.region().equals(scope.region()))
                .collect(Collectors.toMap(Bucket::arn, bucket -> tags(bucket.name())));
    }

    /** The tags of the newest version of an object; none where there is no such object. */
    public Map<String, String> tags(String bucket, String key) {
        return state.buckets()
                .find(bucket)
                .flatMap(found -> found.objects().current(key))
                .map(ObjectVersion::tags)
                .orElse(Map.of());
    }

    /**
     * Opens an object for another service of the emulator, such as a function's code.
     *
     * @param versionId null for the newest version
     * @throws sh.lfc.nv.emulator.call.AwsError as GetObject would: NoSuchBucket, NoSuchKey, NoSuchVersion
     */
    public InputStream open(String bucket, String key, String versionId) throws IOException {
        Bucket found = state.buckets().find(bucket).orElseThrow(() -> Refusals.noSuchBucket(bucket));
        return BodyStreams.stable(() -> {
            ObjectContent content =
                    ObjectReader.find(found, key, versionId, "GET").content();
            return BodyStreams.range(content.file(), 0, content.size());
        });
    }
}
