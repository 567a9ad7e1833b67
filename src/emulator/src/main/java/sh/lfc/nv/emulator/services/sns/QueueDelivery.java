package sh.lfc.nv.emulator.services.sns;

import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Takes messages for SQS queues. */
@FunctionalInterface
public interface QueueDelivery {

    /**
     * @param topicArn the topic whose message it is
     * @param attributes empty unless the delivery is raw
     * @param groupId the message group, or null
     * @param deduplicationId or null
     * @throws RuntimeException if the queue does not take the message
     */
    void send(
            String topicArn,
            String queueArn,
            String body,
            Map<String, MessageAttributeValue> attributes,
            String groupId,
            String deduplicationId);
}
