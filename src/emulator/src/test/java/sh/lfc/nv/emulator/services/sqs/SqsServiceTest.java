package sh.lfc.nv.emulator.services.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Times are advanced by tests of this class, so none of them relies on the time standing still. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqsServiceTest {

    private Emulator aws;
    private SqsClient sqs;

    @BeforeAll
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        sqs = Clients.of(SqsClient.builder(), aws);
    }

    @AfterAll
    void end() {
        sqs.close();
        aws.close();
    }

    @Test
    void aQueueHasTheAttributesOfItsCreationAndTheDefaults() {
        String url = queue("attributes", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "7"));

        Map<String, String> attributes = sqs.getQueueAttributes(
                        get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings();

        assertThat(url).isEqualTo(aws.endpoint() + "/000000000000/attributes");
        assertThat(attributes)
                .containsEntry("QueueArn", "arn:aws:sqs:us-east-1:000000000000:attributes")
                .containsEntry("VisibilityTimeout", "7")
                .containsEntry("MessageRetentionPeriod", "345600")
                .containsEntry("SqsManagedSseEnabled", "true")
                .containsEntry("ApproximateNumberOfMessages", "0")
                .containsKey("CreatedTimestamp")
                .doesNotContainKeys("Policy", "FifoQueue");
        assertThat(sqs.getQueueUrl(get -> get.queueName("attributes")).queueUrl())
                .isEqualTo(url);
    }

    @Test
    void aQueueIsMadeAgainOnlyWithTheSameAttributes() {
        String url = queue("again", Map.of(QueueAttributeName.DELAY_SECONDS, "5"));

        assertThat(queue("again", Map.of(QueueAttributeName.DELAY_SECONDS, "5")))
                .isEqualTo(url);
        assertThatThrownBy(() -> queue("again", Map.of(QueueAttributeName.DELAY_SECONDS, "6")))
                .isInstanceOf(QueueNameExistsException.class)
                .hasMessageContaining("different value for attribute DelaySeconds");
    }

    @Test
    void attributesThatDoNotExistOrDoNotFitAreRefused() {
        assertThatThrownBy(() -> sqs.createQueue(
                        create -> create.queueName("bad").attributesWithStrings(Map.of("Colour", "red"))))
                .isInstanceOf(InvalidAttributeNameException.class)
                .hasMessageContaining("Unknown Attribute Colour.");
        assertThatThrownBy(() -> queue("bad", Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "59")))
                .isInstanceOf(InvalidAttributeValueException.class)
                .hasMessageContaining("Invalid value for the parameter MessageRetentionPeriod.");
        assertThatThrownBy(() -> queue("not.fifo", Map.of()))
                .isInstanceOfSatisfying(SqsException.class, refusal -> assertThat(
                                refusal.awsErrorDetails().errorCode())
                        .isEqualTo("InvalidParameterValue"));
    }

    @Test
    void anUnknownQueueIsRefusedWithTheCodeThatOldClientsKnow() {
        assertThatThrownBy(() -> sqs.getQueueUrl(get -> get.queueName("missing")))
                .isInstanceOfSatisfying(QueueDoesNotExistException.class, refusal -> assertThat(
                                refusal.awsErrorDetails().errorCode())
                        .isEqualTo("AWS.SimpleQueueService.NonExistentQueue"));
    }

    /** The SDK itself compares the digests of body and attributes. */
    @Test
    void aMessageArrivesAsItWasSent() {
        String url = queue("arrives", Map.of());
        Map<String, MessageAttributeValue> attributes = Map.of(
                "b.text", text("String", "grün"),
                "a.number", text("Number.int", "42"),
                "c",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {0, 1, -1}))
                                .build());

        sqs.sendMessage(
                send -> send.queueUrl(url).messageBody("Käse & {\"a\":1}").messageAttributes(attributes));
        Message all = receive(url, "All");
        Message some = sqs
                .receiveMessage(receive -> receive.queueUrl(queueUrl("arrives")).messageAttributeNames("a.*"))
                .messages()
                .stream()
                .findFirst()
                .orElse(null);

        assertThat(all.body()).isEqualTo("Käse & {\"a\":1}");
        assertThat(all.messageAttributes()).isEqualTo(attributes);
        assertThat(all.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
                .containsEntry(MessageSystemAttributeName.SENDER_ID, "000000000000");
        assertThat(some).as("the message is in flight").isNull();
        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(all.receiptHandle()));
        assertThat(depth(url)).isEqualTo("0/0/0");
    }

    @Test
    void aMessageThatIsNotDeletedComesBackAndOldReceiptsDeleteNothing() {
        String url = queue("comes-back", Map.of());
        send(url, "x");

        Message first = receive(url);
        assertThat(depth(url)).isEqualTo("0/1/0");
        aws.clock().advance(Duration.ofSeconds(31));
        Message second = receive(url);
        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(first.receiptHandle()));

        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(depth(url)).isEqualTo("0/1/0");
        sqs.changeMessageVisibility(change ->
                change.queueUrl(url).receiptHandle(second.receiptHandle()).visibilityTimeout(0));
        assertThat(depth(url)).isEqualTo("1/0/0");
        assertThatThrownBy(
                        () -> sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle("nonsense")))
                .isInstanceOf(ReceiptHandleIsInvalidException.class);
    }

    @Test
    void aDelayedMessageShowsInTimeAndAnOldOneIsForgotten() {
        String url = queue("delayed", Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "3600"));
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("later").delaySeconds(600));

        assertThat(depth(url)).isEqualTo("0/0/1");
        aws.clock().advance(Duration.ofMinutes(11));
        assertThat(depth(url)).isEqualTo("1/0/0");
        aws.clock().advance(Duration.ofHours(1));
        assertThat(depth(url)).isEqualTo("0/0/0");
    }

    @Test
    void aReceiverWaitsForAMessage() throws Exception {
        String url = queue("waits", Map.of());

        try (SqsClient other = Clients.of(SqsClient.builder(), aws)) {
            CompletableFuture<List<Message>> waiting = CompletableFuture.supplyAsync(
                    () -> other.receiveMessage(receive -> receive.queueUrl(url).waitTimeSeconds(20))
                            .messages());
            send(url, "there");

            assertThat(waiting.get(10, TimeUnit.SECONDS))
                    .extracting(Message::body)
                    .containsExactly("there");
        }
    }

    @Test
    void whatIsReceivedTooOftenGoesToTheDeadLetterQueueAndBack() {
        String dead = queue("dead", Map.of());
        String url = queue(
                "redrives",
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn("dead") + "\",\"maxReceiveCount\":1}",
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "0"));
        send(url, "poison");

        receive(url);
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(url)).messages())
                .isEmpty();
        Message letter = receive(dead);

        assertThat(letter.body()).isEqualTo("poison");
        assertThat(letter.attributes())
                .containsEntry(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN, arn("redrives"));
        assertThat(sqs.listDeadLetterSourceQueues(list -> list.queueUrl(dead)).queueUrls())
                .containsExactly(url);
        aws.clock().advance(Duration.ofMinutes(1));
        sqs.startMessageMoveTask(start -> start.sourceArn(arn("dead")));
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(url).waitTimeSeconds(20))
                        .messages())
                .extracting(Message::body)
                .containsExactly("poison");
        assertThat(sqs.listMessageMoveTasks(list -> list.sourceArn(arn("dead"))).results())
                .singleElement()
                .extracting(ListMessageMoveTasksResultEntry::approximateNumberOfMessagesToMove)
                .isEqualTo(1L);
    }

    @Test
    void aDeadLetterQueueMustExist() {
        assertThatThrownBy(() -> queue(
                        "no-target",
                        Map.of(
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\":\"" + arn("nowhere") + "\",\"maxReceiveCount\":1}")))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("Dead letter target does not exist.");
    }

    @Test
    void aFifoQueueKeepsTheOrderOfAGroupAndTakesADuplicateOnce() {
        String url = queue(
                "order.fifo",
                Map.of(
                        QueueAttributeName.FIFO_QUEUE, "true",
                        QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"));
        for (String body : List.of("a1", "a2", "a1")) {
            sqs.sendMessage(send -> send.queueUrl(url).messageBody(body).messageGroupId("a"));
        }
        sqs.sendMessage(send -> send.queueUrl(url).messageBody("b1").messageGroupId("b"));

        Message first = receive(url);
        Message second = receive(url);

        assertThat(first.body()).isEqualTo("a1");
        assertThat(second.body()).as("group a waits for its first message").isEqualTo("b1");
        assertThat(sqs.receiveMessage(receive -> receive.queueUrl(url)).messages())
                .isEmpty();
        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(first.receiptHandle()));
        assertThat(receive(url).body()).isEqualTo("a2");
        assertThatThrownBy(() -> send(url, "without a group"))
                .hasMessageContaining("The request must contain the parameter MessageGroupId.");
    }

    @Test
    void aBatchTellsWhichEntriesFailed() {
        String url = queue("batch", Map.of());
        SendMessageBatchRequestEntry good = entry("good", "x");

        var answer = sqs.sendMessageBatch(batch -> batch.queueUrl(url).entries(good, entry("bad", "\u0001")));

        assertThat(answer.successful()).singleElement().matches(sent -> sent.id()
                .equals("good"));
        assertThat(answer.failed())
                .singleElement()
                .extracting(BatchResultErrorEntry::code)
                .isEqualTo("InvalidMessageContents");
        assertThatThrownBy(
                        () -> sqs.sendMessageBatch(batch -> batch.queueUrl(url).entries(good, good)))
                .isInstanceOf(BatchEntryIdsNotDistinctException.class);
    }

    @Test
    void aDeletedQueueIsGone() {
        String url = queue("gone", Map.of());

        sqs.deleteQueue(delete -> delete.queueUrl(url));

        assertThatThrownBy(() -> send(url, "x")).isInstanceOf(QueueDoesNotExistException.class);
        assertThat(sqs.listQueues(list -> list.queueNamePrefix("gone")).queueUrls())
                .isEmpty();
    }

    private String queue(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(create -> create.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private String queueUrl(String name) {
        return aws.endpoint() + "/000000000000/" + name;
    }

    private static String arn(String name) {
        return "arn:aws:sqs:us-east-1:000000000000:" + name;
    }

    private void send(String url, String body) {
        sqs.sendMessage(send -> send.queueUrl(url).messageBody(body));
    }

    private Message receive(String url, String... attributeNames) {
        List<Message> messages = sqs.receiveMessage(receive -> receive.queueUrl(url)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames(attributeNames))
                .messages();
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    /** Visible, in flight and delayed messages. */
    private String depth(String url) {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                + "/" + attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                + "/" + attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private static MessageAttributeValue text(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }
}
