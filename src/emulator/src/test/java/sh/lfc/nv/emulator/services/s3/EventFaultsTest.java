package sh.lfc.nv.emulator.services.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.faults.Fault;
import sh.lfc.nv.emulator.faults.Faults;
import sh.lfc.nv.emulator.faults.Often;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Events of a bucket that are late, double or out of order. */
class EventFaultsTest {

    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:events";

    private final List<String> seen = new ArrayList<>();
    private S3Fixture fixture;
    private Faults faults;
    private SqsClient sqs;
    private String bucket;
    private String queue;

    @BeforeEach
    void start() throws IOException {
        fixture = new S3Fixture();
        faults = fixture.aws().faults();
        sqs = Clients.of(SqsClient.builder(), fixture.aws());
        bucket = fixture.bucket();
        String policy =
                """
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sqs:SendMessage",
                   "Resource": "%s"}]}"""
                        .formatted(ARN);
        queue = sqs.createQueue(
                        create -> create.queueName("events").attributes(Map.of(QueueAttributeName.POLICY, policy)))
                .queueUrl();
        fixture.s3().putBucketNotificationConfiguration(put -> put.bucket(bucket)
                .notificationConfiguration(
                        all -> all.queueConfigurations(to -> to.queueArn(ARN).events(Event.S3_OBJECT_CREATED))));
        awaitSeen("s3:TestEvent");
        seen.clear();
    }

    @AfterEach
    void end() {
        sqs.close();
        fixture.close();
    }

    /** What has arrived, in its order, once so much has. */
    private void awaitSeen(String... keys) {
        await().untilAsserted(() -> {
            receive();
            assertThat(seen).containsExactly(keys);
        });
    }

    private void receive() {
        List<Message> messages = sqs.receiveMessage(
                        receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
        for (Message message : messages) {
            seen.add(key(message.body()));
            sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle()));
        }
    }

    private static String key(String body) {
        try {
            var event = new ObjectMapper().readTree(body);
            return event.path("Event")
                    .asText(event.at("/Records/0/s3/object/key").asText());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String key) {
        fixture.put(bucket, key, "text");
    }

    @Test
    void aDelayedEventComesAtItsTime() {
        fixture.aws().clock().freeze();
        faults.delay(bucket, Duration.ofMinutes(3), Often.times(1));

        put("late");
        put("prompt");

        awaitSeen("prompt");
        fixture.aws().clock().advance(Duration.ofMinutes(2));
        awaitSeen("prompt");
        fixture.aws().clock().advance(Duration.ofMinutes(1));
        awaitSeen("prompt", "late");
    }

    @Test
    void aDuplicatedEventComesTwice() {
        faults.duplicate(bucket, Often.times(1));

        put("twice");
        awaitSeen("twice", "twice");
        put("once");

        awaitSeen("twice", "twice", "once");
    }

    @Test
    void anEventIsHeldBackUntilTheNextHasPassed() {
        Fault fault = faults.reorder(bucket, Duration.ofMinutes(1), Often.ALWAYS);

        put("1");
        put("2");
        awaitSeen("2", "1");
        put("3");
        put("4");

        awaitSeen("2", "1", "4", "3");
        assertThat(faults.clear(fault.id()).struck()).isEqualTo(2);
    }

    @Test
    void whatIsHeldBackIsNotLostWhenNothingFollows() {
        fixture.aws().clock().freeze();
        faults.reorder(bucket, Duration.ofMinutes(1), Often.times(1));

        put("alone");
        receive();
        assertThat(seen).isEmpty();
        fixture.aws().clock().advance(Duration.ofMinutes(1));

        awaitSeen("alone");
    }

    @Test
    void whatIsHeldBackIsLetGoWhenTheFaultIsCleared() {
        faults.reorder(bucket, Duration.ofMinutes(30), Often.times(1));
        put("held");
        await().until(() -> faults.list().get(0).over());

        faults.clear();

        awaitSeen("held");
    }

    @Test
    void eventsOfOtherBucketsAreNotHit() {
        faults.reorder(fixture.bucket(), Duration.ofMinutes(30), Often.ALWAYS);
        faults.delay(fixture.bucket(), Duration.ofMinutes(30), Often.ALWAYS);

        put("prompt");

        awaitSeen("prompt");
    }
}
