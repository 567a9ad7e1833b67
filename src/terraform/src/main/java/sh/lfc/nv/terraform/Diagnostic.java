package sh.lfc.nv.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What Terraform has to say about a configuration or a run.
 *
 * @param address the resource it is about, or empty
 * @param place file and line it is about, such as {@code main.tf:8}, or empty
 */
public record Diagnostic(Severity severity, String summary, String detail, String address, String place) {
    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** One line for people: what, where, why. */
    public String sentence() {
        var where = List.of(address, place).stream().filter(s -> !s.isEmpty()).toList();
        var text = new StringBuilder(summary);
        if (!where.isEmpty()) {
            text.append(" (").append(String.join(", ", where)).append(')');
        }
        var reason = detail.strip().replaceAll("\\s+", " ");
        return reason.isEmpty()
                ? text.toString()
                : text.append(": ").append(reason).toString();
    }

    static Diagnostic of(JsonNode json) {
        var range = json.path("range");
        var file = range.path("filename").asText("");
        var line = range.path("start").path("line").asText("");
        return new Diagnostic(
                "warning".equals(json.path("severity").asText()) ? Severity.WARNING : Severity.ERROR,
                json.path("summary").asText(""),
                json.path("detail").asText(""),
                json.path("address").asText(""),
                line.isEmpty() ? file : file + ":" + line);
    }

    /** Reads the errors out of what Terraform writes for people, from commands that have no machine-readable form. */
    static List<Diagnostic> fromText(List<String> lines) {
        var found = new ArrayList<Diagnostic>();
        String summary = null;
        var detail = new ArrayList<String>();
        for (var raw : lines) {
            var line = raw.replaceFirst("^[╷│╵]\\s?", "");
            if (line.startsWith("Error: ")) {
                addTo(found, summary, detail);
                summary = line.substring("Error: ".length());
                detail.clear();
            } else if (summary != null) {
                detail.add(line);
            }
        }
        addTo(found, summary, detail);
        return found;
    }

    private static void addTo(List<Diagnostic> found, String summary, List<String> detail) {
        if (summary != null) {
            found.add(new Diagnostic(
                    Severity.ERROR, summary, String.join("\n", detail).strip(), "", ""));
        }
    }
}
