package sh.lfc.nv.canary.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what came of all scenarios, in the order in which they were done. */
public final class AllResults extends ScenarioListener {
    private static final ThreadLocal<AllResults> LAST = new ThreadLocal<>();

    private final List<ScenarioResult> results = new CopyOnWriteArrayList<>();

    /** Made by Cucumber, by the thread that starts a run. */
    public AllResults() {
        LAST.set(this);
    }

    /** Those of the run that this thread started last. */
    static List<ScenarioResult> seen() {
        return Optional.ofNullable(LAST.get())
                .map(last -> List.copyOf(last.results))
                .orElse(List.of());
    }

    @Override
    void finished(ScenarioResult result) {
        results.add(result);
    }
}
