package sh.lfc.nv.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import sh.lfc.nv.terraform.failure.ActionableException;

/**
 * What an apply would do. Immutable.
 *
 * @param file the plan file, to apply or to show
 * @param changes the resources that it would change, moves and imports included
 * @param outputs names of the outputs whose values it would change
 * @param json the whole plan in the form that Terraform documents as "JSON Output Format", sensitive values included; missing
 *     when it was not shown
 */
public record Plan(Path file, List<ResourceChange> changes, List<String> outputs, JsonNode json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Plan {
        changes = List.copyOf(changes);
        outputs = List.copyOf(outputs);
    }

    public Plan(Path file, List<ResourceChange> changes, List<String> outputs) {
        this(file, changes, outputs, MissingNode.getInstance());
    }

    /**
     * Reads a plan that was shown into a file: {@code terraform show -json tfplan > plan.json}.
     *
     * @throws ActionableException when the file cannot be read or is no such plan
     */
    public static Plan read(Path jsonFile) {
        try {
            var json = JSON.readTree(jsonFile.toFile());
            if (json == null || !json.has("planned_values")) {
                throw new ActionableException(
                        jsonFile + " is no plan: write one with `terraform show -json tfplan > " + jsonFile + "`");
            }
            return of(jsonFile, json);
        } catch (IOException e) {
            throw new ActionableException("cannot read the plan %s: %s"
                    .formatted(jsonFile, e.getClass().getSimpleName()));
        }
    }

    /** Whether what stands is what the configuration says. */
    public boolean isEmpty() {
        return changes.isEmpty() && outputs.isEmpty();
    }

    /** Whether the plan has values; see {@link Terraform#show}. */
    public boolean isShown() {
        return !json.isMissingNode();
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
                        .toList(),
                json);
    }

    /** The sentences: values may be secret. */
    @Override
    public String toString() {
        return "Plan" + sentences();
    }
}
