package sh.lfc.nv.emulator.services.sqs;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** A message in a queue. Its changing state is guarded by the lock of the queue that holds it. */
final class StoredMessage {

    static final Comparator<StoredMessage> BY_AGE =
            Comparator.comparing((StoredMessage message) -> message.sentAt).thenComparing(message -> message.position);
    static final Comparator<StoredMessage> BY_VISIBILITY =
            Comparator.comparing((StoredMessage message) -> message.visibleAt).thenComparing(BY_AGE);

    final String id;
    final OutgoingMessage content;
    final String deduplicationId;
    final String sequenceNumber;
    final Instant sentAt;
    final String deadLetterSource;

    /** The order of arrival in the queue that holds it. */
    final long position;

    int receiveCount;
    Instant firstReceivedAt;
    Instant visibleAt;
    /** Told to the last receiver; names the receive that may delete the message. */
    long receipt;

    StoredMessage(
            String id,
            OutgoingMessage content,
            String deduplicationId,
            String sequenceNumber,
            Instant sentAt,
            String deadLetterSource,
            long position) {
        this.id = id;
        this.content = content;
        this.deduplicationId = deduplicationId;
        this.sequenceNumber = sequenceNumber;
        this.sentAt = sentAt;
        this.deadLetterSource = deadLetterSource;
        this.position = position;
        this.visibleAt = sentAt;
    }

    Map<String, MessageAttributeValue> attributes() {
        return content.attributes();
    }

    /** The attributes that SQS itself gives a message. */
    Map<String, String> systemAttributes() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("SenderId", content.senderId());
        all.put("SentTimestamp", Long.toString(sentAt.toEpochMilli()));
        all.put("ApproximateReceiveCount", Integer.toString(receiveCount));
        put(all, "ApproximateFirstReceiveTimestamp", firstReceivedAt == null ? null : firstReceivedAt.toEpochMilli());
        put(all, "AWSTraceHeader", content.traceHeader());
        put(all, "MessageGroupId", content.groupId());
        put(all, "MessageDeduplicationId", deduplicationId);
        put(all, "SequenceNumber", sequenceNumber);
        put(all, "DeadLetterQueueSourceArn", deadLetterSource);
        return all;
    }

    private static void put(Map<String, String> map, String name, Object value) {
        if (value != null) {
            map.put(name, value.toString());
        }
    }
}
