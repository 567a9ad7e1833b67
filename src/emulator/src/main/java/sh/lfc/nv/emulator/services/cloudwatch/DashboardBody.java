package sh.lfc.nv.emulator.services.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.DashboardValidationMessage;

/** Checks a dashboard's document after "Dashboard body structure and syntax". For use by one thread, once. */
final class DashboardBody {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> TYPES = Set.of("metric", "text", "log", "alarm", "explorer", "custom", "trace");

    private final List<DashboardValidationMessage> problems = new ArrayList<>();

    private DashboardBody() {}

    /** What is wrong with a document; nothing where it is right. */
    static List<DashboardValidationMessage> problems(String body) {
        DashboardBody check = new DashboardBody();
        try {
            JsonNode document = JSON.readTree(body);
            if (document == null || !document.isObject()) {
                check.problem("", "Should be object");
            } else if (!document.path("widgets").isArray()) {
                check.problem(
                        document.has("widgets") ? "/widgets" : "", "Should have property 'widgets' of type array");
            } else {
                int index = 0;
                for (JsonNode widget : document.get("widgets")) {
                    check.widget("/widgets/" + index++, widget);
                }
            }
        } catch (JsonProcessingException e) {
            check.problem("", "The field DashboardBody must be a valid JSON object");
        }
        return check.problems;
    }

    private void widget(String path, JsonNode widget) {
        String type = widget.path("type").asText("");
        if (type.isEmpty()) {
            problem(path, "Should have property 'type'");
        } else if (!TYPES.contains(type)) {
            problem(path + "/type", "Should be equal to one of the allowed values");
        }
        number(path, widget, "x", 0, 23);
        number(path, widget, "y", 0, Integer.MAX_VALUE);
        number(path, widget, "width", 1, 24);
        number(path, widget, "height", 1, 1000);
        JsonNode properties = widget.path("properties");
        if (!properties.isObject()) {
            problem(path, "Should have property 'properties'");
        } else {
            properties(path + "/properties", type, properties);
        }
    }

    private void properties(String path, String type, JsonNode properties) {
        switch (type) {
            case "metric" -> {
                if (!properties.has("metrics")
                        && !properties.path("annotations").has("alarms")) {
                    problem(path, "Should have property 'metrics' or 'annotations.alarms'");
                }
                if (properties.has("metrics") && !properties.hasNonNull("region")) {
                    problem(path, "Should have property 'region'");
                }
                JsonNode metrics = properties.path("metrics");
                for (int i = 0; i < metrics.size(); i++) {
                    metric(path + "/metrics/" + i, metrics.get(i));
                }
            }
            case "alarm" -> {
                if (!properties.path("alarms").isArray()) {
                    problem(path, "Should have property 'alarms'");
                }
            }
            case "text" -> {
                if (!properties.path("markdown").isTextual()) {
                    problem(path, "Should have property 'markdown'");
                }
            }
            case "log" -> {
                if (!properties.path("query").isTextual()) {
                    problem(path, "Should have property 'query'");
                }
            }
            default -> {}
        }
    }

    private void metric(String path, JsonNode metric) {
        if (!metric.isArray() || metric.isEmpty()) {
            problem(path, "Should be array");
            return;
        }
        for (int i = 0; i < metric.size(); i++) {
            boolean last = i == metric.size() - 1;
            if (!metric.get(i).isTextual() && !(last && metric.get(i).isObject())) {
                problem(path + "/" + i, "Should be string");
            }
        }
    }

    private void number(String path, JsonNode widget, String member, int least, int most) {
        JsonNode value = widget.get(member);
        if (value != null && (!value.isInt() || value.asInt() < least || value.asInt() > most)) {
            problem(path + "/" + member, "Should be an integer between " + least + " and " + most);
        }
    }

    private void problem(String path, String message) {
        problems.add(DashboardValidationMessage.builder()
                .dataPath(path)
                .message(message)
                .build());
    }
}
