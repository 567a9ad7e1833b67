package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Duration;
import software.amazon.awssdk.services.cloudwatch.model.ActionsSuppressedBy;

/**
 * Why a composite alarm takes no actions at the moment ("Suppressing composite alarm actions").
 *
 * @param by the suppressor, or one of the periods before and after it
 * @param length how long it holds; null for the suppressor, which holds as long as it is in {@code ALARM}
 * @param pending whether the alarm has come into a state since, whose actions are still to be taken
 */
record Suppression(ActionsSuppressedBy by, Duration length, boolean pending) {

    /** By the suppressor itself. */
    static Suppression byAlarm(boolean pending) {
        return new Suppression(ActionsSuppressedBy.ALARM, null, pending);
    }

    boolean is(ActionsSuppressedBy other) {
        return by == other;
    }

    String reason() {
        return "Actions suppressed by " + by;
    }
}
