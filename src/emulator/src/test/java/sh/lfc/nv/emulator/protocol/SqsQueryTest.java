package sh.lfc.nv.emulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.emulator.call.AwsError;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** SQS is spoken to in Query by clients of before 2023, such as version 2.9 of the AWS CLI. */
class SqsQueryTest {

    private final ServiceModel sqs = ServiceModel.load("sqs");
    private final Codec query = QueryCodec.sqs();

    @Test
    void mapsAndTagsAreReadFromTheirSingulars() throws IOException {
        assertThat(read(
                        "CreateQueue",
                        "QueueName",
                        "a",
                        "Attribute.1.Name",
                        "DelaySeconds",
                        "Attribute.1.Value",
                        "5",
                        "Tag.1.Key",
                        "owner",
                        "Tag.1.Value",
                        "me"))
                .isEqualTo(CreateQueueRequest.builder()
                        .queueName("a")
                        .attributes(Map.of(QueueAttributeName.DELAY_SECONDS, "5"))
                        .tags(Map.of("owner", "me"))
                        .build());
    }

    @Test
    void listsOfNamesAreReadFromTheirSingulars() throws IOException {
        assertThat(read(
                        "ReceiveMessage",
                        "QueueUrl",
                        "u",
                        "AttributeName.1",
                        "All",
                        "MessageAttributeName.1",
                        "a",
                        "MessageAttributeName.2",
                        "b"))
                .isEqualTo(ReceiveMessageRequest.builder()
                        .queueUrl("u")
                        .attributeNamesWithStrings("All")
                        .messageAttributeNames("a", "b")
                        .build());
    }

    @Test
    void entriesOfABatchAreCalledAfterTheOperation() throws IOException {
        String entry = "SendMessageBatchRequestEntry.1.";

        assertThat(read(
                        "SendMessageBatch",
                        "QueueUrl",
                        "u",
                        entry + "Id",
                        "1",
                        entry + "MessageBody",
                        "hello",
                        entry + "MessageAttribute.1.Name",
                        "a",
                        entry + "MessageAttribute.1.Value.DataType",
                        "String",
                        entry + "MessageAttribute.1.Value.StringValue",
                        "b"))
                .isEqualTo(SendMessageBatchRequest.builder()
                        .queueUrl("u")
                        .entries(SendMessageBatchRequestEntry.builder()
                                .id("1")
                                .messageBody("hello")
                                .messageAttributes(Map.of("a", text("b")))
                                .build())
                        .build());
    }

    @Test
    void aMapWithoutValuesIsRefused() {
        assertThatThrownBy(() -> read("CreateQueue", "QueueName", "a", "Attribute.1.Name", "DelaySeconds"))
                .isInstanceOf(AwsError.class);
    }

    @Test
    void answersAreFlat() {
        assertThat(written(
                        "ListQueues",
                        ListQueuesResponse.builder().queueUrls("a", "b").build()))
                .contains("<ListQueuesResult><QueueUrl>a</QueueUrl><QueueUrl>b</QueueUrl></ListQueuesResult>");
        Message message = Message.builder()
                .body("hello")
                .attributes(Map.of(MessageSystemAttributeName.SENDER_ID, "me"))
                .messageAttributes(Map.of("a", text("b")))
                .build();
        assertThat(written(
                        "ReceiveMessage",
                        ReceiveMessageResponse.builder().messages(message).build()))
                .contains("<Message><Body>hello</Body>")
                .contains("<Attribute><Name>SenderId</Name><Value>me</Value></Attribute>")
                .contains("<MessageAttribute><Name>a</Name><Value><StringValue>b</StringValue>"
                        + "<DataType>String</DataType></Value></MessageAttribute>");
        assertThat(written(
                        "SendMessageBatch",
                        SendMessageBatchResponse.builder()
                                .successful(success -> success.id("1"))
                                .failed(BatchResultErrorEntry.builder().id("2").build())
                                .build()))
                .contains("<SendMessageBatchResultEntry><Id>1</Id></SendMessageBatchResultEntry>")
                .contains("<BatchResultErrorEntry><Id>2</Id></BatchResultErrorEntry>");
    }

    @Test
    void errorsHaveTheirOldCodes() {
        WireError error = new WireError(
                "QueueDoesNotExist",
                400,
                "The specified queue does not exist.",
                Map.of(),
                QueueDoesNotExistException.builder().build());

        assertThat(text(query.write(sqs, error, "id")))
                .contains("<Code>AWS.SimpleQueueService.NonExistentQueue</Code>");
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private SdkPojo read(String action, String... parameters) throws IOException {
        Map<String, List<String>> form = new LinkedHashMap<>();
        form.put("Action", List.of(action));
        for (int i = 0; i < parameters.length; i += 2) {
            form.put(parameters[i], List.of(parameters[i + 1]));
        }
        WireRequest request = new WireRequest("POST", "/", form, Map.of(), InputStream.nullInputStream());
        return query.read(sqs, query.operation(sqs, request), request);
    }

    private String written(String operation, SdkPojo answer) {
        return text(query.write(sqs, sqs.operation(operation).orElseThrow(), answer, "id"));
    }

    private static String text(WireResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
