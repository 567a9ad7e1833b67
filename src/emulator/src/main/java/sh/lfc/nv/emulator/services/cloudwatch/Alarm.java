package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;

/** An alarm in one of its states: on a metric, or on other alarms. */
sealed interface Alarm permits AlarmOnMetric, AlarmOnAlarms {

    /**
     * @param value {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA}
     * @param reason for people
     * @param reasonData in JSON, or null
     * @param updated when it was last set
     * @param transitioned when the value last changed
     */
    record State(String value, String reason, String reasonData, Instant updated, Instant transitioned) {

        static State initial(Instant now) {
            return new State("INSUFFICIENT_DATA", "Unchecked: Initial alarm creation", null, now, now);
        }

        State next(Outcome outcome, Instant now) {
            return new State(
                    outcome.state(),
                    outcome.reason(),
                    outcome.reasonData(),
                    now,
                    outcome.state().equals(value) ? transitioned : now);
        }

        State updatedAt(Instant now) {
            return new State(value, reason, reasonData, now, transitioned);
        }
    }

    /** A state to go into, with its reasons. */
    record Outcome(String state, String reason, String reasonData) {}

    /** What is to be done when the alarm comes into a state. */
    record Actions(boolean enabled, List<String> ok, List<String> alarm, List<String> insufficientData) {

        List<String> in(String state) {
            return switch (state) {
                case "OK" -> ok;
                case "ALARM" -> alarm;
                default -> insufficientData;
            };
        }

        boolean anyBegins(String prefix) {
            return Stream.of(ok, alarm, insufficientData)
                    .flatMap(List::stream)
                    .anyMatch(action -> action.startsWith(prefix));
        }
    }

    String arn();

    String name();

    String description();

    AlarmType type();

    /** When it was last put. */
    Instant configured();

    Actions actions();

    State state();

    /** The alarm in another state. */
    Alarm with(State next);

    Alarm withActionsEnabled(boolean enabled);

    default boolean isIn(String state) {
        return state().value().equals(state);
    }
}
