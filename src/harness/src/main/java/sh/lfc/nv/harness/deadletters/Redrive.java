package sh.lfc.nv.harness.deadletters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.HarnessException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Gives the events in a function's dead-letter queue to the function once more. SQS's own redrive knows dead letters of
 * queues only, not those of functions.
 *
 * <p>An event leaves the queue when the function has taken it, so that none is lost when this is interrupted; the function
 * must bear to see an event twice, as Lambda's asynchronous invocations demand anyway. What fails again stays.
 */
public final class Redrive {
    private static final int BATCH = 10;
    private static final int WAIT_SECONDS = 1;

    /** Longer than a function can take for what a batch holds. */
    private static final Duration HIDDEN = Duration.ofMinutes(15);

    /**
     * What came of it.
     *
     * @param taken by the function
     * @param failed in the function again, and are still in the queue
     * @param reasons of the failures, each with how often it was given
     */
    public record Result(int taken, int failed, Map<String, Integer> reasons) {}

    private final AwsAccess aws;
    private final String queue;
    private final String function;

    /**
     * @param queue the dead-letter queue's name
     * @param function whose events they are
     */
    public Redrive(AwsAccess aws, String queue, String function) {
        this.aws = aws;
        this.queue = queue;
        this.function = function;
    }

    /** How many events wait, those included that somebody is looking at. */
    public int waiting() {
        try (var sqs = aws.client(SqsClient.builder())) {
            return waiting(sqs, url(sqs));
        }
    }

    /** Gives the function what waits now; what is added meanwhile stays for the next time. */
    public Result run() {
        try (var sqs = aws.client(SqsClient.builder());
                var lambda = aws.client(LambdaClient.builder())) {
            var url = url(sqs);
            var left = waiting(sqs, url);
            var taken = 0;
            var failed = new ArrayList<Message>();
            var reasons = new LinkedHashMap<String, Integer>();
            while (left > 0) {
                var messages = receive(sqs, url, Math.min(BATCH, left));
                if (messages.isEmpty()) {
                    break;
                }
                left -= messages.size();
                for (var message : messages) {
                    var reason = failure(lambda, message);
                    if (reason == null) {
                        sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
                        taken++;
                    } else {
                        reasons.merge(reason, 1, Integer::sum);
                        failed.add(message);
                    }
                }
            }
            failed.forEach(message -> show(sqs, url, message));
            return new Result(taken, failed.size(), reasons);
        }
    }

    private static List<Message> receive(SqsClient sqs, String url, int most) {
        return sqs.receiveMessage(receive -> receive.queueUrl(url)
                        .maxNumberOfMessages(most)
                        .visibilityTimeout((int) HIDDEN.toSeconds())
                        .waitTimeSeconds(WAIT_SECONDS))
                .messages();
    }

    /** For the next time; this time each is tried once. */
    private static void show(SqsClient sqs, String url, Message message) {
        sqs.changeMessageVisibility(change ->
                change.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0));
    }

    /** Why the function does not take an event; null when it does. */
    private String failure(LambdaClient lambda, Message message) {
        try {
            var answer = lambda.invoke(
                    invoke -> invoke.functionName(function).payload(SdkBytes.fromUtf8String(message.body())));
            return answer.functionError() == null
                    ? null
                    : answer.functionError() + ": " + answer.payload().asUtf8String();
        } catch (SdkException e) {
            return e.getMessage();
        }
    }

    private static int waiting(SqsClient sqs, String url) {
        var attributes = sqs.getQueueAttributes(get -> get.queueUrl(url)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes();
        return attributes.values().stream().mapToInt(Integer::parseInt).sum();
    }

    private String url(SqsClient sqs) {
        try {
            return sqs.getQueueUrl(get -> get.queueName(queue)).queueUrl();
        } catch (QueueDoesNotExistException e) {
            throw new HarnessException("there is no queue " + queue, e);
        }
    }
}
