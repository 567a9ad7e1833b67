package sh.lfc.nv.emulator.services.s3;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;

/**
 * S3 as the emulator wires it: all its families of operations, and what other services need of it.
 *
 * <p>Lifecycle rules are applied every hour of the emulator's clock. Safe for use by many threads.
 */
public final class S3Service {

    private static final Duration SWEEP = Duration.ofHours(1);

    private final S3State state;

    /**
     * @param destinations where event notifications can go, by the service in the ARN of a destination: {@code lambda},
     *     {@code sqs}, {@code sns}; a bucket cannot be configured for a service that is not there
     */
    public S3Service(Platform platform, Map<String, NotificationDestination> destinations) {
        this.state = new S3State(
                platform,
                new Buckets(),
                new BodyStore(platform.data().resolve("s3")),
                new Notifications(platform, destinations));
        platform.scheduler().every(SWEEP, new LifecycleSweep(state)::run);
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
                new ObjectDeletionOperations(state),
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

    /** The account of a bucket. */
    public Optional<String> owner(String bucket) {
        return state.buckets().find(bucket).map(Bucket::account);
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
