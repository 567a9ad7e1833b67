package sh.lfc.nv.emulator.services.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.Platform;

/**
 * Brings publications to the endpoints of subscriptions, each in a thread of its own, with retries and a dead-letter
 * queue.
 */
final class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The immediate and pre-backoff retries of the delivery policy; AWS goes on for days, nobody here waits so long. */
    private static final int RETRIES = 3;

    private static final Duration PAUSE = Duration.ofSeconds(20);

    private final Platform platform;
    private final QueueDelivery queues;
    private final FunctionDelivery functions;
    private final TopicMetrics metrics;
    private final HttpEndpoints http = new HttpEndpoints();

    Delivery(Platform platform, QueueDelivery queues, FunctionDelivery functions, TopicMetrics metrics) {
        this.platform = platform;
        this.queues = queues;
        this.functions = functions;
        this.metrics = metrics;
    }

    /**
     * Delivers a publication, in another thread unless the topic keeps an order.
     *
     * @param endpoint the emulator's address, for links in the message
     */
    void deliver(Publication publication, Subscription subscription, String endpoint) {
        boolean wanted = subscription
                .filter()
                .map(filter -> filter.accepts(publication.message(), publication.attributes()))
                .orElse(true);
        if (!wanted) {
            count(publication, "NumberOfNotificationsFilteredOut");
        } else if (publication.topic().fifo()) {
            attempt(publication, subscription, endpoint, 0);
        } else {
            platform.scheduler().run(() -> attempt(publication, subscription, endpoint, 0));
        }
    }

    private void attempt(Publication publication, Subscription subscription, String endpoint, int retry) {
        try {
            send(publication, subscription, endpoint);
            count(publication, "NumberOfNotificationsDelivered");
        } catch (RuntimeException e) {
            log.warn(
                    "subscription={} message={} retry={} not delivered: {}",
                    subscription.arn(),
                    publication.messageId(),
                    retry,
                    e.getMessage());
            if (retry < RETRIES && subscription.protocol().startsWith("http")) {
                platform.scheduler().after(PAUSE, () -> attempt(publication, subscription, endpoint, retry + 1));
            } else {
                count(publication, "NumberOfNotificationsFailed");
                giveUp(publication, subscription, endpoint);
            }
        }
    }

    private void send(Publication publication, Subscription subscription, String endpoint) {
        String text = publication.text(subscription.protocol());
        switch (subscription.protocol()) {
            case "sqs" -> {
                boolean raw = subscription.raw();
                queues.send(
                        subscription.topicArn(),
                        subscription.endpoint(),
                        raw ? text : publication.notification(subscription, endpoint),
                        raw ? publication.attributes() : Map.of(),
                        publication.groupId(),
                        publication.deduplicationId());
            }
            case "lambda" ->
                functions.invoke(
                        subscription.endpoint(),
                        publication.event(subscription, endpoint).getBytes(StandardCharsets.UTF_8),
                        subscription.topicArn());
            case "http", "https" ->
                http.post(
                        subscription.endpoint(),
                        "Notification",
                        subscription.raw() ? text : publication.notification(subscription, endpoint),
                        Map.of(
                                "x-amz-sns-message-id", publication.messageId(),
                                "x-amz-sns-topic-arn", subscription.topicArn(),
                                "x-amz-sns-subscription-arn", subscription.arn()));
            default ->
                log.info(
                        "protocol={} to={} subject={} message={}",
                        subscription.protocol(),
                        subscription.endpoint(),
                        publication.subject(),
                        text);
        }
    }

    private void giveUp(Publication publication, Subscription subscription, String endpoint) {
        String policy = subscription.attributes().get("RedrivePolicy");
        if (policy == null) {
            return;
        }
        try {
            String target = JSON.readTree(policy).path("deadLetterTargetArn").asText();
            queues.send(
                    subscription.topicArn(),
                    target,
                    publication.notification(subscription, endpoint),
                    Map.of(),
                    publication.groupId(),
                    publication.deduplicationId());
        } catch (JsonProcessingException | RuntimeException e) {
            log.warn("subscription={} has no usable dead-letter queue: {}", subscription.arn(), e.getMessage());
        }
    }

    /** Asks an HTTP endpoint, or the reader of the log, to confirm. */
    void askForConfirmation(Subscription subscription, String endpoint) {
        String confirm = endpoint + "/?Action=ConfirmSubscription&TopicArn=" + subscription.topicArn() + "&Token="
                + subscription.token();
        log.info(
                "subscription={} protocol={} endpoint={} is pending, confirm it with {}",
                subscription.arn(),
                subscription.protocol(),
                subscription.endpoint(),
                confirm);
        if (subscription.protocol().startsWith("http")) {
            String id = platform.ids().uuid();
            String body = JSON.createObjectNode()
                    .put("Type", "SubscriptionConfirmation")
                    .put("MessageId", id)
                    .put("Token", subscription.token())
                    .put("TopicArn", subscription.topicArn())
                    .put(
                            "Message",
                            "You have chosen to subscribe to the topic " + subscription.topicArn()
                                    + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.")
                    .put("SubscribeURL", confirm)
                    .put("Timestamp", platform.clock().instant().toString())
                    .put("SignatureVersion", "1")
                    .toString();
            platform.scheduler().run(() -> {
                try {
                    http.post(
                            subscription.endpoint(),
                            "SubscriptionConfirmation",
                            body,
                            Map.of("x-amz-sns-message-id", id, "x-amz-sns-topic-arn", subscription.topicArn()));
                } catch (RuntimeException e) {
                    log.warn("subscription={} was not asked to confirm: {}", subscription.arn(), e.getMessage());
                }
            });
        }
    }

    void count(Publication publication, String metric) {
        Topic topic = publication.topic();
        metrics.record(topic.scope(), topic.name(), metric, 1, "Count");
    }
}
