package sh.lfc.nv.harness.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.history.JsonLines;

/**
 * The folder of all runs: for each a folder with {@code index.html, summary.json, summary.md}, beside them
 * {@code history.jsonl} and {@code trend.html}.
 */
public final class LoadReports {
    private static final int MOST = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;
    private final JsonLines<Summary> history;

    public LoadReports(Path folder) {
        try {
            this.folder = Files.createDirectories(folder);
        } catch (IOException e) {
            throw new HarnessException("cannot make the folder %s: %s".formatted(folder, e.getMessage()), e);
        }
        this.history = new JsonLines<>(
                folder.resolve("history.jsonl"),
                Summary.class,
                MOST,
                run -> run.run() != null && run.at() != null && run.kind() != null && run.all() != null);
    }

    /** Where a run's results go. */
    public Path of(String run) {
        return folder.resolve(run);
    }

    /**
     * Writes a run's report, adds it to the history and draws the trend anew.
     *
     * @return in what it is worse than before, a sentence each
     */
    List<String> add(Summary summary, RunPage page) {
        try {
            var run = Files.createDirectories(of(summary.run()));
            Files.writeString(run.resolve("summary.json"), JSON.writeValueAsString(summary) + "\n");
            Files.writeString(run.resolve("summary.md"), summary.markdown());
            var runs = history.add(summary);
            var regressions = Trend.of(runs).regressions();
            Files.writeString(run.resolve("index.html"), page.html(regressions));
            Files.writeString(folder.resolve("trend.html"), new TrendPage(runs).html());
            return regressions;
        } catch (IOException e) {
            throw new HarnessException("cannot write in %s: %s".formatted(folder, e.getMessage()), e);
        }
    }
}
