package sh.lfc.nv.emulator.services.cloudwatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.ActionsSuppressedBy;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;

/**
 * A composite alarm, whose state follows from other alarms'.
 *
 * @param configuration as it was put
 * @param rule the meaning of its {@code AlarmRule}
 * @param configured when it was put
 * @param triggering the alarms to which it owes its state; none when that was set by hand
 * @param suppression why it takes no actions, or null when it does
 */
record AlarmOnAlarms(
        String arn,
        PutCompositeAlarmRequest configuration,
        AlarmRule rule,
        Instant configured,
        Alarm.State state,
        List<Child> triggering,
        Suppression suppression)
        implements Alarm {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An alarm below, as it was when it mattered. */
    record Child(String arn, String state, Instant since) {

        static Child of(Alarm alarm) {
            return new Child(alarm.arn(), alarm.state().value(), alarm.state().updated());
        }
    }

    AlarmOnAlarms {
        triggering = List.copyOf(triggering);
    }

    @Override
    public String name() {
        return configuration.alarmName();
    }

    @Override
    public String description() {
        return configuration.alarmDescription();
    }

    @Override
    public AlarmType type() {
        return AlarmType.COMPOSITE_ALARM;
    }

    @Override
    public Actions actions() {
        return new Actions(
                !Boolean.FALSE.equals(configuration.actionsEnabled()),
                configuration.okActions(),
                configuration.alarmActions(),
                configuration.insufficientDataActions());
    }

    /** The name of the alarm that keeps this one from taking actions; null when there is none. */
    String suppressor() {
        return configuration.actionsSuppressor() == null
                ? null
                : AlarmReference.name(arn, configuration.actionsSuppressor());
    }

    /** Whether the state of the other alarm matters to this one. */
    boolean dependsOn(String name) {
        return rule.names(arn).contains(name) || name.equals(suppressor());
    }

    @Override
    public AlarmOnAlarms with(State next) {
        return with(next, List.of(), suppression);
    }

    private AlarmOnAlarms with(State next, List<Child> causes, Suppression suppressed) {
        return new AlarmOnAlarms(arn, configuration, rule, configured, next, causes, suppressed);
    }

    @Override
    public AlarmOnAlarms withActionsEnabled(boolean enabled) {
        return new AlarmOnAlarms(
                arn,
                configuration.toBuilder().actionsEnabled(enabled).build(),
                rule,
                configured,
                state,
                triggering,
                suppression);
    }

    /** The alarm in the state that some others have put it into. */
    AlarmOnAlarms judged(String value, String reason, List<Child> causes, boolean suppressorAlarms, Instant now) {
        Outcome outcome = new Outcome(value, reason, reasonData(causes));
        return with(state.next(outcome, now), causes, suppressedAnew(suppressorAlarms));
    }

    /** The alarm in another state that was set by hand. */
    AlarmOnAlarms set(Outcome outcome, boolean suppressorAlarms, Instant now) {
        boolean same = outcome.state().equals(state.value());
        return with(state.next(outcome, now), List.of(), same ? suppression : suppressedAnew(suppressorAlarms));
    }

    /** A change of state discards a period that runs, and has the alarm wait for its suppressor. */
    private Suppression suppressedAnew(boolean suppressorAlarms) {
        if (suppressor() == null) {
            return null;
        }
        if (suppressorAlarms) {
            return Suppression.byAlarm(true);
        }
        return period(ActionsSuppressedBy.WAIT_PERIOD, configuration.actionsSuppressorWaitPeriod(), true);
    }

    /** The alarm once its suppressor has gone into {@code ALARM}, or out of it. */
    AlarmOnAlarms suppressorMoved(boolean suppressorAlarms, Instant now) {
        boolean pending = suppression != null && suppression.pending();
        if (suppressorAlarms) {
            return with(state, triggering, Suppression.byAlarm(pending));
        }
        if (suppression == null || !suppression.is(ActionsSuppressedBy.ALARM)) {
            return this;
        }
        Suppression extension =
                period(ActionsSuppressedBy.EXTENSION_PERIOD, configuration.actionsSuppressorExtensionPeriod(), pending);
        return extension == null ? released(now) : with(state, triggering, extension);
    }

    private static Suppression period(ActionsSuppressedBy by, Integer seconds, boolean pending) {
        return seconds == null || seconds == 0 ? null : new Suppression(by, Duration.ofSeconds(seconds), pending);
    }

    /** The alarm free to act. */
    AlarmOnAlarms released(Instant now) {
        return with(suppression.pending() ? state.updatedAt(now) : state, triggering, null);
    }

    private static String reasonData(List<Child> causes) {
        ObjectNode data = JSON.createObjectNode();
        ArrayNode alarms = data.putArray("triggeringAlarms");
        causes.forEach(cause -> {
            ObjectNode one = alarms.addObject().put("arn", cause.arn());
            one.putObject("state").put("value", cause.state()).put("timestamp", Times.LONG.format(cause.since()));
        });
        return data.toString();
    }

    CompositeAlarm describe() {
        PutCompositeAlarmRequest put = configuration;
        CompositeAlarm.Builder shown = CompositeAlarm.builder()
                .alarmName(put.alarmName())
                .alarmArn(arn)
                .alarmDescription(put.alarmDescription())
                .alarmRule(put.alarmRule())
                .alarmConfigurationUpdatedTimestamp(configured)
                .actionsEnabled(actions().enabled())
                .okActions(put.okActions())
                .alarmActions(put.alarmActions())
                .insufficientDataActions(put.insufficientDataActions())
                .stateValue(state.value())
                .stateReason(state.reason())
                .stateReasonData(state.reasonData())
                .stateUpdatedTimestamp(state.updated())
                .stateTransitionedTimestamp(state.transitioned())
                .actionsSuppressor(put.actionsSuppressor())
                .actionsSuppressorWaitPeriod(put.actionsSuppressorWaitPeriod())
                .actionsSuppressorExtensionPeriod(put.actionsSuppressorExtensionPeriod());
        return suppression == null
                ? shown.build()
                : shown.actionsSuppressedBy(suppression.by())
                        .actionsSuppressedReason(suppression.reason())
                        .build();
    }
}
