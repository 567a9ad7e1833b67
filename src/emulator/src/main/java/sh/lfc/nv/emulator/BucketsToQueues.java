package sh.lfc.nv.emulator;

import java.util.Map;
import sh.lfc.nv.emulator.services.s3.NotificationDestination;
import sh.lfc.nv.emulator.services.sqs.Sqs;

/** What happens in buckets of S3 goes to queues of SQS. */
final class BucketsToQueues implements NotificationDestination {

    private static final String SENDER = "s3.amazonaws.com";

    private final Sqs sqs;

    BucketsToQueues(Sqs sqs) {
        this.sqs = sqs;
    }

    @Override
    public boolean mayDeliver(String queueArn, String bucketArn, String account) {
        return sqs.exists(queueArn);
    }

    @Override
    public void deliver(String queueArn, String bucketArn, String account, String message) {
        sqs.send(queueArn, message, Map.of(), SENDER);
    }
}
