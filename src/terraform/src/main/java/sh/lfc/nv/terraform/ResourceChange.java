package sh.lfc.nv.terraform;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What a plan does to one resource. Immutable.
 *
 * @param actions Terraform's names: {@code create}, {@code read}, {@code update}, {@code delete}, {@code no-op}, {@code
 *     forget}; a replacement has two in a plan that was shown, and is {@code replace} in one that was not
 * @param before attributes as they are, missing when the plan was not shown, null when there are none
 * @param after attributes as they will be, without those that only the apply will tell
 * @param json all that Terraform tells about the change
 */
public record ResourceChange(
        String address, String type, List<String> actions, JsonNode before, JsonNode after, JsonNode json) {
    public ResourceChange {
        actions = List.copyOf(actions);
    }

    public ResourceChange(String address, String type, List<String> actions, JsonNode before, JsonNode after) {
        this(address, type, actions, before, after, MissingNode.getInstance());
    }

    /** Whether the plan leaves the resource, and what the state says of it, as it is. Reading a data source changes nothing. */
    public boolean isNoOp() {
        return actions.stream().allMatch(action -> action.equals("no-op") || action.equals("read"))
                && movedFrom().isEmpty()
                && importedId().isEmpty();
    }

    /** Whether the resource is made anew: destroyed and created, in either order. */
    public boolean isReplacement() {
        return actions.contains("replace") || actions.contains("create") && actions.contains("delete");
    }

    /** The address that the resource had until now, if it is moved. */
    public Optional<String> movedFrom() {
        return text(json.path("previous_address"))
                .or(() -> text(json.path("previous_resource").path("addr")));
    }

    /** The provider's name of what is imported as this resource, if it is. */
    public Optional<String> importedId() {
        return text(json.path("change").path("importing").path("id"))
                .or(() -> text(json.path("importing").path("id")));
    }

    /** Terraform's name of the reason, such as {@code replace_because_cannot_update}, if it gives one. */
    public Optional<String> reason() {
        return text(json.path("action_reason")).or(() -> text(json.path("reason")));
    }

    /**
     * Whether only the apply will tell a value.
     *
     * @param pointer a JSON pointer into the attributes: {@code /network/0/id}
     */
    public boolean isUnknown(String pointer) {
        return marked(json.path("change").path("after_unknown"), pointer);
    }

    /** Whether a value, before or after, must not be shown. */
    public boolean isSensitive(String pointer) {
        return marked(json.path("change").path("before_sensitive"), pointer)
                || marked(json.path("change").path("after_sensitive"), pointer);
    }

    /** Marks have the form of the values; true stands for everything below it too. */
    static boolean marked(JsonNode marks, String pointer) {
        var at = marks;
        for (var rest = JsonPointer.compile(pointer); !rest.matches() && !at.isBoolean(); rest = rest.tail()) {
            at = rest.mayMatchElement() && at.isArray()
                    ? at.path(rest.getMatchingIndex())
                    : at.path(rest.getMatchingProperty());
        }
        return at.asBoolean();
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText("")).filter(text -> !text.isEmpty());
    }

    static ResourceChange ofPlan(JsonNode json) {
        var change = json.path("change");
        return new ResourceChange(
                json.path("address").asText(),
                json.path("type").asText(),
                StreamSupport.stream(change.path("actions").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                change.path("before"),
                change.path("after"),
                json);
    }

    static ResourceChange ofEvent(JsonNode change) {
        var resource = change.path("resource");
        return new ResourceChange(
                resource.path("addr").asText(),
                resource.path("resource_type").asText(),
                List.of(
                        switch (change.path("action").asText()) {
                            // The names of the plan that is shown.
                            case "noop", "move", "import" -> "no-op";
                            case "remove" -> "forget";
                            default -> change.path("action").asText();
                        }),
                MissingNode.getInstance(),
                MissingNode.getInstance(),
                change);
    }

    /** Action and address, never a value. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        importedId().ifPresent(id -> text.append("import "));
        movedFrom().ifPresent(from -> text.append("move ").append(from).append(" to "));
        if (text.isEmpty() || !actions.equals(List.of("no-op"))) {
            text.insert(0, String.join("/", actions) + " ");
        }
        return text.append(address).toString();
    }
}
