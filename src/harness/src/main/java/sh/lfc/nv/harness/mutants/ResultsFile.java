package sh.lfc.nv.harness.mutants;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/** The results of mutants, a JSON document a line, the newest last; a line that was cut off counts for nothing. */
final class ResultsFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    ResultsFile(Path file) {
        this.file = file;
    }

    Map<String, MutantResult> read() {
        var results = new HashMap<String, MutantResult>();
        if (Files.isRegularFile(file)) {
            try {
                for (var line : Files.readAllLines(file)) {
                    read(line, results);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return results;
    }

    private static void read(String line, Map<String, MutantResult> results) {
        try {
            var result = JSON.readValue(line, MutantResult.class);
            results.put(result.name(), result);
        } catch (JsonProcessingException e) {
            // Written by a run that was killed, or by another version: it is found out again.
            return;
        }
    }

    void add(MutantResult result) {
        try {
            Files.writeString(
                    file, JSON.writeValueAsString(result) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
