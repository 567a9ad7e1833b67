package sh.lfc.nv.emulator.services.eventbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;

/**
 * Makes a target's input of an event ("Amazon EventBridge input transformation"). Outside of quotes a variable is JSON;
 * inside, a text stands as it is, unescaped, and an object or a list without its quotes. A variable that the event does
 * not have is an empty text.
 */
final class InputTemplate {

    private static final Pattern PLACEHOLDER = Pattern.compile("<([A-Za-z0-9_\\-.]+)>");
    private static final String RESERVED = "aws.events.";

    private InputTemplate() {}

    /** Refuses a template that is no JSON once its variables have values. */
    static void check(String targetId, InputTransformer transformer) {
        for (String name : transformer.inputPathsMap().keySet()) {
            if (name.toLowerCase(Locale.ROOT).startsWith("aws")) {
                throw Refusals.invalid("InputPathsMap of target " + targetId + " cannot have the key " + name
                        + ": keys must not start with AWS.");
            }
        }
        String template = transformer.inputTemplate();
        if (template == null || template.isEmpty()) {
            throw Refusals.invalid("Parameter InputTemplate of target " + targetId + " must not be empty.");
        }
        PLACEHOLDER.matcher(template).results().map(found -> found.group(1)).forEach(name -> {
            if (!name.startsWith(RESERVED) && !transformer.inputPathsMap().containsKey(name)) {
                throw Refusals.invalid(
                        "InputTemplate for target " + targetId + " contains invalid placeholder " + name + ".");
            }
        });
        if (template.trim().startsWith("{")) {
            try {
                Event.JSON.readTree(filled(template, name -> Event.JSON.createObjectNode()));
            } catch (JsonProcessingException e) {
                throw Refusals.invalid(
                        "Invalid InputTemplate for target " + targetId + " : " + JsonPlace.of(e, template) + ".");
            }
        }
    }

    static String fill(InputTransformer transformer, EventRule rule, Event event) {
        Map<String, JsonNode> values = new HashMap<>(reserved(rule, event));
        transformer.inputPathsMap().forEach((name, path) -> JsonPath.of(path)
                .find(event.document())
                .ifPresent(value -> values.put(name, value)));
        String filled = filled(transformer.inputTemplate(), name -> values.getOrDefault(name, TextNode.valueOf("")));
        try {
            return Event.JSON.readTree(filled).toString();
        } catch (JsonProcessingException e) {
            return filled;
        }
    }

    private static Map<String, JsonNode> reserved(EventRule rule, Event event) {
        ObjectNode withoutDetail = event.document().deepCopy();
        withoutDetail.remove("detail");
        return Map.of(
                RESERVED + "rule-arn", TextNode.valueOf(rule.arn()),
                RESERVED + "rule-name", TextNode.valueOf(rule.name()),
                RESERVED + "event.ingestion-time",
                        TextNode.valueOf(event.ingested().toString()),
                RESERVED + "event", withoutDetail,
                RESERVED + "event.json", event.document());
    }

    private interface Values {
        JsonNode of(String name);
    }

    private static String filled(String template, Values values) {
        StringBuilder filled = new StringBuilder();
        boolean quoted = false;
        int end = 0;
        Matcher matcher = PLACEHOLDER.matcher(template);
        for (MatchResult found : matcher.results().toList()) {
            String literal = template.substring(end, found.start());
            quoted ^= opensOrCloses(literal);
            JsonNode value = values.of(found.group(1));
            filled.append(literal).append(quoted ? inText(value) : value.toString());
            end = found.end();
        }
        return filled.append(template.substring(end)).toString();
    }

    /** Whether a text has an odd number of quotes; those behind a backslash are none. */
    private static boolean opensOrCloses(String text) {
        return text.replaceAll("\\\\.", "").chars().filter(c -> c == '"').count() % 2 == 1;
    }

    private static String inText(JsonNode value) {
        return value.isContainerNode() ? value.toString().replace("\"", "") : value.asText();
    }
}
