package sh.lfc.nv.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What an apply would do.
 *
 * @param file the plan file, to apply or to show
 * @param changes the resources that it would change
 * @param outputs names of the outputs whose values it would change
 */
public record Plan(Path file, List<ResourceChange> changes, List<String> outputs) {
    public Plan {
        changes = List.copyOf(changes);
        outputs = List.copyOf(outputs);
    }

    /** Whether what stands is what the configuration says. */
    public boolean isEmpty() {
        return changes.isEmpty() && outputs.isEmpty();
    }

    /** The changes in words, one for each resource and output. */
    public List<String> sentences() {
        return Stream.concat(
                        changes.stream().map(ResourceChange::toString),
                        outputs.stream().map(name -> "update output." + name))
                .toList();
    }

    /** The change of one resource, by its address. */
    public java.util.Optional<ResourceChange> change(String address) {
        return changes.stream().filter(c -> c.address().equals(address)).findFirst();
    }

    static Plan of(Path file, JsonNode json) {
        return new Plan(
                file,
                StreamSupport.stream(json.path("resource_changes").spliterator(), false)
                        .map(ResourceChange::ofPlan)
                        .filter(change -> !change.isNoOp())
                        .toList(),
                json.path("output_changes").properties().stream()
                        .filter(e ->
                                !e.getValue().path("actions").path(0).asText().equals("no-op"))
                        .map(java.util.Map.Entry::getKey)
                        .toList());
    }
}
