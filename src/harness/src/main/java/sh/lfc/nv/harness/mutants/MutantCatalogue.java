package sh.lfc.nv.harness.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.yaml.YamlFile;

/**
 * Reads mutants from a folder of YAML files, each of one stack:
 *
 * <pre>
 * stack: postgres
 * mutants:
 *   - name: database-public
 *     says: The database can be reached from the internet
 *     file: database.tf
 *     find: publicly_accessible    = false
 *     put: publicly_accessible    = true
 *     features: [network_isolation]
 *   - name: database-description
 *     says: …
 *     harmless: true
 *     edits:
 *       - {file: a.tf, find: …, put: …}
 * </pre>
 */
public final class MutantCatalogue {
    private static final Set<String> OF_FILE = Set.of("stack", "mutants");
    private static final Set<String> OF_MUTANT =
            Set.of("name", "says", "file", "find", "put", "edits", "features", "harmless");
    private static final Set<String> OF_EDIT = Set.of("file", "find", "put");

    private MutantCatalogue() {}

    /**
     * The mutants of all files of a folder, in the order of the files' names.
     *
     * @throws HarnessException naming the file and the mistake when one cannot be understood
     */
    public static List<Mutant> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new HarnessException("there is no folder " + folder);
        }
        var all = new ArrayList<Mutant>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                all.addAll(YamlFile.read(file, MutantCatalogue::ofFile));
            }
        } catch (IOException e) {
            throw new HarnessException("cannot read %s: %s".formatted(folder, e.getMessage()), e);
        }
        if (all.isEmpty()) {
            throw new HarnessException(
                    "there are no mutants in %s: they are in files that end in .yaml".formatted(folder));
        }
        var names = new HashSet<String>();
        for (var mutant : all) {
            if (!names.add(mutant.name())) {
                throw new HarnessException("two mutants are called " + mutant.name());
            }
        }
        return all;
    }

    private static List<Mutant> ofFile(Object root) {
        var fields = fields(root, OF_FILE, "the file");
        var stack = text(fields, "stack", "the file");
        if (!(fields.get("mutants") instanceof List<?> entries)) {
            throw new HarnessException("it must hold a list called \"mutants\"");
        }
        return entries.stream().map(entry -> mutant(stack, entry)).toList();
    }

    private static Mutant mutant(String stack, Object entry) {
        var unnamed = fields(entry, OF_MUTANT, "a mutant");
        var name = text(unnamed, "name", "a mutant");
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new HarnessException("\"%s\" is no name of a mutant: lower case words with hyphens".formatted(name));
        }
        var edits = unnamed.get("edits") instanceof List<?> several
                ? several.stream()
                        .map(each -> edit(fields(each, OF_EDIT, name), name))
                        .toList()
                : List.of(edit(unnamed, name));
        var features = unnamed.get("features") instanceof List<?> asked
                ? asked.stream().map(String::valueOf).toList()
                : List.<String>of();
        return new Mutant(
                name,
                text(unnamed, "says", name),
                stack,
                edits,
                features,
                Boolean.TRUE.equals(unnamed.get("harmless")));
    }

    private static Edit edit(Map<?, ?> fields, String mutant) {
        var put = fields.get("put");
        return new Edit(
                text(fields, "file", mutant),
                text(fields, "find", mutant).stripTrailing(),
                put == null ? "" : String.valueOf(put).stripTrailing());
    }

    private static Map<?, ?> fields(Object entry, Set<String> known, String of) {
        if (!(entry instanceof Map<?, ?> fields)) {
            throw new HarnessException("%s is not written as keys and values: %s".formatted(of, entry));
        }
        YamlFile.requireKnown(fields, known, of);
        return fields;
    }

    private static String text(Map<?, ?> fields, String key, String of) {
        if (!(fields.get(key) instanceof String value) || value.isBlank()) {
            throw new HarnessException("%s needs \"%s\"".formatted(of, key));
        }
        return value;
    }
}
