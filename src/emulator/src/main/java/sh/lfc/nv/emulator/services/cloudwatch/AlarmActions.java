package sh.lfc.nv.emulator.services.cloudwatch;

/** Does what an alarm asks for when its state changes. */
@FunctionalInterface
public interface AlarmActions {

    /**
     * @param alarmArn the alarm
     * @param actionArn what to notify, for example a topic of SNS
     * @throws RuntimeException if the action cannot be taken; its message tells why in AWS's words
     */
    void act(String alarmArn, String actionArn, AlarmNotice notice);
}
