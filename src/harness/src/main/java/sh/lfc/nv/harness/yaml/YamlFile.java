package sh.lfc.nv.harness.yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import sh.lfc.nv.harness.HarnessException;

/** A file in YAML. */
public final class YamlFile {
    private YamlFile() {}

    /**
     * Reads a file.
     *
     * @param meaning makes something of its content: maps, lists and scalars
     * @throws HarnessException naming the file when it is not YAML, or when {@code meaning} does not take it
     */
    public static <T> T read(Path file, Function<Object, T> meaning) throws IOException {
        try {
            return meaning.apply(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
        } catch (YAMLException e) {
            throw new HarnessException(
                    "%s is not YAML: %s"
                            .formatted(file, e.getMessage().lines().findFirst().orElse("")),
                    e);
        } catch (HarnessException e) {
            throw new HarnessException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Refuses keys that nobody reads, which are misspelt ones.
     *
     * @param of what has the keys, for the message
     */
    public static void requireKnown(Map<?, ?> fields, Set<String> known, String of) {
        for (var key : fields.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                throw new HarnessException("%s has an unknown key \"%s\"".formatted(of, key));
            }
        }
    }
}
