package sh.lfc.nv.emulator.services.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an {@code AlarmRule} means: the alarms that it looks at, and when it holds ("Composite alarms").
 *
 * @param condition when it holds
 * @param references the alarms that it names, each once, as they are written
 */
record AlarmRule(Condition condition, List<String> references) {

    /** When something holds; asks for the states of alarms by the references to them. */
    sealed interface Condition {

        boolean holds(Function<String, String> states);

        record Constant(boolean value) implements Condition {

            @Override
            public boolean holds(Function<String, String> states) {
                return value;
            }
        }

        record InState(String reference, String state) implements Condition {

            @Override
            public boolean holds(Function<String, String> states) {
                return state.equals(states.apply(reference));
            }
        }

        record Not(Condition condition) implements Condition {

            @Override
            public boolean holds(Function<String, String> states) {
                return !condition.holds(states);
            }
        }

        record And(List<Condition> all) implements Condition {

            @Override
            public boolean holds(Function<String, String> states) {
                return all.stream().allMatch(condition -> condition.holds(states));
            }
        }

        record Or(List<Condition> any) implements Condition {

            @Override
            public boolean holds(Function<String, String> states) {
                return any.stream().anyMatch(condition -> condition.holds(states));
            }
        }

        /** @param least how many, or which percentage of them */
        record AtLeast(int least, boolean percent, List<Condition> of) implements Condition {

            @Override
            public boolean holds(Function<String, String> states) {
                long count =
                        of.stream().filter(condition -> condition.holds(states)).count();
                return percent ? count * 100 >= (long) least * of.size() : count >= least;
            }
        }
    }

    AlarmRule {
        references = List.copyOf(references);
    }

    /**
     * Reads a rule.
     *
     * @throws sh.lfc.nv.emulator.call.AwsError {@code ValidationError}, when it is none
     */
    static AlarmRule parse(String text) {
        List<String> references = new ArrayList<>();
        Condition condition = new AlarmRuleParser(text, references).parse();
        return new AlarmRule(condition, references.stream().distinct().toList());
    }

    /** The names of the alarms that it looks at, for the rule of this alarm. */
    Set<String> names(String arn) {
        return references.stream()
                .map(reference -> AlarmReference.name(arn, reference))
                .collect(Collectors.toUnmodifiableSet());
    }
}
