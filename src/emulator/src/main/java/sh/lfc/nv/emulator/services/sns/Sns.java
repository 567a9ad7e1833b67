package sh.lfc.nv.emulator.services.sns;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;

/**
 * SNS: all topics and subscriptions of an emulator, for its own operations and for the services that publish.
 *
 * <p>Safe for use by many threads.
 */
public final class Sns {

    /** The topics and subscriptions of one account and region, by ARN. */
    record State(ConcurrentMap<String, Topic> topics, ConcurrentMap<String, Subscription> subscriptions) {}

    private final Platform platform;
    private final Delivery delivery;
    private final SnsPublishing publishing;
    private final Regional<State> states =
            new Regional<>(scope -> new State(new ConcurrentSkipListMap<>(), new ConcurrentSkipListMap<>()));

    public Sns(Platform platform, QueueDelivery queues, FunctionDelivery functions, TopicMetrics metrics) {
        this.platform = platform;
        this.delivery = new Delivery(platform, queues, functions, metrics);
        this.publishing = new SnsPublishing(this);
    }

    /** The objects that answer SNS's operations. */
    public List<AwsService> services() {
        return List.of(new SnsTopics(this), new SnsSubscriptions(this), publishing);
    }

    /**
     * Publishes on behalf of a service of AWS.
     *
     * @param subject or null
     * @param endpoint the emulator's address, for links in the message
     * @return the identifier of the message
     * @throws software.amazon.awssdk.services.sns.model.NotFoundException if there is no such topic
     */
    public String publish(String topicArn, String subject, String message, String endpoint) {
        return publishing.publish(
                new Publication(
                        platform.ids().uuid(),
                        topic(topicArn),
                        subject,
                        message,
                        null,
                        Map.of(),
                        platform.clock().instant(),
                        null,
                        null),
                endpoint);
    }

    /** Whether there is a topic of this ARN. */
    public boolean exists(String topicArn) {
        return find(topicArn).isPresent();
    }

    /** The policy of a topic, in JSON; empty where there is no such topic. */
    public Optional<String> policy(String topicArn) {
        return find(topicArn).map(topic -> topic.attributes().get("Policy"));
    }

    /** The tags of a topic; none where there is no such topic. */
    public Map<String, String> tags(String topicArn) {
        return find(topicArn).map(Topic::tags).orElse(Map.of());
    }

    /** The tags of all topics of an account and region, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        return states.of(scope).topics().values().stream().collect(Collectors.toMap(Topic::arn, Topic::tags));
    }

    private Optional<Topic> find(String topicArn) {
        return Optional.ofNullable(states.of(Scope.ofArn(topicArn)).topics().get(topicArn));
    }

    Platform platform() {
        return platform;
    }

    Delivery delivery() {
        return delivery;
    }

    State of(Scope scope) {
        return states.of(scope);
    }

    /** The state that an ARN belongs to. */
    State ofArn(String parameter, String arn) {
        if (arn == null) {
            throw SnsErrors.invalid(parameter);
        }
        String[] parts = arn.split(":");
        if (parts.length < 6) {
            throw SnsErrors.invalid(parameter + " Reason: An ARN must have at least 6 elements, not " + parts.length);
        }
        if (!parts[2].equals("sns")) {
            throw SnsErrors.invalid(parameter + " Reason: An ARN must be of the service sns");
        }
        return states.of(new Scope(parts[4], parts[3]));
    }

    Topic topic(String arn) {
        return Optional.ofNullable(ofArn("TopicArn", arn).topics().get(arn)).orElseThrow(SnsErrors::noTopic);
    }

    Subscription subscription(String arn) {
        return Optional.ofNullable(ofArn("SubscriptionArn", arn).subscriptions().get(arn))
                .orElseThrow(SnsErrors::noSubscription);
    }

    /** The subscriptions of a topic, in the order of their ARNs. */
    List<Subscription> subscriptions(Topic topic) {
        return of(topic.scope()).subscriptions().values().stream()
                .filter(subscription -> subscription.topicArn().equals(topic.arn()))
                .toList();
    }
}
