package sh.lfc.nv.emulator;

import java.util.LinkedHashMap;
import java.util.Map;
import sh.lfc.nv.emulator.services.sns.QueueDelivery;
import sh.lfc.nv.emulator.services.sqs.Sqs;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** What is published to topics of SNS goes to queues of SQS. */
final class TopicsToQueues implements QueueDelivery {

    private static final String SENDER = "sns.amazonaws.com";

    private final Sqs sqs;

    TopicsToQueues(Sqs sqs) {
        this.sqs = sqs;
    }

    @Override
    public void send(
            String queueArn,
            String body,
            Map<String, MessageAttributeValue> attributes,
            String groupId,
            String deduplicationId) {
        Map<String, software.amazon.awssdk.services.sqs.model.MessageAttributeValue> converted = new LinkedHashMap<>();
        attributes.forEach((name, value) -> converted.put(
                name,
                software.amazon.awssdk.services.sqs.model.MessageAttributeValue.builder()
                        .dataType(value.dataType())
                        .stringValue(value.stringValue())
                        .binaryValue(value.binaryValue())
                        .build()));
        boolean fifo = queueArn.endsWith(".fifo");
        sqs.send(queueArn, body, converted, SENDER, groupId, fifo ? deduplicationId : null);
    }
}
