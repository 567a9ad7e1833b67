package sh.lfc.nv.harness.stacks;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.stacks.Stack.Early;
import sh.lfc.nv.harness.yaml.YamlFile;

/**
 * Reads {@code stacks.yaml}: under {@code stacks}, a list of {@code name}, {@code depends_on}, {@code description} and, where
 * a part of the stack may be made before the rest, {@code early} with {@code after} and {@code resources}; and where AWS
 * takes longer than usual, {@code timeout_minutes}.
 */
public final class StacksFile {
    private static final Set<String> KEYS = Set.of("name", "depends_on", "description", "early", "timeout_minutes");
    private static final Set<String> EARLY_KEYS = Set.of("after", "resources");

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
                Set.copyOf(names(name, "depends_on", fields.get("depends_on"))),
                String.valueOf(description == null ? "" : description),
                Optional.ofNullable(fields.get("early")).map(early -> early(name, early)),
                timeout(name, fields.get("timeout_minutes")));
    }

    private static Duration timeout(String name, Object minutes) {
        if (minutes == null) {
            return Stack.USUAL;
        }
        if (!(minutes instanceof Integer number) || number < 1) {
            throw new HarnessException("timeout_minutes of stack \"%s\" must be a whole number of minutes, not %s"
                    .formatted(name, minutes));
        }
        return Duration.ofMinutes(number);
    }

    private static Early early(String name, Object entry) {
        if (!(entry instanceof Map<?, ?> fields)) {
            throw new HarnessException("early of stack \"%s\" must have after and resources".formatted(name));
        }
        YamlFile.requireKnown(fields, EARLY_KEYS, "early of stack \"" + name + "\"");
        var resources = names(name, "resources", fields.get("resources"));
        if (resources.isEmpty()) {
            throw new HarnessException("early of stack \"%s\" names no resources".formatted(name));
        }
        return new Early(Set.copyOf(names(name, "after", fields.get("after"))), resources);
    }

    private static List<String> names(String stack, String key, Object listed) {
        if (listed == null) {
            return List.of();
        }
        if (!(listed instanceof List<?> names)) {
            throw new HarnessException("%s of stack \"%s\" must be a list of names".formatted(key, stack));
        }
        return names.stream().map(String::valueOf).distinct().toList();
    }
}
