package sh.lfc.nv.emulator.services.cloudwatch;

/** Does what an alarm asks for when its state changes. */
@FunctionalInterface
public interface AlarmActions {

    /**
     * @param alarmArn the alarm
     * @param actionArn what to notify, for example a topic of SNS
     * @param subject a line for people
     * @param message the state change in JSON
     * @throws RuntimeException if the action cannot be taken
     */
    void act(String alarmArn, String actionArn, String subject, String message);
}
