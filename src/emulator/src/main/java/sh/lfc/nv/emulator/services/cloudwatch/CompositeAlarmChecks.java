package sh.lfc.nv.emulator.services.cloudwatch;

import java.util.List;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.cloudwatch.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;

/**
 * What PutCompositeAlarm refuses, after the CloudWatch API reference. That alarms depend on each other in a circle is
 * allowed, as there.
 */
final class CompositeAlarmChecks {

    private static final int MAX_CHILDREN = 100;
    private static final int MAX_PARENTS = 150;

    private CompositeAlarmChecks() {}

    /** What can be said without knowing the other alarms; gives the rule. */
    static AlarmRule check(PutCompositeAlarmRequest put, Scope scope) {
        Constraints.query()
                .required("alarmName", put.alarmName())
                .length("alarmName", put.alarmName(), 1, 255)
                .length("alarmDescription", put.alarmDescription(), 0, 1024)
                .required("alarmRule", put.alarmRule())
                .length("alarmRule", put.alarmRule(), 1, 10240)
                .length("actionsSuppressor", put.actionsSuppressor(), 1, 1600)
                .check();
        if (!put.alarmRule().equals(put.alarmRule().strip())) {
            throw CloudWatchErrors.validation("AlarmRule must not contain leading or trailing whitespace or be null");
        }
        AlarmRule rule = AlarmRule.parse(put.alarmRule());
        if (rule.references().size() > MAX_CHILDREN) {
            throw CloudWatchErrors.validation(
                    "Error in AlarmRule [AlarmRule can have at most " + MAX_CHILDREN + " child alarms]");
        }
        suppressor(put);
        ActionChecks.check(
                List.of(put.okActions(), put.alarmActions(), put.insufficientDataActions()),
                scope,
                ActionChecks.OF_COMPOSITE_ALARMS);
        return rule;
    }

    private static void suppressor(PutCompositeAlarmRequest put) {
        Integer wait = put.actionsSuppressorWaitPeriod();
        Integer extension = put.actionsSuppressorExtensionPeriod();
        if (put.actionsSuppressor() == null) {
            if (wait != null || extension != null) {
                throw CloudWatchErrors.validation("ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod"
                        + " can only be specified with ActionsSuppressor");
            }
        } else if (wait == null || extension == null) {
            throw CloudWatchErrors.validation("ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod are"
                    + " required when ActionsSuppressor is specified");
        } else if (wait < 0 || extension < 0) {
            throw CloudWatchErrors.validation(
                    "ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod must" + " not be negative");
        }
    }

    /** What the other alarms have to say. */
    static void checkReferences(String arn, PutCompositeAlarmRequest put, AlarmRule rule, AlarmBook book) {
        List<String> unknown = rule.references().stream()
                .filter(reference ->
                        book.find(AlarmReference.name(arn, reference)).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            throw CloudWatchErrors.validation("Could not save the composite alarm as alarms ["
                    + String.join(", ", unknown) + "] in the alarm rule do not exist");
        }
        if (put.actionsSuppressor() != null
                && book.find(AlarmReference.name(arn, put.actionsSuppressor())).isEmpty()) {
            throw CloudWatchErrors.validation("Could not save the composite alarm as the actions suppressor ["
                    + put.actionsSuppressor() + "] does not exist");
        }
        for (String child : rule.names(arn)) {
            long parents = book.composites().stream()
                    .filter(parent -> !parent.name().equals(put.alarmName()))
                    .filter(parent -> parent.rule().names(parent.arn()).contains(child))
                    .count();
            if (parents >= MAX_PARENTS) {
                throw LimitExceededException.builder()
                        .message("The alarm " + child + " is in the rules of " + MAX_PARENTS
                                + " composite alarms, which is as many as can be")
                        .build();
            }
        }
    }
}
