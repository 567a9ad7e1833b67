package sh.lfc.nv.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Input variables of a configuration: files first, single values after them, so that a value overrides a file. Immutable.
 *
 * <p>Values reach Terraform in a file that only this user can read and that is removed when the command ends. They are in
 * no log, no message, and not on the command line, which everybody on the machine could read.
 *
 * @param values strings, numbers, booleans, lists, maps and records, as Terraform's JSON variable files have them: a string
 *     is never read as an expression
 * @param files in the order in which Terraform gets them
 */
public record Variables(Map<String, Object> values, List<Path> files) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** No variables: every one that the configuration declares has to have a default. */
    public static final Variables NONE = new Variables(Map.of(), List.of());

    public Variables {
        values = Map.copyOf(values);
        files = List.copyOf(files);
    }

    /** These and one more; one of the same name is replaced. */
    public Variables with(String name, Object value) {
        var all = new LinkedHashMap<>(values);
        all.put(name, value);
        return new Variables(all, files);
    }

    /** These and those of a file in Terraform's syntax ({@code .tfvars}) or in JSON ({@code .tfvars.json}). */
    public Variables withFile(Path file) {
        var all = new ArrayList<>(files);
        all.add(file);
        return new Variables(values, all);
    }

    String json() {
        try {
            return JSON.writeValueAsString(new TreeMap<>(values));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not all of these are Terraform values: " + values.keySet());
        }
    }

    /** The names alone: values may be secret. */
    @Override
    public String toString() {
        return "Variables" + new TreeMap<>(values).keySet() + files;
    }
}
