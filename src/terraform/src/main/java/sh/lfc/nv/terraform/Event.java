package sh.lfc.nv.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * One line of what Terraform tells programs while it runs ("Machine-Readable UI" in its documentation).
 *
 * @param type Terraform's name of the event, such as {@code planned_change} or {@code apply_complete}
 * @param message the same for people
 * @param json all of it
 */
public record Event(String type, String message, JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The resource that it is about, or empty. */
    public String address() {
        var hook = json.path("hook").path("resource").path("addr").asText("");
        return hook.isEmpty()
                ? json.path("change").path("resource").path("addr").asText("")
                : hook;
    }

    /** A line that is no event (a provider's crash, a warning of the shell) is none. */
    static Optional<Event> parse(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            var json = JSON.readTree(line);
            return json.has("type")
                    ? Optional.of(new Event(
                            json.path("type").asText(), json.path("@message").asText(""), json))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
