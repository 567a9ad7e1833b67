package sh.lfc.nv.terraform.aws;

import java.util.Optional;
import java.util.function.Predicate;
import sh.lfc.nv.terraform.wait.Wait;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Waits for messages in SQS. */
public record QueueWaits(SqsClient sqs, Wait patience) {
    private static final int MOST = 10;
    private static final int POLL_SECONDS = 1;

    /** Until there is a message, which is taken out of the queue. */
    public Message untilMessage(String queueUrl) throws InterruptedException {
        return untilMessage(queueUrl, message -> true);
    }

    /**
     * Until there is a message that will do, which is taken out of the queue. Others that are seen on the way are left there,
     * visible at once; their counts of receipts have grown.
     */
    public Message untilMessage(String queueUrl, Predicate<Message> enough) throws InterruptedException {
        return patience.untilPresent("a message in " + queueUrl, () -> take(queueUrl, enough));
    }

    /** Until a queue has no messages, neither visible nor in flight nor delayed. */
    public void untilEmpty(String queueUrl) throws InterruptedException {
        patience.until(
                queueUrl + " to be empty",
                () -> sqs
                        .getQueueAttributes(r -> r.queueUrl(queueUrl)
                                .attributeNames(
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                        .attributes()
                        .values()
                        .stream()
                        .mapToInt(Integer::parseInt)
                        .sum(),
                sum -> sum == 0,
                sum -> sum + " messages");
    }

    private Optional<Message> take(String queueUrl, Predicate<Message> enough) {
        var received = sqs.receiveMessage(
                        r -> r.queueUrl(queueUrl).maxNumberOfMessages(MOST).waitTimeSeconds(POLL_SECONDS))
                .messages();
        var found = received.stream().filter(enough).findFirst();
        for (var message : received) {
            if (found.filter(message::equals).isPresent()) {
                sqs.deleteMessage(r -> r.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
            } else {
                sqs.changeMessageVisibility(r -> r.queueUrl(queueUrl)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0));
            }
        }
        return found;
    }
}
