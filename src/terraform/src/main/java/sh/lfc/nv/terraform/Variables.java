package sh.lfc.nv.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Input variables of a configuration: files first, single values after them, so that a value overrides a file.
 *
 * @param values strings are handed over as they are, everything else as JSON, which Terraform reads as an expression
 */
public record Variables(Map<String, Object> values, List<Path> files) {
    private static final ObjectMapper JSON = new ObjectMapper();
    public static final Variables NONE = new Variables(Map.of(), List.of());

    public Variables {
        values = Map.copyOf(values);
        files = List.copyOf(files);
    }

    public Variables with(String name, Object value) {
        var all = new LinkedHashMap<>(values);
        all.put(name, value);
        return new Variables(all, files);
    }

    public Variables withFile(Path file) {
        var all = new ArrayList<>(files);
        all.add(file);
        return new Variables(values, all);
    }

    List<String> arguments() {
        var arguments = new ArrayList<String>();
        files.forEach(file -> arguments.add("-var-file=" + file));
        values.keySet().stream()
                .sorted()
                .forEach(name -> arguments.add("-var=" + name + "=" + expression(values.get(name))));
        return arguments;
    }

    private static String expression(Object value) {
        if (value instanceof String text) {
            return text;
        }
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a Terraform value: " + value, e);
        }
    }
}
