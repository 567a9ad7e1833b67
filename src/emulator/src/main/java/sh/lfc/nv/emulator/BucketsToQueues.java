package sh.lfc.nv.emulator;

import java.util.Map;
import sh.lfc.nv.emulator.services.s3.NotificationDestination;
import sh.lfc.nv.emulator.services.sqs.Sqs;

/** What happens in buckets of S3 goes to queues of SQS, as far as the queues' policies let it. */
final class BucketsToQueues implements NotificationDestination {

    private static final String SENDER = "s3.amazonaws.com";

    private final Sqs sqs;
    private final Permissions permissions;

    BucketsToQueues(Sqs sqs, Permissions permissions) {
        this.sqs = sqs;
        this.permissions = permissions;
    }

    @Override
    public boolean mayDeliver(String queueArn, String bucketArn, String account) {
        return sqs.exists(queueArn) && permissions.ofService(SENDER, "sqs:SendMessage", queueArn, bucketArn, account);
    }

    @Override
    public void deliver(String queueArn, String bucketArn, String account, String message) {
        sqs.send(queueArn, message, Map.of(), SENDER);
    }
}
