package sh.lfc.nv.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import sh.lfc.nv.terraform.failure.ActionableException;

/**
 * Output values of an applied configuration, by name. Immutable. No value is in a message: some are sensitive, and what is
 * read from them may be.
 */
public final class Outputs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> values;
    private final Set<String> sensitive;

    private Outputs(Map<String, JsonNode> values, Set<String> sensitive) {
        this.values = Map.copyOf(values);
        this.sensitive = Set.copyOf(sensitive);
    }

    static Outputs of(JsonNode json) {
        var values = new TreeMap<String, JsonNode>();
        var sensitive = new TreeSet<String>();
        json.properties().forEach(output -> {
            values.put(output.getKey(), output.getValue().path("value"));
            if (output.getValue().path("sensitive").asBoolean()) {
                sensitive.add(output.getKey());
            }
        });
        return new Outputs(values, sensitive);
    }

    /**
     * Outputs that were written with {@link #toJson}.
     *
     * @param json in the form of {@code terraform output -json}
     */
    public static Outputs fromJson(JsonNode json) {
        return of(json);
    }

    /** These outputs in the form of {@code terraform output -json}, sensitive values included. */
    public JsonNode toJson() {
        var all = JSON.createObjectNode();
        new TreeMap<>(values).forEach((name, value) -> {
            ObjectNode output = all.putObject(name);
            output.put("sensitive", sensitive.contains(name));
            output.set("value", value);
        });
        return all;
    }

    /** The names of all outputs, sorted. */
    public Set<String> names() {
        return new TreeSet<>(values.keySet());
    }

    /** Whether the configuration says that a value must not be shown. */
    public boolean isSensitive(String name) {
        return sensitive.contains(name);
    }

    /**
     * A value as text; numbers and booleans are written out.
     *
     * @throws ActionableException when there is no such output, or it is a list or an object
     */
    public String string(String name) {
        return as(name, String.class);
    }

    /**
     * A list of texts.
     *
     * @throws ActionableException when there is no such output, or it is no list
     */
    public List<String> strings(String name) {
        return List.of(as(name, String[].class));
    }

    /**
     * A value in a shape of the caller's choice: a record, an array, a map, a number. Names of a record's components are
     * Java's ({@code bucketName}) or Terraform's ({@code bucket_name}).
     *
     * @throws ActionableException when there is no such output, or it has another shape
     */
    public <T> T as(String name, Class<T> type) {
        var value = values.get(name);
        if (value == null) {
            throw new ActionableException("there is no output \"%s\"; there are %s".formatted(name, names()));
        }
        @SuppressWarnings("unchecked") // A primitive type's class does not cast what is boxed.
        var bound = (T) RecordBinder.bind("output \"" + name + "\"", value, type);
        return bound;
    }

    /**
     * All outputs in one record. A component takes the output of its name, in Java's form ({@code bucketName}) or
     * Terraform's ({@code bucket_name}); its type may be a record, a list, a map, an {@code Optional} (for an output that is
     * not always there) or whatever Jackson can read. Outputs without a component are left out.
     *
     * @param type a record; it may be private
     * @throws ActionableException naming the output that is missing or has another shape
     */
    public <T extends Record> T as(Class<T> type) {
        var all = JSON.createObjectNode();
        values.forEach(all::set);
        return type.cast(RecordBinder.bindOutputs(all, type, names()));
    }

    /** The names alone. */
    @Override
    public String toString() {
        return "Outputs" + names();
    }
}
