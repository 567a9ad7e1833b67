package sh.lfc.nv.terraform.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Values of a plan beside values of Java. */
final class Values {
    static final String HIDDEN = "(sensitive)";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Values() {}

    /** What is not there is null, and 1 is 1.0. */
    static boolean equal(JsonNode found, Object expected) {
        var wanted = JSON.<JsonNode>valueToTree(expected);
        if (isNothing(found) || isNothing(wanted)) {
            return isNothing(found) && isNothing(wanted);
        }
        return wanted.equals(Values::compare, found);
    }

    private static int compare(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
    }

    private static boolean isNothing(JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode();
    }

    static String text(Object value) {
        var node = JSON.<JsonNode>valueToTree(value);
        return isNothing(node) ? "null" : node.toString();
    }
}
