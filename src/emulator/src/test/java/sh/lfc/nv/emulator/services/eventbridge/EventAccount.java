package sh.lfc.nv.emulator.services.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.Clients;
import sh.lfc.nv.emulator.services.Metrics;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An emulator whose clock stands, and queues that events go to. */
public final class EventAccount implements AutoCloseable {

    public static final ObjectMapper JSON = new ObjectMapper();

    public final Emulator aws;
    public final EventBridgeClient events;
    public final SqsClient sqs;
    private final CloudWatchClient cloudWatch;

    public EventAccount() throws IOException {
        aws = Emulator.builder().port(0).start();
        aws.clock().freeze();
        events = Clients.of(EventBridgeClient.builder(), aws);
        sqs = Clients.of(SqsClient.builder(), aws);
        cloudWatch = Clients.of(CloudWatchClient.builder(), aws);
    }

    public static String queueArn(String name) {
        return "arn:aws:sqs:us-east-1:000000000000:" + name;
    }

    public static String ruleArn(String name) {
        return "arn:aws:events:us-east-1:000000000000:rule/" + name;
    }

    /** A queue that keeps messages for two weeks and lets rules of this name in; its ARN. */
    String queue(String name, String rule) {
        return queue(
                name,
                """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sqs:SendMessage",
                   "Resource": "*", "Condition": {"ArnEquals": {"aws:SourceArn": "%s"},
                   "StringEquals": {"aws:SourceAccount": "000000000000"}}}]}"""
                        .formatted(ruleArn(rule)),
                Map.of());
    }

    /** A queue that lets nobody in. */
    public String closedQueue(String name) {
        return queue(name, null, Map.of());
    }

    private String queue(String name, String policy, Map<QueueAttributeName, String> more) {
        Map<QueueAttributeName, String> attributes = new HashMap<>(more);
        attributes.put(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600");
        if (policy != null) {
            attributes.put(QueueAttributeName.POLICY, policy);
        }
        sqs.createQueue(create -> create.queueName(name).attributes(attributes));
        return queueArn(name);
    }

    /** What is in a queue, once everything that is due is done; takes it out. */
    public List<Message> messages(String queueName) {
        aws.clock().advance(Duration.ZERO);
        String url = sqs.getQueueUrl(get -> get.queueName(queueName)).queueUrl();
        List<Message> all = new ArrayList<>();
        List<Message> some;
        do {
            some = sqs.receiveMessage(receive ->
                            receive.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
                    .messages();
            some.forEach(message ->
                    sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle())));
            all.addAll(some);
        } while (!some.isEmpty());
        return all;
    }

    List<JsonNode> bodies(String queueName) {
        return messages(queueName).stream().map(message -> read(message.body())).toList();
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(String source, String detailType, String detail) {
        events.putEvents(put ->
                put.entries(entry -> entry.source(source).detailType(detailType).detail(detail)));
    }

    /** The sum of a metric of the last two weeks. */
    public double sum(String namespace, String metric, Map<String, String> dimensions) {
        return Metrics.sum(
                cloudWatch, namespace, metric, dimensions, aws.clock().instant(), Duration.ofDays(14));
    }

    double ofRule(String metric, String rule) {
        return sum("AWS/Events", metric, Map.of("RuleName", rule));
    }

    @Override
    public void close() {
        events.close();
        sqs.close();
        cloudWatch.close();
        aws.close();
    }
}
