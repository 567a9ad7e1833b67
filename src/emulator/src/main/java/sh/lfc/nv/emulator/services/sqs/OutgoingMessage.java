package sh.lfc.nv.emulator.services.sqs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * A message as its sender hands it over.
 *
 * @param delay how long it stays invisible, or null for the queue's own delay
 * @param traceHeader the header {@code AWSTraceHeader}, or null
 * @param groupId its message group, or null
 * @param deduplicationId what tells it from others, or null
 * @param senderId the unique identifier of who sent it
 */
record OutgoingMessage(
        String body,
        Map<String, MessageAttributeValue> attributes,
        Duration delay,
        String traceHeader,
        String groupId,
        String deduplicationId,
        String senderId) {

    private static final String TRACE_HEADER = "AWSTraceHeader";

    static OutgoingMessage of(SendMessageRequest request, String senderId) {
        var trace = request.messageSystemAttributesAsStrings().get(TRACE_HEADER);
        return new OutgoingMessage(
                request.messageBody(),
                request.messageAttributes(),
                seconds(request.delaySeconds()),
                trace == null ? null : trace.stringValue(),
                request.messageGroupId(),
                request.messageDeduplicationId(),
                senderId);
    }

    static OutgoingMessage of(SendMessageBatchRequestEntry entry, String senderId) {
        var trace = entry.messageSystemAttributesAsStrings().get(TRACE_HEADER);
        return new OutgoingMessage(
                entry.messageBody(),
                entry.messageAttributes(),
                seconds(entry.delaySeconds()),
                trace == null ? null : trace.stringValue(),
                entry.messageGroupId(),
                entry.messageDeduplicationId(),
                senderId);
    }

    private static Duration seconds(Integer seconds) {
        if (seconds != null && (seconds < 0 || seconds > 900)) {
            throw SqsErrors.invalid(seconds, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
        }
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    /** What counts against the maximum message size: body, and names, types and values of the attributes. */
    int size() {
        int size = body.getBytes(StandardCharsets.UTF_8).length;
        for (Map.Entry<String, MessageAttributeValue> attribute : attributes.entrySet()) {
            MessageAttributeValue value = attribute.getValue();
            size += attribute.getKey().length() + value.dataType().length();
            size += value.binaryValue() != null
                    ? value.binaryValue().asByteArrayUnsafe().length
                    : value.stringValue().getBytes(StandardCharsets.UTF_8).length;
        }
        return size;
    }
}
