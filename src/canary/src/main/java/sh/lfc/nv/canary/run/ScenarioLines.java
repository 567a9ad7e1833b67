package sh.lfc.nv.canary.run;

import io.cucumber.plugin.event.Status;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** One line on standard output for each scenario that is done, with the step that failed below it. */
public final class ScenarioLines extends ScenarioListener {
    private final PrintStream out = System.out;
    private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();

    @Override
    void finished(ScenarioResult result) {
        counts.merge(result.status().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
        var mark = result.passed() ? "ok  " : result.status() == Status.SKIPPED ? "skip" : "FAIL";
        var line = new StringBuilder("%s %-24s %s (%.1f s)"
                .formatted(
                        mark, result.feature(), result.scenario(), result.took().toMillis() / 1000.0));
        result.failure().ifPresent(failure -> line.append(System.lineSeparator())
                .append(failure.indent(5).stripTrailing()));
        result.requestId().ifPresent(id -> line.append(System.lineSeparator())
                .append("     request id ")
                .append(id));
        print(line.toString());
    }

    @Override
    void allFinished() {
        var all = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (all > 0) {
            var each = counts.entrySet().stream()
                    .map(count -> "%d %s".formatted(count.getValue(), count.getKey()))
                    .collect(Collectors.joining(", "));
            print("%d scenarios: %s".formatted(all, each));
        }
    }

    private void print(String line) {
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
