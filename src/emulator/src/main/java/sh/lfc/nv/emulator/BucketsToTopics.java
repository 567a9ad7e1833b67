package sh.lfc.nv.emulator;

import sh.lfc.nv.emulator.services.s3.NotificationDestination;
import sh.lfc.nv.emulator.services.sns.Sns;

/** What happens in buckets of S3 is published to topics of SNS. */
final class BucketsToTopics implements NotificationDestination {

    private static final String SUBJECT = "Amazon S3 Notification";

    private final Sns sns;

    BucketsToTopics(Sns sns) {
        this.sns = sns;
    }

    @Override
    public boolean mayDeliver(String topicArn, String bucketArn, String account) {
        return sns.exists(topicArn);
    }

    @Override
    public void deliver(String topicArn, String bucketArn, String account, String message) {
        String region = topicArn.split(":")[3];
        sns.publish(topicArn, SUBJECT, message, "https://sns." + region + ".amazonaws.com");
    }
}
