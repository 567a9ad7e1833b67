package sh.lfc.nv.emulator.services.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * Which messages a subscription wants, after "Amazon SNS subscription filter policies".
 *
 * @param policy the policy's document
 * @param onBody whether it looks at the message's body rather than its attributes
 */
record FilterPolicy(JsonNode policy, boolean onBody) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static FilterPolicy parse(String text, boolean onBody) {
        JsonNode policy;
        try {
            policy = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw SnsErrors.invalid("FilterPolicy: failed to parse JSON. " + e.getOriginalMessage());
        }
        if (policy == null || !policy.isObject()) {
            throw SnsErrors.invalid("FilterPolicy: Filter policy must be an object");
        }
        check(policy, onBody);
        return new FilterPolicy(policy, onBody);
    }

    private static void check(JsonNode rules, boolean nested) {
        rules.properties().forEach(rule -> {
            JsonNode value = rule.getValue();
            if (rule.getKey().equals("$or") && value.isArray()) {
                value.forEach(alternative -> check(alternative, nested));
            } else if (value.isObject() && nested) {
                check(value, true);
            } else if (value.isObject()) {
                throw SnsErrors.invalid(
                        "FilterPolicy: Filter policy scope MessageAttributes does not support nested filter policy");
            } else if (!value.isArray()) {
                throw SnsErrors.invalid("FilterPolicy: \"" + rule.getKey() + "\" must be an object or an array");
            } else if (value.isEmpty()) {
                throw SnsErrors.invalid("FilterPolicy: Empty arrays are not allowed");
            }
        });
    }

    boolean accepts(String message, Map<String, MessageAttributeValue> attributes) {
        if (!onBody) {
            return all(policy, tree(attributes));
        }
        try {
            JsonNode body = JSON.readTree(message);
            return body != null && body.isObject() && all(policy, body);
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static ObjectNode tree(Map<String, MessageAttributeValue> attributes) {
        ObjectNode tree = JSON.createObjectNode();
        attributes.forEach((name, value) -> {
            if (value.stringValue() == null) {
                return;
            }
            try {
                switch (value.dataType()) {
                    case "Number" -> tree.put(name, new BigDecimal(value.stringValue()));
                    case "String.Array" -> tree.set(name, JSON.readTree(value.stringValue()));
                    default -> tree.put(name, value.stringValue());
                }
            } catch (JsonProcessingException | NumberFormatException e) {
                tree.put(name, value.stringValue());
            }
        });
        return tree;
    }

    private static boolean all(JsonNode rules, JsonNode message) {
        return rules.properties().stream().allMatch(rule -> {
            JsonNode value = rule.getValue();
            if (rule.getKey().equals("$or") && value.isArray()) {
                return elements(value).stream().anyMatch(alternative -> all(alternative, message));
            }
            JsonNode actual = message.get(rule.getKey());
            if (value.isObject()) {
                return actual != null && actual.isArray()
                        ? elements(actual).stream().anyMatch(element -> all(value, element))
                        : all(value, actual == null ? JSON.createObjectNode() : actual);
            }
            return elements(value).stream().anyMatch(condition -> matches(condition, actual));
        });
    }

    private static boolean matches(JsonNode condition, JsonNode actual) {
        if (condition.has("exists")) {
            return condition.get("exists").asBoolean() == (actual != null);
        }
        if (actual == null) {
            return false;
        }
        List<JsonNode> values = actual.isArray() ? elements(actual) : List.of(actual);
        return values.stream().anyMatch(value -> holds(condition, value));
    }

    private static boolean holds(JsonNode condition, JsonNode value) {
        if (!condition.isObject()) {
            return same(condition, value);
        }
        Map.Entry<String, JsonNode> operator = condition.properties().iterator().next();
        JsonNode operand = operator.getValue();
        return switch (operator.getKey()) {
            case "prefix" -> value.isTextual() && value.asText().startsWith(operand.asText());
            case "suffix" -> value.isTextual() && value.asText().endsWith(operand.asText());
            case "equals-ignore-case" -> value.isTextual() && value.asText().equalsIgnoreCase(operand.asText());
            case "wildcard" -> value.isTextual() && wildcard(operand.asText(), value.asText());
            case "anything-but" -> noneOf(operand, value);
            case "numeric" -> value.isNumber() && numeric((ArrayNode) operand, value.decimalValue());
            default -> false;
        };
    }

    private static boolean same(JsonNode wanted, JsonNode value) {
        return wanted.isNumber() && value.isNumber()
                ? wanted.decimalValue().compareTo(value.decimalValue()) == 0
                : wanted.equals(value);
    }

    private static boolean noneOf(JsonNode operand, JsonNode value) {
        if (operand.isObject()) {
            return !holds(operand, value);
        }
        List<JsonNode> unwanted = operand.isArray() ? elements(operand) : List.of(operand);
        return unwanted.stream().noneMatch(one -> same(one, value));
    }

    private static boolean wildcard(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(java.util.regex.Pattern.quote(part));
        }
        return text.matches(regex.toString());
    }

    private static boolean numeric(ArrayNode comparisons, BigDecimal value) {
        for (int i = 0; i + 1 < comparisons.size(); i += 2) {
            int order = value.compareTo(comparisons.get(i + 1).decimalValue());
            boolean holds =
                    switch (comparisons.get(i).asText()) {
                        case "=" -> order == 0;
                        case "<" -> order < 0;
                        case "<=" -> order <= 0;
                        case ">" -> order > 0;
                        case ">=" -> order >= 0;
                        default -> false;
                    };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements;
    }
}
