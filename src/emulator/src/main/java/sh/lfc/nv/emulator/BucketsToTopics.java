package sh.lfc.nv.emulator;

import sh.lfc.nv.emulator.services.s3.NotificationDestination;
import sh.lfc.nv.emulator.services.sns.Sns;

/** What happens in buckets of S3 is published to topics of SNS, as far as the topics' policies let it. */
final class BucketsToTopics implements NotificationDestination {

    private static final String SUBJECT = "Amazon S3 Notification";

    private final Sns sns;
    private final Permissions permissions;

    BucketsToTopics(Sns sns, Permissions permissions) {
        this.sns = sns;
        this.permissions = permissions;
    }

    @Override
    public boolean mayDeliver(String topicArn, String bucketArn, String account) {
        return sns.exists(topicArn)
                && permissions.ofService("s3.amazonaws.com", "sns:Publish", topicArn, bucketArn, account);
    }

    @Override
    public void deliver(String topicArn, String bucketArn, String account, String message) {
        String region = topicArn.split(":")[3];
        sns.publish(topicArn, SUBJECT, message, "https://sns." + region + ".amazonaws.com");
    }
}
