package sh.lfc.nv.emulator;

import java.util.LinkedHashMap;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.sns.QueueDelivery;
import sh.lfc.nv.emulator.services.sqs.Sqs;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** What is published to topics of SNS goes to queues of SQS, as far as the queues' policies let it. */
final class TopicsToQueues implements QueueDelivery {

    private static final String SENDER = "sns.amazonaws.com";

    private final Sqs sqs;
    private final Permissions permissions;

    TopicsToQueues(Sqs sqs, Permissions permissions) {
        this.sqs = sqs;
        this.permissions = permissions;
    }

    @Override
    public void send(
            String topicArn,
            String queueArn,
            String body,
            Map<String, MessageAttributeValue> attributes,
            String groupId,
            String deduplicationId) {
        String account = Scope.ofArn(topicArn).account();
        if (!permissions.ofService(SENDER, "sqs:SendMessage", queueArn, topicArn, account)) {
            throw new AwsError(
                    "AccessDenied",
                    403,
                    "The policy of the queue " + queueArn + " does not allow " + SENDER
                            + " to send messages of the topic " + topicArn);
        }
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
