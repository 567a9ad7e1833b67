package sh.lfc.nv.emulator.policy;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Whether a statement's conditions are met ("IAM JSON policy elements: Condition operators", "Multivalued context
 * keys").
 *
 * <p>All operators and all keys must be met; of a key's values one is enough, or none may match where the operator is
 * negated.
 */
final class Conditions {

    private static final String FOR_ALL = "ForAllValues:";
    private static final String FOR_ANY = "ForAnyValue:";
    private static final String IF_EXISTS = "IfExists";

    private Conditions() {}

    static boolean met(Map<String, Map<String, List<String>>> conditions, RequestContext context, boolean variables) {
        return conditions.entrySet().stream().allMatch(operator -> operator.getValue().entrySet().stream()
                .allMatch(key -> met(operator.getKey(), key.getKey(), key.getValue(), context, variables)));
    }

    private static boolean met(
            String operator, String key, List<String> values, RequestContext context, boolean variables) {
        String plain = operator.startsWith(FOR_ALL)
                ? operator.substring(FOR_ALL.length())
                : operator.startsWith(FOR_ANY) ? operator.substring(FOR_ANY.length()) : operator;
        if (plain.equals("Null")) {
            boolean absent = context.values(key).isEmpty();
            return values.stream().anyMatch(value -> Boolean.parseBoolean(value) == absent);
        }
        boolean ifExists = plain.endsWith(IF_EXISTS);
        Comparison comparison =
                Comparison.of(ifExists ? plain.substring(0, plain.length() - IF_EXISTS.length()) : plain);
        if (ifExists && !context.has(key)) {
            return true;
        }
        List<String> given = context.values(key);
        Predicate<String> holds = one -> comparison.holds(one, values, variables ? context : null);
        if (operator.startsWith(FOR_ALL)) {
            return given.stream().allMatch(holds);
        }
        if (operator.startsWith(FOR_ANY)) {
            return given.stream().anyMatch(holds);
        }
        if (given.isEmpty()) {
            return comparison.negated();
        }
        return comparison.negated()
                ? given.stream().allMatch(holds)
                : given.stream().anyMatch(holds);
    }
}
