package sh.lfc.nv.emulator.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static sh.lfc.nv.emulator.services.s3.S3Fixture.assertRefused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRuleName;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3NotificationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private S3Fixture fixture;
    private S3Client s3;
    private SqsClient sqs;

    @BeforeAll
    void start() throws IOException {
        fixture = new S3Fixture();
        s3 = fixture.s3();
        sqs = Clients.of(SqsClient.builder(), fixture.aws());
    }

    @AfterAll
    void end() {
        sqs.close();
        fixture.close();
    }

    @Test
    void whatHappensToObjectsIsToldInItsOrder() throws IOException {
        String bucket = fixture.versionedBucket();
        String queue = queue(bucket);
        notify(bucket, queue, "", Event.S3_OBJECT_CREATED, Event.S3_OBJECT_REMOVED);
        assertThat(receive(queue, 1).get(0).get("Event").asText()).isEqualTo("s3:TestEvent");

        String version = fixture.put(bucket, "a b+ü/c", "text").versionId();
        s3.copyObject(copy -> copy.sourceBucket(bucket)
                .sourceKey("a b+ü/c")
                .destinationBucket(bucket)
                .destinationKey("copy"));
        s3.deleteObject(delete -> delete.bucket(bucket).key("a b+ü/c"));
        s3.deleteObject(delete -> delete.bucket(bucket).key("a b+ü/c").versionId(version));
        List<JsonNode> records = records(receive(queue, 4));

        assertThat(records)
                .extracting(record -> record.get("eventName").asText())
                .containsExactly(
                        "ObjectCreated:Put",
                        "ObjectCreated:Copy",
                        "ObjectRemoved:DeleteMarkerCreated",
                        "ObjectRemoved:Delete");
        JsonNode put = records.get(0);
        assertThat(put.get("eventVersion").asText()).isEqualTo("2.1");
        assertThat(put.get("eventSource").asText()).isEqualTo("aws:s3");
        assertThat(put.at("/s3/bucket/name").asText()).isEqualTo(bucket);
        assertThat(put.at("/s3/configurationId").asText()).isEqualTo("rule");
        assertThat(put.at("/s3/object/key").asText()).isEqualTo("a+b%2B%C3%BC/c");
        assertThat(put.at("/s3/object/size").asInt()).isEqualTo(4);
        assertThat(put.at("/s3/object/eTag").asText()).hasSize(32);
        assertThat(put.at("/s3/object/versionId").asText()).isEqualTo(version);
        assertThat(put.at("/s3/object/sequencer").asText()).matches("[0-9A-F]{18}");
        assertThat(records.get(3).at("/s3/object/versionId").asText()).isEqualTo(version);
    }

    @Test
    void onlyKeysThatTheFiltersLetThroughAreTold() throws IOException {
        String bucket = fixture.bucket();
        String queue = queue(bucket);
        notify(bucket, queue, "in/", Event.S3_OBJECT_CREATED_PUT);
        receive(queue, 1);

        fixture.put(bucket, "out/1", "text");
        fixture.put(bucket, "in/2", "text");
        s3.deleteObject(delete -> delete.bucket(bucket).key("in/2"));
        fixture.put(bucket, "in/3", "text");

        List<JsonNode> records = records(receive(queue, 2));
        assertThat(records)
                .extracting(record -> record.at("/s3/object/key").asText())
                .containsExactly("in/2", "in/3");
        assertThat(records.get(0).at("/s3/object/versionId").isMissingNode()).isTrue();
    }

    @Test
    void aDestinationThatDoesNotLetS3InIsRefused() {
        String bucket = fixture.bucket();
        String ofAnother = queue("queue-of-another-bucket");

        for (String queue : List.of("arn:aws:sqs:us-east-1:000000000000:none", ofAnother)) {
            assertRefused(400, "InvalidArgument", () -> notify(bucket, queue, "", Event.S3_OBJECT_CREATED))
                    .hasMessageContaining("Unable to validate the following destination configurations");
        }
        assertRefused(
                        400,
                        "InvalidArgument",
                        () -> s3.putBucketNotificationConfiguration(put -> put.bucket(bucket)
                                .notificationConfiguration(
                                        all -> all.lambdaFunctionConfigurations(function -> function.lambdaFunctionArn(
                                                        "arn:aws:lambda:us-east-1:000000000000:function:none")
                                                .events(Event.S3_OBJECT_CREATED)))))
                .hasMessageContaining("Unable to validate the following destination configurations");
        assertThat(s3.getBucketNotificationConfiguration(get -> get.bucket(bucket))
                        .queueConfigurations())
                .isEmpty();
    }

    @Test
    void rulesThatWouldBothMatchAreRefused() {
        String bucket = fixture.bucket();
        String queue = queue(bucket);

        assertRefused(
                        400,
                        "InvalidArgument",
                        () -> s3.putBucketNotificationConfiguration(put -> put.bucket(bucket)
                                .notificationConfiguration(all -> all.queueConfigurations(
                                        one -> one.queueArn(queue).events(Event.S3_OBJECT_CREATED),
                                        two -> two.queueArn(queue).events(Event.S3_OBJECT_CREATED_PUT)))))
                .hasMessageContaining("Configuration is ambiguously defined");
    }

    @Test
    void aBucketThatIsToldToTellsEventBridge() throws IOException {
        String bucket = fixture.versionedBucket();
        String queue = "arn:aws:sqs:us-east-1:000000000000:" + bucket + "-events";
        sqs.createQueue(create -> create.queueName(bucket + "-events")
                .attributes(Map.of(
                        QueueAttributeName.POLICY,
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                                + "{\"Service\":\"events.amazonaws.com\"},\"Action\":\"sqs:SendMessage\","
                                + "\"Resource\":\"*\"}]}")));
        try (EventBridgeClient events = Clients.of(EventBridgeClient.builder(), fixture.aws())) {
            events.putRule(rule -> rule.name(bucket)
                    .eventPattern("{\"source\":[\"aws.s3\"],\"detail\":{\"bucket\":{\"name\":[\"" + bucket + "\"]}}}"));
            events.putTargets(
                    put -> put.rule(bucket).targets(target -> target.id("1").arn(queue)));
            s3.putBucketNotificationConfiguration(put ->
                    put.bucket(bucket).notificationConfiguration(all -> all.eventBridgeConfiguration(bridge -> {})));

            String version = fixture.put(bucket, "a b+ü/c", "text").versionId();
            s3.deleteObject(delete -> delete.bucket(bucket).key("a b+ü/c"));
            s3.deleteObject(delete -> delete.bucket(bucket).key("a b+ü/c").versionId(version));
            List<JsonNode> told = receive(queue, 3).stream()
                    .sorted(Comparator.comparing(
                            event -> event.at("/detail/object/sequencer").asText()))
                    .toList();

            assertThat(told)
                    .extracting(event -> event.get("detail-type").asText())
                    .containsExactly("Object Created", "Object Deleted", "Object Deleted");
            JsonNode created = told.get(0);
            assertThat(created.get("resources").get(0).asText()).isEqualTo("arn:aws:s3:::" + bucket);
            assertThat(created.at("/detail/version").asText()).isEqualTo("0");
            assertThat(created.at("/detail/object/key").asText()).isEqualTo("a b+ü/c");
            assertThat(created.at("/detail/object/size").asInt()).isEqualTo(4);
            assertThat(created.at("/detail/object/etag").asText()).hasSize(32);
            assertThat(created.at("/detail/object/version-id").asText()).isEqualTo(version);
            assertThat(created.at("/detail/reason").asText()).isEqualTo("PutObject");
            assertThat(created.at("/detail/requester").asText()).isEqualTo("000000000000");
            assertThat(told.get(1).at("/detail/deletion-type").asText()).isEqualTo("Delete Marker Created");
            assertThat(told.get(2).at("/detail/deletion-type").asText()).isEqualTo("Permanently Deleted");
            assertThat(told.get(2).at("/detail/object/version-id").asText()).isEqualTo(version);
        }
    }

    /** The ARN of a new queue that lets S3 in. */
    private String queue(String name) {
        String arn = "arn:aws:sqs:us-east-1:000000000000:" + name;
        String policy =
                """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sqs:SendMessage",
                   "Resource": "%s", "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::%s"},
                   "StringEquals": {"aws:SourceAccount": "000000000000"}}}]}"""
                        .formatted(arn, name);
        sqs.createQueue(create -> create.queueName(name).attributes(Map.of(QueueAttributeName.POLICY, policy)));
        return arn;
    }

    private void notify(String bucket, String queueArn, String prefix, Event... events) {
        s3.putBucketNotificationConfiguration(put -> put.bucket(bucket)
                .notificationConfiguration(all -> all.queueConfigurations(queue -> queue.id("rule")
                        .queueArn(queueArn)
                        .events(events)
                        .filter(filter -> filter.key(key -> key.filterRules(
                                rule -> rule.name(FilterRuleName.PREFIX).value(prefix)))))));
    }

    private List<JsonNode> receive(String queueArn, int count) throws IOException {
        String url = sqs.getQueueUrl(get -> get.queueName(queueArn.substring(queueArn.lastIndexOf(':') + 1)))
                .queueUrl();
        List<JsonNode> bodies = new ArrayList<>();
        for (int attempt = 0; attempt < 20 && bodies.size() < count; attempt++) {
            for (Message message : sqs.receiveMessage(
                            receive -> receive.queueUrl(url).waitTimeSeconds(2).maxNumberOfMessages(10))
                    .messages()) {
                bodies.add(JSON.readTree(message.body()));
                sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
        assertThat(bodies).hasSize(count);
        return bodies;
    }

    /** In the order of their sequencers, in which S3 need not deliver them. */
    private static List<JsonNode> records(List<JsonNode> messages) {
        return messages.stream()
                .map(message -> message.get("Records").get(0))
                .sorted(Comparator.comparing(
                        record -> record.at("/s3/object/sequencer").asText()))
                .toList();
    }
}
