package sh.lfc.nv.terraform.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sh.lfc.nv.terraform.Plan;

/**
 * All resources of a configuration as they will be, or as they are: what policies look at. Immutable.
 *
 * @param resources without data sources
 * @param deferred the data sources that a plan leaves for the apply to read, with what is known of their arguments; none of
 *     a state
 */
public record Infrastructure(List<Resource> resources, List<Resource> deferred) {
    /**
     * One resource instance.
     *
     * @param address with the modules around it and its key
     * @param values the attributes that are known, sensitive ones included
     * @param unknown has {@code true} where only the apply will tell a value
     * @param expressions the arguments that the configuration sets, as Terraform's "Expression Representation" has them, with
     *     blocks as arrays; missing for a state
     * @param references addresses, without keys, that an argument's expression refers to, by the argument's name, or that of
     *     the nested block around it; {@code local.x} where a local is in the way; empty for a state
     */
    public record Resource(
            String address,
            String type,
            JsonNode values,
            JsonNode unknown,
            JsonNode expressions,
            Map<String, Set<String>> references) {
        public Resource {
            references = Map.copyOf(references);
        }

        /** The value at a JSON pointer, {@code /tags/Name}; missing when it is unknown or there is none. */
        public JsonNode value(String pointer) {
            return values.at(pointer);
        }

        /** The text at a JSON pointer, or empty. */
        public String text(String pointer) {
            return values.at(pointer).asText("");
        }

        /** Whether the value at a JSON pointer is true. */
        public boolean isTrue(String pointer) {
            return text(pointer).equals("true");
        }

        /** Whether the resource has an attribute at all, known or not. */
        public boolean has(String attribute) {
            return values.has(attribute) || unknown.has(attribute);
        }

        /** Whether only the apply will tell an attribute's value, or a part of it. */
        public boolean isUnknown(String attribute) {
            var mark = unknown.path(attribute);
            return mark.isBoolean() ? mark.asBoolean() : mark.toString().contains("true");
        }

        /** Whether the configuration gives an attribute a value that only the apply will tell. */
        public boolean willBeSet(String attribute) {
            return isUnknown(attribute) && expressions.has(attribute);
        }

        /** Whether the configuration sets the argument at a JSON pointer, {@code /root_block_device/0/encrypted}. */
        public boolean isConfigured(String pointer) {
            return !expressions.at(pointer).isMissingNode();
        }

        /** The address without keys of instances: {@code module.a["x"].t.n[0]} is {@code module.a.t.n}. */
        public String block() {
            return withoutKeys(address);
        }

        /** Type and address, never a value. */
        @Override
        public String toString() {
            return address;
        }
    }

    public Infrastructure {
        resources = List.copyOf(resources);
        deferred = List.copyOf(deferred);
    }

    /** Resources alone. */
    public Infrastructure(List<Resource> resources) {
        this(resources, List.of());
    }

    /**
     * What a plan will have made.
     *
     * @param plan one that was shown
     * @throws IllegalArgumentException when it was not
     */
    public static Infrastructure planned(Plan plan) {
        if (!plan.isShown()) {
            throw new IllegalArgumentException("policies need a plan that was shown: terraform.planWithValues()");
        }
        var unknown = new HashMap<String, JsonNode>();
        plan.json()
                .path("resource_changes")
                .forEach(change -> unknown.put(
                        change.path("address").asText(), change.path("change").path("after_unknown")));
        var written = new Expressions(plan.json().path("configuration").path("root_module"));
        var root = plan.json().path("planned_values").path("root_module");
        return new Infrastructure(
                collected(root, "managed", unknown, written), collected(root, "data", unknown, written));
    }

    /** What there is, from {@link sh.lfc.nv.terraform.Terraform#showState}. */
    public static Infrastructure standing(JsonNode state) {
        var root = state.path("values").path("root_module");
        return new Infrastructure(collected(root, "managed", Map.of(), new Expressions(MissingNode.getInstance())));
    }

    /** The resources of some types. */
    public List<Resource> ofType(String... types) {
        return resources.stream()
                .filter(resource -> Arrays.asList(types).contains(resource.type()))
                .toList();
    }

    private static List<Resource> collected(
            JsonNode module, String mode, Map<String, JsonNode> unknown, Expressions written) {
        var found = new ArrayList<Resource>();
        collect(module, mode, unknown, written, found);
        return found;
    }

    private static void collect(
            JsonNode module, String mode, Map<String, JsonNode> unknown, Expressions written, List<Resource> found) {
        for (var json : module.path("resources")) {
            var address = json.path("address").asText();
            var later = unknown.getOrDefault(address, MissingNode.getInstance());
            // What is only forgotten has no values; nor has what only the apply will tell anything of.
            if (json.path("mode").asText().equals(mode) && (json.has("values") || !later.isEmpty())) {
                var block = withoutKeys(address);
                found.add(new Resource(
                        address,
                        json.path("type").asText(),
                        json.path("values"),
                        later,
                        written.of(block),
                        written.references(block)));
            }
        }
        module.path("child_modules").forEach(child -> collect(child, mode, unknown, written, found));
    }

    static String withoutKeys(String address) {
        return address.replaceAll("\\[(\"(\\\\.|[^\"\\\\])*\"|\\d+)\\]", "");
    }
}
