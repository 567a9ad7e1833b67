package sh.lfc.nv.emulator;

import java.util.function.Supplier;
import sh.lfc.nv.emulator.services.cloudwatch.AlarmActions;
import sh.lfc.nv.emulator.services.sns.Sns;

/** Alarms of CloudWatch publish to topics of SNS; other actions are refused. */
final class TopicsOfAlarms implements AlarmActions {

    private final Supplier<String> endpoint;
    private volatile Sns sns;

    /** @param endpoint the emulator's address, which is known once it listens */
    TopicsOfAlarms(Supplier<String> endpoint) {
        this.endpoint = endpoint;
    }

    /** Topics count their messages in CloudWatch, so they come to be after it. */
    void publishTo(Sns topics) {
        sns = topics;
    }

    @Override
    public void act(String actionArn, String subject, String message) {
        if (!actionArn.contains(":sns:")) {
            throw new UnsupportedOperationException("no such action here: " + actionArn);
        }
        sns.publish(actionArn, subject, message, endpoint.get());
    }
}
