package sh.lfc.nv.harness.load;

import static sh.lfc.nv.harness.html.Html.escaped;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sh.lfc.nv.harness.html.LineChart;
import sh.lfc.nv.harness.html.LineChart.Band;
import sh.lfc.nv.harness.html.LineChart.Series;
import sh.lfc.nv.harness.html.Page;
import sh.lfc.nv.harness.load.Trend.Measure;

/**
 * A page on how runs developed, kind by kind, those that ran last first.
 *
 * @param runs all that are known, the newest last
 */
record TrendPage(List<Summary> runs) {

    String html() {
        var kinds = new LinkedHashMap<String, List<Summary>>();
        for (var i = runs.size() - 1; i >= 0; i--) {
            kinds.computeIfAbsent(runs.get(i).kind(), kind -> new ArrayList<>()).add(0, runs.get(i));
        }
        var body = new StringBuilder("<h1>Load, run by run</h1>\n");
        body.append("<p class=\"dim\">A run is marked when it is worse than the runs before it explain: by more than"
                + " three times their usual distance from their middle. The shaded bands show that, from "
                + (NoiseBand.LEAST + 1) + " runs on.</p>\n");
        kinds.values().forEach(same -> body.append(section(Trend.of(same))));
        return Page.of("Load, run by run", "", body.toString());
    }

    private static String section(Trend trend) {
        var runs = trend.runs();
        var newest = runs.get(runs.size() - 1);
        var section = new StringBuilder("<h2>%s</h2>%n".formatted(escaped(newest.kind())));
        var regressions = trend.regressions();
        section.append("<p class=\"state%s\">%s<small>%d runs, the last at %s</small></p>%n"
                .formatted(
                        newest.good() && regressions.isEmpty() ? "" : " down",
                        !newest.good()
                                ? "The last run failed"
                                : regressions.isEmpty() ? "As usual" : "Worse than before",
                        runs.size(),
                        newest.at().replace('T', ' ').replaceFirst("\\..*", " UTC")));
        regressions.forEach(why -> section.append("<p class=\"why bad\">%s</p>%n".formatted(escaped(why))));
        var labels = List.of(day(runs.get(0)), day(newest));
        section.append(title("Response times"))
                .append(new LineChart(
                                "Response times",
                                "ms",
                                labels,
                                List.of(
                                        series(trend, Measure.P50),
                                        series(trend, Measure.P95),
                                        series(trend, Measure.P99)))
                        .html());
        section.append(title("Answered a second"))
                .append(new LineChart("Throughput", "/s", labels, List.of(series(trend, Measure.THROUGHPUT))).html());
        section.append(title("Failed"))
                .append(new LineChart("Errors", "%", labels, List.of(series(trend, Measure.ERRORS))).html());
        return section.append(table(runs)).toString();
    }

    private static String title(String title) {
        return "<p class=\"dim\">%s</p>%n".formatted(title);
    }

    private static Series series(Trend trend, Measure measure) {
        Optional<Band> band = trend.band(measure)
                .map(usual -> new Band(usual.middle() - usual.spread(), usual.middle() + usual.spread()));
        return new Series(
                measure.title(), trend.runs().stream().map(measure::of).toList(), band);
    }

    private static String day(Summary run) {
        return run.at().replaceFirst("T.*", "");
    }

    private static String table(List<Summary> runs) {
        var table = new StringBuilder("<div class=\"wide\"><table><tr><th>Run</th><th></th><th class=\"n\">p50</th>"
                + "<th class=\"n\">p95</th><th class=\"n\">p99</th><th class=\"n\">answered</th><th class=\"n\">failed</th>"
                + "</tr>\n");
        for (var i = runs.size() - 1; i >= 0; i--) {
            var run = runs.get(i);
            table.append(String.format(
                    Locale.ROOT,
                    "<tr><td><a href=\"%s/index.html\">%s</a></td><td class=\"%s\">%s</td><td class=\"n\">%d ms</td>"
                            + "<td class=\"n\">%d ms</td><td class=\"n\">%d ms</td><td class=\"n\">%.1f/s</td>"
                            + "<td class=\"n\">%.2f %%</td></tr>%n",
                    escaped(run.run()),
                    escaped(run.at().replaceFirst("\\..*", "").replace('T', ' ')),
                    run.good() ? "good" : "bad",
                    run.good() ? "good" : "failed",
                    run.all().p50(),
                    run.all().p95(),
                    run.all().p99(),
                    run.all().perSecond(),
                    run.all().failedPercent()));
        }
        return table.append("</table></div>\n").toString();
    }
}
