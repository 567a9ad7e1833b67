package sh.lfc.nv.emulator.services.s3;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.realism.Delay;
import sh.lfc.nv.emulator.realism.Lagging;
import sh.lfc.nv.emulator.services.s3.BucketObjects.Deletion;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Sends what happens to objects to where buckets are configured to; never makes the caller wait. */
final class Notifications {

    private static final Logger log = LoggerFactory.getLogger(Notifications.class);

    private final Platform platform;
    private final Map<String, NotificationDestination> destinations;
    private final EventDeparture departure;
    private final BucketEvents events;

    /** How buckets were configured until a moment ago; buckets that are gone are forgotten. */
    private final Map<Bucket, Lagging<NotificationConfiguration>> configured =
            Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * @param destinations by the service in their ARNs: {@code lambda}, {@code sqs}, {@code sns}
     * @param events takes the events of buckets that tell EventBridge
     * @param departure how events set out
     */
    Notifications(
            Platform platform,
            Map<String, NotificationDestination> destinations,
            BucketEvents events,
            EventDeparture departure) {
        this.platform = platform;
        this.departure = departure;
        this.destinations = Map.copyOf(destinations);
        this.events = events;
    }

    Optional<NotificationDestination> destination(NotificationRule rule) {
        return Optional.ofNullable(destinations.get(rule.service()));
    }

    /**
     * @param how the last part of the event's name, for example {@code Put}
     */
    void created(String how, Bucket bucket, ObjectVersion version, Call call) {
        if (isConfigured(bucket)) {
            publish(bucket, ObjectEvent.created(how, bucket, version, call));
        }
    }

    /** A deletion of something that was not there is no event. */
    void deleted(Bucket bucket, Deletion deletion, Call call) {
        if (!isConfigured(bucket)) {
            return;
        }
        if (deletion.marker() != null) {
            publish(bucket, ObjectEvent.markerCreated(bucket, deletion.marker(), call));
        } else if (deletion.removed() != null) {
            String sequencer = bucket.objects().nextSequencer(platform.clock().instant());
            publish(bucket, ObjectEvent.removed(bucket, deletion.removed(), sequencer, call));
        }
    }

    /** What a lifecycle rule did. */
    void expired(Bucket bucket, Deletion deletion, Instant now) {
        if (!isConfigured(bucket)) {
            return;
        }
        boolean marked = deletion.marker() != null;
        ObjectVersion version = marked ? deletion.marker() : deletion.removed();
        String sequencer = marked ? version.sequencer() : bucket.objects().nextSequencer(now);
        String requestId = platform.ids().uuid();
        publish(bucket, ObjectEvent.expired(marked, bucket, version, now, requestId, sequencer));
    }

    /** Where a lifecycle rule has put a version. */
    void moved(Bucket bucket, ObjectVersion version, StorageClass to, Instant now) {
        if (isConfigured(bucket)) {
            String sequencer = bucket.objects().nextSequencer(now);
            publish(
                    bucket,
                    ObjectEvent.moved(bucket, version, to, now, platform.ids().uuid(), sequencer));
        }
    }

    /** Queues and topics are tried when they are configured; functions are not. */
    void test(Bucket bucket, NotificationRule rule, Call call) {
        if (!rule.service().equals("lambda")) {
            deliver(bucket, rule, EventDocument.test(bucket, call.time(), call.requestId()));
        }
    }

    /** Notes that the configuration of a bucket is about to change, which takes its time to have an effect. */
    void changes(Bucket bucket) {
        if (!platform.delays().areNone()) {
            configured
                    .computeIfAbsent(
                            bucket, any -> new Lagging<>(platform.delays().of(Delay.BUCKET_NOTIFICATION)))
                    .changes(
                            platform.clock().instant(),
                            bucket.settings()
                                    .get(NotificationConfiguration.class)
                                    .orElse(null));
        }
    }

    private Optional<NotificationConfiguration> configuration(Bucket bucket) {
        Optional<NotificationConfiguration> current = bucket.settings().get(NotificationConfiguration.class);
        Lagging<NotificationConfiguration> before = platform.delays().areNone() ? null : configured.get(bucket);
        return before == null
                ? current
                : Optional.ofNullable(before.known(platform.clock().instant(), current.orElse(null)));
    }

    private boolean isConfigured(Bucket bucket) {
        return configuration(bucket).isPresent();
    }

    private void depart(Bucket bucket, Runnable delivery) {
        platform.later(Delay.BUCKET_EVENT, () -> departure.send(bucket.name(), delivery));
    }

    private void publish(Bucket bucket, ObjectEvent event) {
        Optional<NotificationConfiguration> configuration = configuration(bucket);
        configuration.map(NotificationRule::of).stream()
                .flatMap(rules -> rules.stream().filter(rule -> rule.matches(event)))
                .forEach(rule -> deliver(bucket, rule, EventDocument.of(event, bucket, rule.id())));
        configuration
                .filter(asked -> asked.eventBridgeConfiguration() != null)
                .ifPresent(asked -> tellEventBridge(bucket, event));
    }

    private void tellEventBridge(Bucket bucket, ObjectEvent event) {
        Scope scope = new Scope(bucket.account(), bucket.region());
        EventDetail detail = EventDetail.of(event);
        String json = detail.json(event, bucket);
        depart(bucket, () -> events.put(scope, event.time(), detail.type(), bucket.arn(), json));
    }

    private void deliver(Bucket bucket, NotificationRule rule, String message) {
        destination(rule)
                .ifPresent(destination -> depart(bucket, () -> {
                    if (destination.mayDeliver(rule.destination(), bucket.arn(), bucket.account())) {
                        destination.deliver(rule.destination(), bucket.arn(), bucket.account(), message);
                    } else {
                        log.warn(
                                "bucket={} destination={} event is not delivered: S3 may no longer",
                                bucket.name(),
                                rule.destination());
                    }
                }));
    }
}
