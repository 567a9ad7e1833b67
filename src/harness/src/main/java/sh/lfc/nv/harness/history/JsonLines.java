package sh.lfc.nv.harness.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.OwnerOnly;

/**
 * Records in a file with a JSON document a line, the newest last. The oldest go when there are too many; a line that was
 * cut off, or that another version wrote, counts for nothing.
 */
public final class JsonLines<T> {
    /** The file is written anew only now and then. */
    private static final int SLACK = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Class<T> type;
    private final int most;
    private final Predicate<T> whole;

    /**
     * @param most how many are kept
     * @param whole whether a record that was read has all that it needs; it may throw what it likes when not
     */
    public JsonLines(Path file, Class<T> type, int most, Predicate<T> whole) {
        this.file = file;
        this.type = type;
        this.most = most;
        this.whole = whole;
    }

    /** The newest records, the newest last. */
    public List<T> all() {
        var records = new ArrayList<T>();
        if (Files.isRegularFile(file)) {
            try {
                for (var line : Files.readAllLines(file)) {
                    read(line, records);
                }
            } catch (IOException e) {
                throw unusable(e);
            }
        }
        return List.copyOf(records.subList(Math.max(0, records.size() - most), records.size()));
    }

    private void read(String line, List<T> records) {
        try {
            var record = JSON.readValue(line, type);
            if (record != null && whole.test(record)) {
                records.add(record);
            }
        } catch (JsonProcessingException | RuntimeException e) {
            // Written by a process that was killed, or by another version: the other lines are good.
            return;
        }
    }

    /** Adds a record, and answers all there are now. */
    public List<T> add(T record) {
        try {
            Files.writeString(file, line(record), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            var records = all();
            try (var lines = Files.lines(file)) {
                if (lines.count() > most + SLACK) {
                    shorten(records);
                }
            }
            return records;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void shorten(List<T> records) throws IOException {
        var text = new StringBuilder();
        for (var record : records) {
            text.append(line(record));
        }
        OwnerOnly.write(file, text.toString());
    }

    private String line(T record) throws JsonProcessingException {
        return JSON.writeValueAsString(record) + "\n";
    }

    private HarnessException unusable(IOException e) {
        return new HarnessException("cannot keep the history in %s: %s".formatted(file, e.getMessage()), e);
    }
}
