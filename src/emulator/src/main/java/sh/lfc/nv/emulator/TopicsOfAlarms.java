package sh.lfc.nv.emulator;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.cloudwatch.AlarmActions;
import sh.lfc.nv.emulator.services.sns.Sns;

/**
 * Alarms of CloudWatch publish to topics of SNS, as far as the topics' policies let them; other actions are refused.
 *
 * <p>The policy that topics have from the start lets in what acts for their owner, as alarms of its account do.
 */
final class TopicsOfAlarms implements AlarmActions {

    private static final String SERVICE = "cloudwatch.amazonaws.com";

    private final Permissions permissions;
    private final Supplier<String> endpoint;
    private volatile Sns sns;

    /** @param endpoint the emulator's address, which is known once it listens */
    TopicsOfAlarms(Permissions permissions, Supplier<String> endpoint) {
        this.permissions = permissions;
        this.endpoint = endpoint;
    }

    /** Topics count their messages in CloudWatch, so they come to be after it. */
    void publishTo(Sns topics) {
        sns = topics;
    }

    @Override
    public void act(String alarmArn, String actionArn, String subject, String message) {
        if (!actionArn.contains(":sns:")) {
            throw new UnsupportedOperationException("no such action here: " + actionArn);
        }
        String account = Scope.ofArn(alarmArn).account();
        if (!permissions.ofService(
                SERVICE, "sns:Publish", actionArn, alarmArn, account, Map.of("aws:SourceOwner", List.of(account)))) {
            throw new AwsError(
                    "AuthorizationError",
                    403,
                    "Received error: \"CloudWatch Alarms is not authorized to perform: SNS:Publish on resource: "
                            + actionArn + " because no resource-based policy allows the SNS:Publish action\"");
        }
        sns.publish(actionArn, subject, message, endpoint.get());
    }
}
