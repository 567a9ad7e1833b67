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
import java.util.stream.IntStream;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.canary.RunRecord.Scenario;
import sh.lfc.nv.harness.checkout.OwnerOnly;
import sh.lfc.nv.harness.html.LineChart;
import sh.lfc.nv.harness.html.LineChart.Series;
import sh.lfc.nv.harness.html.Page;

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
            .runs { display: flex; gap: 2px; height: 2.2rem; }
            .runs i { flex: 1; background: var(--good); border-radius: 2px; } .runs i.down { background: var(--bad); }
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
        var body =
                """
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
                <p><a href="features.html">The last run in detail</a> · <a href="history.jsonl">all runs, for machines</a></p>"""
                        .formatted(
                                escaped(service.toString()),
                                last.passed() ? "" : " down",
                                last.passed() ? "All is well" : "Something fails",
                                TIME.format(last.begin()),
                                seconds(last.millis()),
                                sums(last),
                                shown.size(),
                                strip(shown),
                                times(shown).html(),
                                lastFailure(),
                                scenarios(last));
        var title = "%s %s".formatted(last.passed() ? "✓" : "✗", service.getHost());
        return Page.of(title, "<meta http-equiv=\"refresh\" content=\"60\">\n", STYLE, body);
    }

    /** How long the service took to answer, run by run, with a mark for each run that failed. */
    static LineChart times(List<RunRecord> runs) {
        var times = runs.stream()
                .map(run -> run.answerMillis() == null
                        ? Double.NaN
                        : run.answerMillis().doubleValue())
                .toList();
        var failed = IntStream.range(0, runs.size())
                .filter(run -> !runs.get(run).passed())
                .boxed()
                .toList();
        var labels = List.of(
                TIME.format(runs.get(0).begin()),
                TIME.format(runs.get(runs.size() - 1).begin()));
        return new LineChart(
                "Time to answer, run by run", "ms", labels, List.of(new Series("time to answer", times)), failed);
    }

    private String sums(RunRecord last) {
        var dayAgo = last.begin().minus(DAY);
        return Page.sums(
                Page.sum(
                        uptime(runs.stream()
                                .filter(run -> run.begin().isAfter(dayAgo))
                                .toList()),
                        "up, last 24 hours"),
                Page.sum(
                        uptime(runs),
                        "up, since "
                                + DateTimeFormatter.ISO_LOCAL_DATE
                                        .withZone(ZoneOffset.UTC)
                                        .format(runs.get(0).begin())),
                Page.sum(last.answerMillis() == null ? "–" : last.answerMillis() + " ms", "time to answer"));
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
