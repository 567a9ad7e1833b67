package sh.lfc.nv.emulator.services.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.services.cloudwatch.AlarmRule.Condition;

/**
 * Reads the {@code AlarmRule} of a composite alarm: functions on states, {@code AND}, {@code OR}, {@code NOT} and
 * parentheses. For use by one thread, once.
 */
final class AlarmRuleParser {

    private static final int MAX_ELEMENTS = 500;

    /** A quoted name with escaped quotes, a bracket or comma, or a word up to the next of those. */
    private static final Pattern TOKEN = Pattern.compile("\\s*(\"((?:[^\"\\\\]|\\\\.)*)\"|[(),]|[^\\s(),\"]+)");

    private static final String OPERANDS = "'(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA";

    private final String text;
    private final List<String> references;
    private final Matcher matcher;
    private String token;
    private boolean quoted;
    private int at;
    private int end;
    private int elements;

    /** @param references to which the references to alarms are added */
    AlarmRuleParser(String text, List<String> references) {
        this.text = text;
        this.references = references;
        this.matcher = TOKEN.matcher(text);
        advance();
    }

    Condition parse() {
        Condition condition = any();
        if (token != null) {
            throw unsupported("'AND', 'OR'");
        }
        return condition;
    }

    private Condition any() {
        return operands("OR", this::all, Condition.Or::new);
    }

    private Condition all() {
        return operands("AND", this::one, Condition.And::new);
    }

    private Condition operands(
            String operator, Supplier<Condition> operand, Function<List<Condition>, Condition> combined) {
        List<Condition> found = new ArrayList<>(List.of(operand.get()));
        while (take(operator)) {
            found.add(operand.get());
        }
        return found.size() == 1 ? found.get(0) : combined.apply(found);
    }

    private Condition one() {
        if (take("NOT")) {
            return new Condition.Not(one());
        }
        if (take("(")) {
            element();
            Condition inner = any();
            expect(")");
            return inner;
        }
        if (take("AT_LEAST")) {
            return atLeast();
        }
        if (!quoted && token != null && token.toUpperCase(Locale.ROOT).matches("TRUE|FALSE")) {
            element();
            boolean value = Boolean.parseBoolean(token);
            advance();
            return new Condition.Constant(value);
        }
        String state = state();
        expect("(");
        Condition condition = new Condition.InState(reference(), state);
        expect(")");
        return condition;
    }

    /** {@code AT_LEAST(50%, NOT ALARM, (first, second))}, from the first parenthesis on. */
    private Condition atLeast() {
        expect("(");
        if (token == null || !token.matches("\\d{1,9}%?")) {
            throw unsupported("a number or a percentage");
        }
        boolean percent = token.endsWith("%");
        int least = Integer.parseInt(percent ? token.substring(0, token.length() - 1) : token);
        advance();
        expect(",");
        boolean negated = take("NOT");
        String state = state();
        expect(",");
        expect("(");
        List<Condition> conditions = new ArrayList<>();
        do {
            Condition inState = new Condition.InState(reference(), state);
            conditions.add(negated ? new Condition.Not(inState) : inState);
        } while (take(","));
        expect(")");
        expect(")");
        return new Condition.AtLeast(least, percent, conditions);
    }

    private String state() {
        if (quoted || token == null || !token.matches("ALARM|OK|INSUFFICIENT_DATA")) {
            throw unsupported(OPERANDS);
        }
        String state = token;
        advance();
        return state;
    }

    private String reference() {
        if (token == null || !quoted && token.matches("[(),]")) {
            throw unsupported("an alarm name or ARN");
        }
        element();
        String reference = token;
        references.add(reference);
        advance();
        return reference;
    }

    private void element() {
        elements++;
        if (elements > MAX_ELEMENTS) {
            throw error("AlarmRule can have at most " + MAX_ELEMENTS + " elements");
        }
    }

    private boolean take(String wanted) {
        if (quoted || !wanted.equals(token)) {
            return false;
        }
        advance();
        return true;
    }

    private void expect(String wanted) {
        if (!take(wanted)) {
            throw unsupported("'" + wanted + "'");
        }
    }

    private void advance() {
        if (matcher.find(end) && matcher.start() == end) {
            at = matcher.start(1);
            end = matcher.end();
            quoted = matcher.group(2) != null;
            token = quoted ? matcher.group(2).replaceAll("\\\\(.)", "$1") : matcher.group(1);
        } else {
            at = end;
            quoted = false;
            String rest = text.substring(end).strip();
            token = rest.isEmpty() ? null : rest;
        }
    }

    private AwsError unsupported(String wanted) {
        return error("Unsupported token '" + (token == null ? "" : token) + "' at char " + at + ", must be: " + wanted);
    }

    private static AwsError error(String message) {
        return CloudWatchErrors.validation("Error in AlarmRule [" + message + "]");
    }
}
