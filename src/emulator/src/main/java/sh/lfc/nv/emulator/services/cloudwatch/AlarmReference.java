package sh.lfc.nv.emulator.services.cloudwatch;

/** How one alarm names another: by its name or by its ARN. */
final class AlarmReference {

    private AlarmReference() {}

    /**
     * The name of the alarm that is meant. An ARN of another account or region stays what it is, which is no alarm's
     * name: composite alarms see those of their own account and region only.
     *
     * @param arn of the alarm that refers to the other
     */
    static String name(String arn, String reference) {
        String prefix = arn.substring(0, arn.indexOf(":alarm:") + ":alarm:".length());
        return reference.startsWith(prefix) ? reference.substring(prefix.length()) : reference;
    }
}
