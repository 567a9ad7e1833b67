package sh.lfc.nv.emulator.services.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path into an event, in the part of JSONPath that EventBridge supports ("Amazon EventBridge input transformation"):
 * names behind dots or in brackets, indices, and asterisks.
 *
 * @param steps null for a text that is no such path, which finds nothing: EventBridge looks at paths only when it
 *     needs them
 */
record JsonPath(List<String> steps) {

    private static final String ALL = "*";
    private static final Pattern STEP = Pattern.compile(
            "\\.(?<name>[\\w\\-/]+)|\\[(?<index>\\d+)]|\\['(?<quoted>[^']+)']|\\[\"(?<double>[^\"]+)\"]|\\.(?<any>\\*)|\\[(?<all>\\*)]");

    static JsonPath of(String text) {
        if (!text.startsWith("$")) {
            return new JsonPath(null);
        }
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text).region(1, text.length());
        while (matcher.lookingAt()) {
            for (String group : List.of("name", "index", "quoted", "double", "any", "all")) {
                if (matcher.group(group) != null) {
                    steps.add(matcher.group(group));
                }
            }
            matcher.region(matcher.end(), text.length());
        }
        return new JsonPath(matcher.regionStart() == text.length() ? steps : null);
    }

    /** What the path leads to; a list of it where there are asterisks on the way. */
    Optional<JsonNode> find(JsonNode root) {
        if (steps == null) {
            return Optional.empty();
        }
        List<JsonNode> found = List.of(root);
        for (String step : steps) {
            List<JsonNode> next = new ArrayList<>();
            found.forEach(node -> next.addAll(children(node, step)));
            found = next;
        }
        if (steps.contains(ALL)) {
            ArrayNode all = Event.JSON.createArrayNode();
            found.forEach(all::add);
            return Optional.of(all);
        }
        return found.stream().findFirst();
    }

    private static List<JsonNode> children(JsonNode node, String step) {
        List<JsonNode> children = new ArrayList<>();
        if (step.equals(ALL)) {
            node.forEach(children::add);
            return children;
        }
        JsonNode child = node.isArray() && step.matches("\\d{1,9}") ? node.get(Integer.parseInt(step)) : node.get(step);
        if (child != null) {
            children.add(child);
        }
        return children;
    }
}
