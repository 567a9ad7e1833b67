package sh.lfc.nv.emulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.cloudwatch.AlarmActions;
import sh.lfc.nv.emulator.services.cloudwatch.AlarmNotice;
import sh.lfc.nv.emulator.services.lambda.Lambda;
import sh.lfc.nv.emulator.services.sns.Sns;

/**
 * Alarms of CloudWatch publish to topics of SNS and invoke functions of Lambda, as far as those resources' policies let
 * them; nothing comes of other actions here.
 *
 * <p>The policy that topics have from the start lets in what acts for their owner, as alarms of its account do.
 */
final class ActionsOfAlarms implements AlarmActions {

    private static final String TO_TOPICS = "cloudwatch.amazonaws.com";
    private static final String TO_FUNCTIONS = "lambda.alarms.cloudwatch.amazonaws.com";

    private final Permissions permissions;
    private final Supplier<Lambda> lambda;
    private final Supplier<String> endpoint;
    private volatile Sns sns;

    /**
     * @param lambda known once all services are
     * @param endpoint the emulator's address, which is known once it listens
     */
    ActionsOfAlarms(Permissions permissions, Supplier<Lambda> lambda, Supplier<String> endpoint) {
        this.permissions = permissions;
        this.lambda = lambda;
        this.endpoint = endpoint;
    }

    /** Topics count their messages in CloudWatch, so they come to be after it. */
    void publishTo(Sns topics) {
        sns = topics;
    }

    @Override
    public void act(String alarmArn, String actionArn, AlarmNotice notice) {
        switch (actionArn.split(":", 4)[2]) {
            case "sns" -> publish(alarmArn, actionArn, notice);
            case "lambda" ->
                new FunctionCalls(lambda.get(), permissions, TO_FUNCTIONS)
                        .queue(actionArn, notice.event().getBytes(StandardCharsets.UTF_8), alarmArn, null);
            default -> throw new UnsupportedOperationException("no such action here: " + actionArn);
        }
    }

    private void publish(String alarmArn, String topicArn, AlarmNotice notice) {
        String account = Scope.ofArn(alarmArn).account();
        if (!permissions.ofService(
                TO_TOPICS, "sns:Publish", topicArn, alarmArn, account, Map.of("aws:SourceOwner", List.of(account)))) {
            throw new AwsError(
                    "AuthorizationError",
                    403,
                    "Resource: " + alarmArn + " is not authorized to perform: SNS:Publish on resource: " + topicArn
                            + " because no resource-based policy allows the SNS:Publish action");
        }
        sns.publish(topicArn, notice.subject(), notice.message(), endpoint.get());
    }
}
