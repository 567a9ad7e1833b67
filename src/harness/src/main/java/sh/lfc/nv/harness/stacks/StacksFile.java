package sh.lfc.nv.harness.stacks;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.yaml.YamlFile;

/** Reads {@code stacks.yaml}: under {@code stacks}, a list of {@code name}, {@code depends_on}, {@code description}. */
public final class StacksFile {
    private static final Set<String> KEYS = Set.of("name", "depends_on", "description");

    private StacksFile() {}

    /** @throws HarnessException naming the file and the mistake when it cannot be understood */
    public static StackGraph read(Path file) {
        try {
            return YamlFile.read(file, root -> new StackGraph(stacks(root)));
        } catch (NoSuchFileException e) {
            throw new HarnessException("there is no " + file + ": run this in the project's checkout", e);
        } catch (IOException e) {
            throw new HarnessException("cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static List<Stack> stacks(Object root) {
        if (!(root instanceof Map<?, ?> fields) || !(fields.get("stacks") instanceof List<?> entries)) {
            throw new HarnessException("it must hold a list called \"stacks\"");
        }
        var stacks = new ArrayList<Stack>();
        for (var entry : entries) {
            stacks.add(stack(entry));
        }
        return stacks;
    }

    private static Stack stack(Object entry) {
        if (!(entry instanceof Map<?, ?> fields) || !(fields.get("name") instanceof String name)) {
            throw new HarnessException("every entry needs a name, this one has none: " + entry);
        }
        YamlFile.requireKnown(fields, KEYS, "stack \"" + name + "\"");
        var description = fields.get("description");
        return new Stack(
                name,
                dependencies(name, fields.get("depends_on")),
                String.valueOf(description == null ? "" : description));
    }

    private static Set<String> dependencies(String name, Object listed) {
        if (listed == null) {
            return Set.of();
        }
        if (!(listed instanceof List<?> names)) {
            throw new HarnessException("depends_on of stack \"%s\" must be a list of names".formatted(name));
        }
        var dependencies = new HashSet<String>();
        names.forEach(dependency -> dependencies.add(String.valueOf(dependency)));
        return dependencies;
    }
}
