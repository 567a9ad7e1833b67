package sh.lfc.nv.harness.canary;

import static sh.lfc.nv.harness.html.Html.escaped;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.canary.RunRecord.Scenario;
import sh.lfc.nv.harness.checkout.OwnerOnly;

/**
 * A page on how the service is and was: one file that needs no other, for large and small screens, light and dark.
 *
 * @param service where it answers
 * @param runs at least one, the newest last
 */
public record StatusPage(URI service, List<RunRecord> runs) {
    private static final int SHOWN_RUNS = 120;
    private static final Duration DAY = Duration.ofDays(1);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private static final String STYLE =
            """
            :root { color-scheme: light dark; --text: #1b1f24; --dim: #57606a; --line: #d0d7de; --back: #fff;
              --good: #1a7f37; --bad: #cf222e; --mark: #0969da; }
            @media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --dim: #9198a1; --line: #3d444d;
              --back: #0d1117; --good: #3fb950; --bad: #f85149; --mark: #58a6ff; } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back);
              margin: 1.5rem auto; max-width: 46rem; padding: 0 1rem; }
            h1 { font-size: 1.4rem; overflow-wrap: anywhere; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
            .state { border-left: .4rem solid var(--good); padding: .3rem .8rem; font-size: 1.2rem; font-weight: 600; }
            .state.down { border-color: var(--bad); } .state small { display: block; font-weight: 400; color: var(--dim); }
            .sums { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1rem 0; }
            .sums div { flex: 1 1 8rem; border: 1px solid var(--line); border-radius: 8px; padding: .4rem .8rem; }
            .sums b { display: block; font-size: 1.4rem; } .sums span { color: var(--dim); font-size: .85rem; }
            .runs { display: flex; gap: 2px; height: 2.2rem; }
            .runs i { flex: 1; background: var(--good); border-radius: 2px; } .runs i.down { background: var(--bad); }
            svg { width: 100%; height: auto; } svg .grid { stroke: var(--line); } svg .failed { stroke: var(--bad); opacity: .5; }
            svg polyline { fill: none; stroke: var(--mark); stroke-width: 2; }
            svg text { font-size: 11px; fill: var(--dim); text-anchor: end; }
            .why { overflow-wrap: anywhere; } code { font-size: .9rem; overflow-wrap: anywhere; }
            table { border-collapse: collapse; width: 100%; font-size: .92rem; }
            td, th { border-top: 1px solid var(--line); padding: .3rem .4rem; text-align: left; vertical-align: top; }
            td.n, th.n { text-align: right; white-space: nowrap; } .good { color: var(--good); } .bad { color: var(--bad); }
            """;

    /** Writes the page as a whole: who reads it meanwhile sees the old one or the new one. */
    public void write(Path file) {
        try {
            OwnerOnly.write(file, html());
        } catch (IOException e) {
            throw new HarnessException("cannot write the page %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    String html() {
        var last = runs.get(runs.size() - 1);
        var shown = runs.subList(Math.max(0, runs.size() - SHOWN_RUNS), runs.size());
        return """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="refresh" content="60">
                <title>%s %s</title>
                <style>
                %s</style></head><body>
                <h1>%s</h1>
                <p class="state%s">%s<small>checked at %s, %s</small></p>
                %s
                <h2>The last %d runs</h2>
                <p class="runs">%s</p>
                <h2>Time to answer</h2>
                %s
                <h2>Last failure</h2>
                %s
                <h2>Scenarios</h2>
                %s
                <p><a href="features.html">The last run in detail</a> · <a href="history.jsonl">all runs, for machines</a></p>
                </body></html>
                """
                .formatted(
                        last.passed() ? "✓" : "✗",
                        escaped(service.getHost()),
                        STYLE,
                        escaped(service.toString()),
                        last.passed() ? "" : " down",
                        last.passed() ? "All is well" : "Something fails",
                        TIME.format(last.begin()),
                        seconds(last.millis()),
                        sums(last),
                        shown.size(),
                        strip(shown),
                        new LatencyChart(shown).svg(),
                        lastFailure(),
                        scenarios(last));
    }

    private String sums(RunRecord last) {
        var dayAgo = last.begin().minus(DAY);
        return "<div class=\"sums\">%s%s%s</div>"
                .formatted(
                        sum(
                                uptime(runs.stream()
                                        .filter(run -> run.begin().isAfter(dayAgo))
                                        .toList()),
                                "up, last 24 hours"),
                        sum(
                                uptime(runs),
                                "up, since "
                                        + DateTimeFormatter.ISO_LOCAL_DATE
                                                .withZone(ZoneOffset.UTC)
                                                .format(runs.get(0).begin())),
                        sum(last.answerMillis() == null ? "–" : last.answerMillis() + " ms", "time to answer"));
    }

    private static String sum(String value, String what) {
        return "<div><b>%s</b><span>%s</span></div>".formatted(value, what);
    }

    /** The part of the runs that passed; 100 % only when all did. */
    static String uptime(List<RunRecord> runs) {
        var passed = runs.stream().filter(RunRecord::passed).count();
        var percent = Math.floor(10_000.0 * passed / runs.size()) / 100;
        return String.format(Locale.ROOT, passed == runs.size() ? "%.0f %%" : "%.2f %%", percent);
    }

    private static String strip(List<RunRecord> shown) {
        var strip = new StringBuilder();
        for (var run : shown) {
            strip.append("<i%s title=\"%s%s\"></i>"
                    .formatted(
                            run.passed() ? "" : " class=\"down\"",
                            TIME.format(run.begin()),
                            run.passed() ? "" : ": " + escaped(String.valueOf(run.failure()))));
        }
        return strip.toString();
    }

    private String lastFailure() {
        for (var i = runs.size() - 1; i >= 0; i--) {
            var run = runs.get(i);
            if (!run.passed()) {
                return "<p class=\"why\">%s: %s</p>%s"
                        .formatted(
                                TIME.format(run.begin()),
                                escaped(String.valueOf(run.failure())),
                                run.requestId() == null
                                        ? ""
                                        : "<p>Request id <code>%s</code></p>".formatted(escaped(run.requestId())));
            }
        }
        return "<p>None of these runs has failed.</p>";
    }

    /** Those of the last run, with what all runs say of them. */
    private String scenarios(RunRecord last) {
        var rows = new StringBuilder(
                "<table><tr><th>Scenario</th><th>now</th><th class=\"n\">up</th><th class=\"n\">middle time</th></tr>\n");
        var byName = new LinkedHashMap<String, List<Scenario>>();
        last.scenarios().stream().map(StatusPage::key).sorted().forEach(key -> byName.put(key, new ArrayList<>()));
        for (var run : runs) {
            for (var scenario : run.scenarios()) {
                byName.computeIfPresent(key(scenario), (key, all) -> {
                    all.add(scenario);
                    return all;
                });
            }
        }
        byName.forEach((key, all) -> rows.append(row(key, all, last)));
        return rows.append("</table>").toString();
    }

    private static String row(String key, List<Scenario> all, RunRecord last) {
        var now = last.scenarios().stream()
                .filter(scenario -> key(scenario).equals(key))
                .allMatch(Scenario::passed);
        var passed = all.stream().filter(Scenario::passed).count();
        var times = all.stream().map(Scenario::millis).sorted().toList();
        return "<tr><td>%s</td><td class=\"%s\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>%n"
                .formatted(
                        escaped(key),
                        now ? "good" : "bad",
                        now ? "passes" : "fails",
                        String.format(Locale.ROOT, "%.1f %%", 100.0 * passed / all.size()),
                        seconds(times.get(times.size() / 2)));
    }

    private static String key(Scenario scenario) {
        return scenario.feature() + ": " + scenario.scenario();
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
}
