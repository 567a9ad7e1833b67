package sh.lfc.nv.emulator.services.sqs;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * SQS: all queues of an emulator, for SQS's own operations and for the services that send to queues.
 *
 * <p>Safe for use by many threads.
 */
public final class Sqs {

    private final Platform platform;
    private final QueueMetrics metrics;
    private final QueueSampling sampling;
    private final Regional<NavigableMap<String, SqsQueue>> queues =
            new Regional<>(scope -> new ConcurrentSkipListMap<>());

    /**
     * @param metrics where the queues' metrics go; depths are sampled once a minute
     */
    public Sqs(Platform platform, QueueMetrics metrics) {
        this.platform = platform;
        this.metrics = metrics;
        this.sampling = new QueueSampling(platform, metrics, this::all);
        platform.clock().onChange(() -> all().forEach(SqsQueue::wake));
    }

    /** The objects that answer SQS's operations. */
    public List<AwsService> services() {
        return List.of(new SqsQueues(this), new SqsMessages(this), new SqsMoveTasks(this));
    }

    /**
     * Sends a message on behalf of a service of AWS.
     *
     * @param queueArn the ARN of a queue of this emulator
     * @param sender the service, for example {@code s3.amazonaws.com}
     * @return the identifier of the message
     * @throws software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException if there is no such queue
     */
    public String send(String queueArn, String body, Map<String, MessageAttributeValue> attributes, String sender) {
        return send(queueArn, body, attributes, sender, null, null);
    }

    /** Sends a message as {@link #send(String, String, Map, String)} does, also to FIFO queues. */
    public String send(
            String queueArn,
            String body,
            Map<String, MessageAttributeValue> attributes,
            String sender,
            String groupId,
            String deduplicationId) {
        SqsQueue queue = byArn(queueArn).orElseThrow(SqsErrors::noQueue);
        return send(queue, new OutgoingMessage(body, attributes, null, null, groupId, deduplicationId, sender)).id;
    }

    /** Whether there is a queue of this ARN. */
    public boolean exists(String queueArn) {
        return byArn(queueArn).isPresent();
    }

    /** The policy of a queue, in JSON; empty where there is no such queue or it has none. */
    public Optional<String> policy(String queueArn) {
        return byArn(queueArn).map(queue -> queue.attributes().values().get("Policy"));
    }

    /** The tags of a queue; none where there is no such queue. */
    public Map<String, String> tags(String queueArn) {
        return byArn(queueArn).map(SqsQueue::tags).orElse(Map.of());
    }

    /** The tags of all queues of an account and region, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        return queues.of(scope).values().stream()
                .collect(Collectors.toMap(queue -> scope.arn("sqs", queue.name()), SqsQueue::tags));
    }

    StoredMessage send(SqsQueue queue, OutgoingMessage message) {
        MessageChecks.check(message, queue.attributes());
        StoredMessage stored = queue.send(message);
        sampling.uses(queue);
        record(queue, "NumberOfMessagesSent", 1, "Count");
        record(queue, "SentMessageSize", message.size(), "Bytes");
        return stored;
    }

    void record(SqsQueue queue, String metric, double value, String unit) {
        metrics.record(queue.scope(), queue.name(), metric, value, unit);
    }

    Platform platform() {
        return platform;
    }

    NavigableMap<String, SqsQueue> of(Scope scope) {
        return queues.of(scope);
    }

    Optional<SqsQueue> byArn(String arn) {
        String[] parts = arn == null ? new String[0] : arn.split(":");
        return parts.length == 6 && parts[2].equals("sqs")
                ? Optional.ofNullable(queues.of(new Scope(parts[4], parts[3])).get(parts[5]))
                : Optional.empty();
    }

    /** The queue of a URL, whatever its host; the call tells the region. */
    SqsQueue byUrl(String url, Call call) {
        if (url == null || url.isEmpty()) {
            throw SqsErrors.missing("QueueUrl");
        }
        String[] path;
        try {
            path = Optional.ofNullable(URI.create(url).getPath()).orElse("").split("/");
        } catch (IllegalArgumentException e) {
            throw SqsErrors.noQueue();
        }
        String name = path[path.length - 1];
        String account = path.length > 2 ? path[path.length - 2] : call.scope().account();
        SqsQueue queue = queues.of(new Scope(account, call.scope().region())).get(name);
        if (queue == null) {
            throw SqsErrors.noQueue();
        }
        sampling.uses(queue);
        return queue;
    }

    private Collection<SqsQueue> all() {
        return queues.all().values().stream()
                .flatMap(region -> region.values().stream())
                .toList();
    }
}
