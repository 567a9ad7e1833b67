package sh.lfc.nv.terraform.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.regex.Pattern;
import sh.lfc.nv.terraform.Outputs;
import sh.lfc.nv.terraform.failure.ActionableException;

/**
 * What one run of a test leaves for the next, in files of JSON below {@code .test-data} of a folder. Only this user can read
 * them, and Git ignores them: outputs may be secret. One process at a time.
 */
public final class TestData {
    static final String FOLDER = ".test-data";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    private TestData(Path folder) {
        this.folder = folder;
    }

    /** The data of a folder; nothing is written before something is saved. */
    public static TestData in(Path folder) {
        return new TestData(folder.resolve(FOLDER));
    }

    /**
     * Keeps a value under a name, in place of the one that was kept under it.
     *
     * @param name letters, digits, dots, hyphens and underscores
     * @param value what Jackson can write: a string, a number, a list, a map, a record
     */
    public void save(String name, Object value) {
        write(name, JSON.valueToTree(value));
    }

    /** Keeps outputs, sensitive ones included. */
    public void saveOutputs(String name, Outputs outputs) {
        write(name, outputs.toJson());
    }

    /**
     * The value that was kept.
     *
     * @throws ActionableException when nothing was, or it has another shape
     */
    public <T> T load(String name, Class<T> type) {
        var json = read(name);
        try {
            return JSON.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new ActionableException(
                    "what was saved as \"%s\" cannot be read as %s".formatted(name, type.getSimpleName()));
        }
    }

    /** The outputs that were kept; {@link ActionableException} when none were. */
    public Outputs loadOutputs(String name) {
        return Outputs.fromJson(read(name));
    }

    /** Whether something was kept under a name. */
    public boolean has(String name) {
        return Files.isRegularFile(file(name));
    }

    /** Forgets everything. */
    public void clear() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }

    private void write(String name, JsonNode json) {
        var file = file(name);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(".gitignore"), "*\n");
            // A temporary file is readable for its owner alone, and stays so under its own name.
            var partial = Files.createTempFile(folder, name, ".partial");
            Files.writeString(partial, json.toPrettyString());
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private JsonNode read(String name) {
        if (!has(name)) {
            throw new ActionableException(
                    "nothing was saved as \"%s\" in %s: run the stage that saves it".formatted(name, folder));
        }
        try {
            return JSON.readTree(file(name).toFile());
        } catch (IOException e) {
            throw new ActionableException("what was saved as \"%s\" cannot be read".formatted(name));
        }
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for test data: \"" + name + "\"");
        }
        return folder.resolve(name + ".json");
    }
}
