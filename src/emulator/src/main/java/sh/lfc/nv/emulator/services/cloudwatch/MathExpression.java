package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * A metric math expression: numbers, IDs, {@code + - * /}, parentheses, and the functions {@code SUM}, {@code AVG},
 * {@code MIN}, {@code MAX}, {@code ABS}, {@code FILL} and {@code METRICS}, after "Using math expressions with
 * CloudWatch metrics". For use by one thread, once.
 */
final class MathExpression {

    /** A number, one time series or several. */
    private sealed interface Operand {
        record Number(double value) implements Operand {}

        record Line(NavigableMap<Instant, Double> points) implements Operand {}

        record Lines(List<NavigableMap<Instant, Double>> all) implements Operand {}
    }

    private final String text;
    private final MetricQueries queries;
    private int at;

    MathExpression(String text, MetricQueries queries) {
        this.text = text;
        this.queries = queries;
    }

    NavigableMap<Instant, Double> evaluate() {
        Operand result = sum();
        skip();
        if (at < text.length()) {
            throw invalid();
        }
        return line(result);
    }

    private Operand sum() {
        Operand left = product();
        while (true) {
            if (take('+')) {
                left = combine(left, product(), Double::sum);
            } else if (take('-')) {
                left = combine(left, product(), (a, b) -> a - b);
            } else {
                return left;
            }
        }
    }

    private Operand product() {
        Operand left = factor();
        while (true) {
            if (take('*')) {
                left = combine(left, factor(), (a, b) -> a * b);
            } else if (take('/')) {
                left = combine(left, factor(), (a, b) -> a / b);
            } else {
                return left;
            }
        }
    }

    private Operand factor() {
        if (take('-')) {
            return combine(new Operand.Number(0), factor(), (a, b) -> a - b);
        }
        if (take('(')) {
            Operand inner = sum();
            expect(')');
            return inner;
        }
        if (take('[')) {
            List<NavigableMap<Instant, Double>> all = new ArrayList<>();
            do {
                all.add(line(sum()));
            } while (take(','));
            expect(']');
            return new Operand.Lines(all);
        }
        String word = word();
        if (Character.isDigit(word.charAt(0)) || word.charAt(0) == '.') {
            return number(word);
        }
        return take('(') ? function(word) : new Operand.Line(queries.points(word));
    }

    private Operand function(String name) {
        List<Operand> arguments = new ArrayList<>();
        if (!take(')')) {
            do {
                arguments.add(sum());
            } while (take(','));
            expect(')');
        }
        return switch (name.toUpperCase()) {
            case "METRICS" ->
                new Operand.Lines(
                        queries.metrics().stream().map(queries::points).toList());
            case "SUM" ->
                fold(arguments, values -> values.stream().mapToDouble(v -> v).sum());
            case "AVG" ->
                fold(
                        arguments,
                        values -> values.stream().mapToDouble(v -> v).average().orElse(Double.NaN));
            case "MIN" ->
                fold(
                        arguments,
                        values -> values.stream().mapToDouble(v -> v).min().orElse(Double.NaN));
            case "MAX" ->
                fold(
                        arguments,
                        values -> values.stream().mapToDouble(v -> v).max().orElse(Double.NaN));
            case "ABS" -> combine(only(arguments), new Operand.Number(0), (a, b) -> Math.abs(a));
            case "FILL" -> fill(arguments);
            default -> throw invalid();
        };
    }

    /** Over several series point by point; over a single one its one value at each point. */
    private Operand fold(List<Operand> arguments, ToDoubleFunction<List<Double>> fold) {
        Operand argument = only(arguments);
        if (argument instanceof Operand.Lines lines) {
            NavigableMap<Instant, List<Double>> columns = new TreeMap<>();
            lines.all()
                    .forEach(points ->
                            points.forEach((time, value) -> columns.computeIfAbsent(time, t -> new ArrayList<>())
                                    .add(value)));
            NavigableMap<Instant, Double> folded = new TreeMap<>();
            columns.forEach((time, values) -> folded.put(time, fold.applyAsDouble(values)));
            return new Operand.Line(folded);
        }
        NavigableMap<Instant, Double> points = line(argument);
        return points.isEmpty()
                ? new Operand.Line(points)
                : new Operand.Number(fold.applyAsDouble(List.copyOf(points.values())));
    }

    private Operand fill(List<Operand> arguments) {
        if (arguments.size() != 2 || !(arguments.get(1) instanceof Operand.Number with)) {
            throw invalid();
        }
        NavigableMap<Instant, Double> filled = new TreeMap<>(line(arguments.get(0)));
        queries.grid().forEach(time -> filled.putIfAbsent(time, with.value()));
        return new Operand.Line(filled);
    }

    private Operand combine(Operand left, Operand right, DoubleBinaryOperator operator) {
        if (left instanceof Operand.Number a && right instanceof Operand.Number b) {
            return new Operand.Number(operator.applyAsDouble(a.value(), b.value()));
        }
        NavigableMap<Instant, Double> combined = new TreeMap<>();
        if (left instanceof Operand.Number a) {
            line(right).forEach((time, value) -> combined.put(time, operator.applyAsDouble(a.value(), value)));
        } else if (right instanceof Operand.Number b) {
            line(left).forEach((time, value) -> combined.put(time, operator.applyAsDouble(value, b.value())));
        } else {
            NavigableMap<Instant, Double> other = line(right);
            line(left).forEach((time, value) -> {
                if (other.containsKey(time)) {
                    combined.put(time, operator.applyAsDouble(value, other.get(time)));
                }
            });
        }
        combined.values().removeIf(value -> value.isNaN() || value.isInfinite());
        return new Operand.Line(combined);
    }

    private NavigableMap<Instant, Double> line(Operand operand) {
        if (operand instanceof Operand.Line line) {
            return line.points();
        }
        if (operand instanceof Operand.Number number) {
            NavigableMap<Instant, Double> constant = new TreeMap<>();
            queries.grid().forEach(time -> constant.put(time, number.value()));
            return constant;
        }
        throw invalid();
    }

    private Operand only(List<Operand> arguments) {
        if (arguments.size() != 1) {
            throw invalid();
        }
        return arguments.get(0);
    }

    private Operand number(String word) {
        try {
            return new Operand.Number(Double.parseDouble(word));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    private String word() {
        skip();
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (from == at) {
            throw invalid();
        }
        return text.substring(from, at);
    }

    private boolean take(char wanted) {
        skip();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!take(wanted)) {
            throw invalid();
        }
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private RuntimeException invalid() {
        return CloudWatchErrors.invalid("Error in expression '" + text + "' [Invalid syntax].");
    }
}
