package sh.lfc.nv.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What a plan does to one resource.
 *
 * @param actions Terraform's names: {@code create}, {@code read}, {@code update}, {@code delete}, {@code no-op};
 *     a replacement has two
 * @param before attributes as they are, missing when unknown or when there are none
 * @param after attributes as they will be
 */
public record ResourceChange(String address, String type, List<String> actions, JsonNode before, JsonNode after) {
    public ResourceChange {
        actions = List.copyOf(actions);
    }

    /** Whether the plan leaves the resource as it is. Reading a data source changes nothing. */
    public boolean isNoOp() {
        return actions.stream().allMatch(action -> action.equals("no-op") || action.equals("read"));
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
                change.path("after"));
    }

    static ResourceChange ofEvent(JsonNode change) {
        var resource = change.path("resource");
        return new ResourceChange(
                resource.path("addr").asText(),
                resource.path("resource_type").asText(),
                List.of(change.path("action").asText().replace("noop", "no-op")),
                MissingNode.getInstance(),
                MissingNode.getInstance());
    }

    @Override
    public String toString() {
        return String.join("/", actions) + " " + address;
    }
}
