package sh.lfc.nv.emulator.realism;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Events of buckets, which come late, and not at all before their configuration has got around. */
class LateEventsTest {

    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:events";

    @Test
    void aBucketTellsOfWhatHappensOnceItsConfigurationHasGotAround() throws IOException {
        try (Slow slow = new Slow();
                SqsClient sqs = slow.client(SqsClient.builder());
                S3Client s3 = slow.client(S3Client.builder().forcePathStyle(true))) {
            String queue = sqs.createQueue(create -> create.queueName("events")
                            .attributes(Map.of(
                                    QueueAttributeName.POLICY,
                                    "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\":"
                                            + " {\"Service\": \"s3.amazonaws.com\"}, \"Action\": \"sqs:SendMessage\","
                                            + " \"Resource\": \"" + QUEUE + "\"}]}")))
                    .queueUrl();
            s3.createBucket(create -> create.bucket("files"));
            s3.putBucketNotificationConfiguration(put -> put.bucket("files")
                    .notificationConfiguration(told ->
                            told.queueConfigurations(one -> one.queueArn(QUEUE).events(Event.S3_OBJECT_CREATED))));

            slow.pass(Delay.BUCKET_EVENT);
            assertThat(received(sqs, queue)).singleElement().asString().contains("s3:TestEvent");
            put(s3, "early");
            slow.pass(Delay.BUCKET_NOTIFICATION);
            assertThat(received(sqs, queue)).isEmpty();

            put(s3, "told");
            slow.nearlyPass(Delay.BUCKET_EVENT);
            assertThat(received(sqs, queue)).isEmpty();
            slow.passTheRest();
            assertThat(received(sqs, queue)).singleElement().asString().contains("\"key\":\"told\"");

            s3.putBucketNotificationConfiguration(put -> put.bucket("files").notificationConfiguration(none -> {}));
            put(s3, "still");
            slow.pass(Delay.BUCKET_EVENT);
            assertThat(received(sqs, queue)).singleElement().asString().contains("\"key\":\"still\"");
            slow.pass(Delay.BUCKET_NOTIFICATION);
            put(s3, "late");
            slow.pass(Delay.BUCKET_EVENT);
            assertThat(received(sqs, queue)).isEmpty();
        }
    }

    private static void put(S3Client s3, String key) {
        s3.putObject(put -> put.bucket("files").key(key), RequestBody.fromString(key));
    }

    private static List<String> received(SqsClient sqs, String queue) {
        List<Message> messages = sqs.receiveMessage(
                        receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
        messages.forEach(
                message -> sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle())));
        return messages.stream().map(Message::body).toList();
    }
}
