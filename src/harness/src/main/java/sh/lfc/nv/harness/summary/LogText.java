package sh.lfc.nv.harness.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Lines of logs for people: those that are made for machines say first what happened. */
final class LogText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FIRST = List.of("level", "message", "status", "httpMethod", "method", "path");
    private static final Set<String> LEFT_OUT = Set.of("timestamp", "logger", "stackTrace", "thread");
    private static final int MOST_SHOWN = 1_200;
    private static final int MOST_FRAMES = 5;

    private LogText() {}

    static String of(String line) {
        var text = parsed(line).isObject() ? sentence(parsed(line)) : line.strip();
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    private static String sentence(JsonNode json) {
        var first = FIRST.stream()
                .filter(json::hasNonNull)
                .map(name -> json.get(name).asText())
                .collect(Collectors.joining(" "));
        var rest = new StringBuilder(first);
        json.properties().forEach(member -> {
            var value = member.getValue().isValueNode()
                    ? member.getValue().asText()
                    : member.getValue().toString();
            if (!FIRST.contains(member.getKey()) && !LEFT_OUT.contains(member.getKey()) && !value.equals("-")) {
                rest.append(rest.isEmpty() ? "" : "  ")
                        .append(member.getKey())
                        .append('=')
                        .append(value);
            }
        });
        var frames = json.path("stackTrace");
        if (!frames.isMissingNode()) {
            var lines = frames.isArray()
                    ? java.util.stream.StreamSupport.stream(frames.spliterator(), false)
                            .map(JsonNode::asText)
                    : frames.asText().lines();
            lines.limit(MOST_FRAMES).forEach(frame -> rest.append("\n  ").append(frame.strip()));
        }
        return rest.toString();
    }

    private static JsonNode parsed(String line) {
        try {
            return line.startsWith("{") ? JSON.readTree(line) : JSON.nullNode();
        } catch (JsonProcessingException e) {
            return JSON.nullNode();
        }
    }
}
