package sh.lfc.nv.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import sh.lfc.nv.terraform.failure.ActionableException;

/** Output values of an applied configuration, by name. */
public final class Outputs {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> values;

    private Outputs(Map<String, JsonNode> values) {
        this.values = Map.copyOf(values);
    }

    static Outputs of(JsonNode json) {
        var values = new TreeMap<String, JsonNode>();
        json.properties()
                .forEach(output -> values.put(output.getKey(), output.getValue().path("value")));
        return new Outputs(values);
    }

    public Set<String> names() {
        return new TreeSet<>(values.keySet());
    }

    public String string(String name) {
        return as(name, String.class);
    }

    public List<String> strings(String name) {
        return List.of(as(name, String[].class));
    }

    /**
     * A value in a shape of the caller's choice: a record, a list, a map.
     *
     * @throws ActionableException when there is no such output, or it has another shape
     */
    public <T> T as(String name, Class<T> type) {
        var value = values.get(name);
        if (value == null) {
            throw new ActionableException("there is no output \"%s\"; there are %s".formatted(name, names()));
        }
        try {
            return JSON.treeToValue(value, type);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new ActionableException("output \"%s\" is not a %s".formatted(name, type.getSimpleName()), e);
        }
    }
}
