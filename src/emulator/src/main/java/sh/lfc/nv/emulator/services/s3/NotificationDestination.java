package sh.lfc.nv.emulator.services.s3;

/**
 * Where event notifications of buckets go: the functions, the queues or the topics of the emulator.
 *
 * <p>What S3 needs of Lambda, SQS and SNS, and no more. Called by many threads.
 */
public interface NotificationDestination {

    /**
     * Whether S3 may deliver there: the destination exists and its own policy allows it.
     *
     * @param arn the destination
     * @param bucketArn the bucket whose events would be delivered
     * @param account the account that owns the bucket
     */
    boolean mayDeliver(String arn, String bucketArn, String account);

    /**
     * Delivers a message. What happens to it from here on, retries included, is the destination's affair.
     *
     * @param message the JSON document
     */
    void deliver(String arn, String bucketArn, String account, String message);
}
