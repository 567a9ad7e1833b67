package sh.lfc.nv.emulator.services.logs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The condition inside a JSON filter pattern, such as {@code { $.level = "ERROR" && $.attempt > 1 }}.
 *
 * <p>A recursive descent over: or, and, parentheses, comparison. Strings may have {@code *} as a wildcard.
 */
final class JsonCondition {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\\$(?:\\.[\\w-]+|\\[\\d+]|\\['[^']*'])*|&&|\\|\\||!=|<=|>=|[=<>(){}]|\"(?:\\\\.|[^\"\\\\])*\"|[^\\s=<>!&|(){}\"]+)");

    private final String text;
    private final Matcher tokens;
    private String token;
    private int consumed;

    private JsonCondition(String text) {
        this.text = text;
        this.tokens = TOKEN.matcher(text);
        advance();
    }

    /** Reads a condition with its braces. @throws IllegalArgumentException when it is none */
    static Predicate<JsonNode> parse(String text) {
        JsonCondition parser = new JsonCondition(text);
        parser.expect("{");
        Predicate<JsonNode> condition = parser.or();
        parser.expect("}");
        if (parser.token != null) {
            throw parser.invalid();
        }
        return condition;
    }

    private Predicate<JsonNode> or() {
        Predicate<JsonNode> condition = and();
        while ("||".equals(token)) {
            advance();
            condition = condition.or(and());
        }
        return condition;
    }

    private Predicate<JsonNode> and() {
        Predicate<JsonNode> condition = comparison();
        while ("&&".equals(token)) {
            advance();
            condition = condition.and(comparison());
        }
        return condition;
    }

    private Predicate<JsonNode> comparison() {
        if ("(".equals(token)) {
            advance();
            Predicate<JsonNode> inner = or();
            expect(")");
            return inner;
        }
        String selector = take();
        if (!selector.startsWith("$")) {
            throw invalid();
        }
        String operator = take();
        if (operator.equalsIgnoreCase("NOT")) {
            expectWord("EXISTS");
            return json -> select(json, selector).isMissingNode();
        }
        if (operator.equalsIgnoreCase("IS")) {
            return is(selector, take().toUpperCase(Locale.ROOT));
        }
        return compare(selector, operator, take());
    }

    private Predicate<JsonNode> is(String selector, String what) {
        return switch (what) {
            case "NULL" -> json -> select(json, selector).isNull();
            case "TRUE" ->
                json -> select(json, selector).isBoolean()
                        && select(json, selector).booleanValue();
            case "FALSE" ->
                json -> select(json, selector).isBoolean()
                        && !select(json, selector).booleanValue();
            default -> throw invalid();
        };
    }

    private Predicate<JsonNode> compare(String selector, String operator, String operand) {
        String value = operand.startsWith("\"")
                ? operand.substring(1, operand.length() - 1).replace("\\\"", "\"")
                : operand;
        Double number = operand.startsWith("\"") ? null : number(operand);
        return switch (operator) {
            case "=" -> json -> equal(select(json, selector), value, number);
            case "!=" ->
                json -> {
                    JsonNode node = select(json, selector);
                    return !node.isMissingNode() && !equal(node, value, number);
                };
            case "<" -> ordered(selector, number, sign -> sign < 0);
            case ">" -> ordered(selector, number, sign -> sign > 0);
            case "<=" -> ordered(selector, number, sign -> sign <= 0);
            case ">=" -> ordered(selector, number, sign -> sign >= 0);
            default -> throw invalid();
        };
    }

    private Predicate<JsonNode> ordered(String selector, Double number, Predicate<Integer> accept) {
        if (number == null) {
            throw invalid();
        }
        return json -> {
            JsonNode node = select(json, selector);
            return node.isNumber() && accept.test(Double.compare(node.doubleValue(), number));
        };
    }

    private static boolean equal(JsonNode node, String value, Double number) {
        if (number != null && node.isNumber()) {
            return node.doubleValue() == number;
        }
        if (!node.isValueNode() || node.isNull()) {
            return false;
        }
        if (value.indexOf('*') < 0) {
            return node.asText().equals(value);
        }
        String regex = "\\Q" + value.replace("*", "\\E.*\\Q") + "\\E";
        return Pattern.compile(regex, Pattern.DOTALL).matcher(node.asText()).matches();
    }

    private static JsonNode select(JsonNode json, String selector) {
        String pointer = selector.substring(1)
                .replaceAll("\\['([^']*)']", "/$1")
                .replaceAll("\\[(\\d+)]", "/$1")
                .replace('.', '/');
        return json.at(pointer);
    }

    private static Double number(String text) {
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private String take() {
        if (token == null) {
            throw invalid();
        }
        String taken = token;
        advance();
        return taken;
    }

    private void expect(String symbol) {
        if (!take().equals(symbol)) {
            throw invalid();
        }
    }

    private void expectWord(String word) {
        if (!take().equalsIgnoreCase(word)) {
            throw invalid();
        }
    }

    private void advance() {
        if (text.substring(consumed).isBlank()) {
            token = null;
        } else if (tokens.find() && tokens.start() == consumed) {
            token = tokens.group(1);
            consumed = tokens.end();
        } else {
            throw invalid();
        }
    }

    private IllegalArgumentException invalid() {
        return new IllegalArgumentException("invalid filter pattern " + text);
    }
}
