package sh.lfc.nv.harness.canary;

import java.nio.file.Path;
import java.util.List;
import sh.lfc.nv.harness.history.JsonLines;

/** The runs so far, the newest last. */
public final class History {
    /** A week of a run every five minutes. */
    static final int MOST = 2_016;

    private final JsonLines<RunRecord> runs;

    public History(Path file) {
        // A run without a time when it began is none.
        runs = new JsonLines<>(file, RunRecord.class, MOST, run -> run.begin() != null);
    }

    /** The newest runs, the newest last. */
    public List<RunRecord> runs() {
        return runs.all();
    }

    /** Adds a run, and answers all there are now. */
    public List<RunRecord> add(RunRecord run) {
        return runs.add(run);
    }
}
