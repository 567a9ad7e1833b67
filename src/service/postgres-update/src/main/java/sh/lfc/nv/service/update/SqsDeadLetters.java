package sh.lfc.nv.service.update;

import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Puts events into a queue, in the shape in which Lambda itself puts those there that it gives up on: the event as body,
 * request id, code and message as attributes (AWS Lambda Developer Guide, "Adding a dead-letter queue").
 *
 * <p>The client is made with the first bad record, because most instances never see one.
 */
final class SqsDeadLetters implements DeadLetters {

    private static final String CODE = "400";
    private static final int MESSAGE_LENGTH = 1_024;
    private static final Pattern NOT_ALLOWED_BY_SQS = Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]");

    private final Supplier<SqsClient> client;
    private final String queueUrl;
    private SqsClient sqs;

    SqsDeadLetters(Supplier<SqsClient> client, String queueUrl) {
        this.client = client;
        this.queueUrl = queueUrl;
    }

    @Override
    public synchronized void send(String event, String reason, String requestId) {
        if (sqs == null) {
            sqs = client.get();
        }
        sqs.sendMessage(message -> message.queueUrl(queueUrl)
                .messageBody(NOT_ALLOWED_BY_SQS.matcher(event).replaceAll("?"))
                .messageAttributes(Map.of(
                        "RequestID", attribute("String", requestId),
                        "ErrorCode", attribute("Number", CODE),
                        "ErrorMessage", attribute("String", clean(reason)))));
    }

    private static String clean(String reason) {
        String allowed = NOT_ALLOWED_BY_SQS.matcher(reason).replaceAll("?");
        return allowed.substring(0, Math.min(MESSAGE_LENGTH, allowed.length()));
    }

    private static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }
}
