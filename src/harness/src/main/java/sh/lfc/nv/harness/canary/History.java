package sh.lfc.nv.harness.canary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.OwnerOnly;

/**
 * The runs so far, in a file with a JSON document a line, the newest last. The oldest go when there are too many; a line
 * that was cut off counts for nothing.
 */
public final class History {
    /** A week of a run every five minutes. */
    static final int MOST = 2_016;

    /** The file is written anew only now and then. */
    private static final int SLACK = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public History(Path file) {
        this.file = file;
    }

    /** The newest runs, the newest last. */
    public List<RunRecord> runs() {
        var runs = new ArrayList<RunRecord>();
        if (Files.isRegularFile(file)) {
            try {
                for (var line : Files.readAllLines(file)) {
                    read(line, runs);
                }
            } catch (IOException e) {
                throw unusable(e);
            }
        }
        return List.copyOf(runs.subList(Math.max(0, runs.size() - MOST), runs.size()));
    }

    private static void read(String line, List<RunRecord> runs) {
        try {
            var run = JSON.readValue(line, RunRecord.class);
            run.begin();
            runs.add(run);
        } catch (JsonProcessingException | DateTimeParseException | NullPointerException e) {
            // Written by a process that was killed, or by another version: the other lines are good.
            return;
        }
    }

    /** Adds a run, and answers all there are now. */
    public List<RunRecord> add(RunRecord run) {
        try {
            Files.writeString(file, line(run), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            var runs = runs();
            try (var lines = Files.lines(file)) {
                if (lines.count() > MOST + SLACK) {
                    shorten(runs);
                }
            }
            return runs;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void shorten(List<RunRecord> runs) throws IOException {
        var text = new StringBuilder();
        for (var run : runs) {
            text.append(line(run));
        }
        OwnerOnly.write(file, text.toString());
    }

    private static String line(RunRecord run) throws JsonProcessingException {
        return JSON.writeValueAsString(run) + "\n";
    }

    private HarnessException unusable(IOException e) {
        return new HarnessException("cannot keep the history in %s: %s".formatted(file, e.getMessage()), e);
    }
}
