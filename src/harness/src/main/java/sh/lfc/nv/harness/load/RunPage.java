package sh.lfc.nv.harness.load;

import static sh.lfc.nv.harness.html.Html.escaped;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import sh.lfc.nv.harness.html.LineChart;
import sh.lfc.nv.harness.html.LineChart.Series;
import sh.lfc.nv.harness.html.Page;
import sh.lfc.nv.harness.load.TimeSpent.Part;
import sh.lfc.nv.harness.load.TimeSpent.Request;
import sh.lfc.nv.harness.load.Vitals.Sample;

/**
 * A page on one run, beside Gatling's own.
 *
 * @param spent where the time went, when the target's logs could be read
 * @param measured what CloudWatch measured, when it could be asked
 * @param vitals of the target's process, if it is one of this machine
 * @param gatling where Gatling's report is, relative to this page; empty when several processes made the load
 */
record RunPage(
        Summary summary,
        Responses responses,
        Optional<TimeSpent> spent,
        Optional<Measured> measured,
        List<Sample> vitals,
        List<String> right,
        Optional<String> gatling) {
    private static final String STYLE =
            """
            .bar { display: flex; height: 1.6rem; border-radius: 3px; overflow: hidden; background: var(--line); }
            """;

    private static final int SLOW_SHOWN = 10;
    private static final int MOST_POINTS = 300;

    /** @param regressions in what it is worse than runs before, a sentence each */
    String html(List<String> regressions) {
        var body = new StringBuilder();
        body.append("<h1>Load: %s, %s, on %s</h1>%n"
                .formatted(escaped(summary.simulation()), escaped(summary.profile()), escaped(summary.target())));
        body.append("<p class=\"state%s\">%s<small>%s, %.1f s, run %s%s</small></p>%n"
                .formatted(
                        summary.good() ? "" : " down",
                        state(),
                        summary.at().replace('T', ' ').replaceFirst("\\..*", " UTC"),
                        summary.seconds(),
                        escaped(summary.run()),
                        summary.shards() > 1 ? ", %d processes".formatted(summary.shards()) : ""));
        list(body, "bad", summary.wrong());
        list(
                body,
                "bad",
                regressions.stream().map(why -> "worse than before: " + why).toList());
        list(body, "good", right);
        body.append(sums());
        body.append(table());
        body.append("<h2>Response times</h2>\n").append(times());
        spent.filter(known -> !known.requests().isEmpty()).ifPresent(known -> {
            body.append("<h2>Where the time went</h2>\n").append(shares(known)).append(starts(known));
            body.append("<h2>The slowest requests</h2>\n").append(slow(known));
        });
        measured.ifPresent(
                known -> body.append("<h2>What CloudWatch measured</h2>\n").append(MeasuredTable.html(known)));
        if (vitals.size() > 1) {
            body.append("<h2>Memory and files of the target</h2>\n").append(vitalCharts());
        }
        if (!summary.errors().isEmpty()) {
            body.append("<h2>What clients saw go wrong</h2>\n<table>");
            summary.errors()
                    .forEach((what, count) -> body.append("<tr><td class=\"n\">%,d</td><td class=\"why\">%s</td></tr>%n"
                            .formatted(count, escaped(what))));
            body.append("</table>\n");
        }
        gatling.ifPresent(link -> body.append("<p><a href=\"%s\">Gatling's report</a> · ".formatted(escaped(link))));
        body.append(gatling.isEmpty() ? "<p>" : "")
                .append(
                        "<a href=\"summary.json\">numbers, for machines</a> · <a href=\"../trend.html\">trend</a></p>\n");
        return Page.of("Load: " + summary.simulation(), STYLE, body.toString());
    }

    private String state() {
        if (!summary.passed()) {
            return "Promises were broken";
        }
        return summary.wrong().isEmpty() ? "All promises kept" : "Something is wrong";
    }

    private static void list(StringBuilder body, String kind, List<String> sentences) {
        sentences.forEach(sentence -> body.append("<p class=\"why %s\">%s</p>%n".formatted(kind, escaped(sentence))));
    }

    private String sums() {
        var all = summary.all();
        return Page.sums(
                Page.sum("%,d".formatted(all.count()), "requests"),
                Page.sum(String.format(Locale.ROOT, "%.1f/s", all.perSecond()), "answered"),
                Page.sum(all.p50() + " / " + all.p99() + " ms", "p50 / p99"),
                Page.sum(String.format(Locale.ROOT, "%.2f %%", all.failedPercent()), "failed"));
    }

    private String table() {
        var table = new StringBuilder("<div class=\"wide\"><table><tr><th>Request</th><th class=\"n\">sent</th>"
                + "<th class=\"n\">failed</th><th class=\"n\">p50</th><th class=\"n\">p95</th><th class=\"n\">p99</th>"
                + "<th class=\"n\">longest</th></tr>\n");
        var rows = new ArrayList<>(summary.requests());
        rows.add(summary.all());
        rows.forEach(row -> table.append(
                ("<tr><td>%s</td><td class=\"n\">%,d</td><td class=\"n%s\">%,d</td><td class=\"n\">%d ms</td>"
                                + "<td class=\"n\">%d ms</td><td class=\"n\">%d ms</td><td class=\"n\">%d ms</td></tr>%n")
                        .formatted(
                                escaped(row.request()),
                                row.count(),
                                row.failed() > 0 ? " bad" : "",
                                row.failed(),
                                row.p50(),
                                row.p95(),
                                row.p99(),
                                row.max())));
        return table.append("</table></div>\n").toString();
    }

    /** By the second in which a request was sent; of long runs several seconds are one point. */
    private String times() {
        var line = responses.timeline();
        if (line.isEmpty()) {
            return "<p>None was answered.</p>\n";
        }
        var first = line.firstKey();
        var length = line.lastKey() - first + 1;
        var step = (length + MOST_POINTS - 1) / MOST_POINTS;
        var p50 = new ArrayList<Double>();
        var p99 = new ArrayList<Double>();
        var sent = new ArrayList<Double>();
        var failed = new ArrayList<Double>();
        for (var from = first; from < first + length; from += step) {
            var part = line.subMap(from, from + step).values();
            var ok = part.stream().map(Responses.Second::ok).reduce(new org.HdrHistogram.Histogram(3), (sum, each) -> {
                sum.add(each);
                return sum;
            });
            var wrong = part.stream().mapToLong(Responses.Second::failed).sum();
            p50.add(ok.getTotalCount() == 0 ? Double.NaN : ok.getValueAtPercentile(50));
            p99.add(ok.getTotalCount() == 0 ? Double.NaN : ok.getValueAtPercentile(99));
            sent.add((double) (ok.getTotalCount() + wrong) / step);
            failed.add((double) wrong / step);
        }
        var labels = List.of("0 s", length + " s");
        return new LineChart("Response times", "ms", labels, List.of(new Series("p50", p50), new Series("p99", p99)))
                        .html()
                + new LineChart(
                                "Requests",
                                "/s",
                                labels,
                                List.of(new Series("sent a second", sent), new Series("failed a second", failed)))
                        .html();
    }

    private static String shares(TimeSpent spent) {
        return bar("All requests, on average", spent.requests())
                + bar("The slowest hundredth, on average", spent.slowest())
                + key();
    }

    private static String bar(String title, List<Request> requests) {
        var whole = requests.stream().mapToDouble(Request::response).average().orElse(0);
        var bar = new StringBuilder("<p>%s: <b>%s</b></p>%n<div class=\"bar\">".formatted(title, millis(whole)));
        for (var part : Part.values()) {
            var time = TimeSpent.average(requests, part);
            bar.append("<i title=\"%s: %s\" style=\"width:%s%%;background:%s\"></i>"
                    .formatted(
                            part.title(),
                            millis(time),
                            String.format(Locale.ROOT, "%.2f", whole == 0 ? 0 : Math.min(100, 100 * time / whole)),
                            LineChart.colour(part.ordinal())));
        }
        bar.append("</div>\n<p class=\"dim\">");
        bar.append(String.join(
                ", ",
                Arrays.stream(Part.values())
                        .map(part -> part.title() + " " + millis(TimeSpent.average(requests, part)))
                        .toList()));
        return bar.append("</p>\n").toString();
    }

    private static String key() {
        var key = new StringBuilder("<p class=\"key\">");
        for (var part : Part.values()) {
            key.append("<span><i style=\"background:%s\"></i>%s</span>"
                    .formatted(LineChart.colour(part.ordinal()), part.title()));
        }
        return key.append("</p>\n").toString();
    }

    private static String starts(TimeSpent spent) {
        var text = new StringBuilder();
        spent.starts()
                .forEach((function, times) -> text.append("<p>%s: %s</p>%n"
                        .formatted(
                                escaped(function),
                                times.isEmpty()
                                        ? "no cold start"
                                        : "%d cold starts, init %s on average"
                                                .formatted(
                                                        times.size(),
                                                        millis(times.stream()
                                                                .mapToDouble(Double::doubleValue)
                                                                .average()
                                                                .orElse(0))))));
        return text.toString();
    }

    private static String slow(TimeSpent spent) {
        var table =
                new StringBuilder("<div class=\"wide\"><table><tr><th>At</th><th>Route</th><th class=\"n\">status</th>"
                        + "<th class=\"n\">took</th><th>most of it</th><th>request id</th></tr>\n");
        spent.requests().stream().limit(SLOW_SHOWN).forEach(request -> {
            var most = Arrays.stream(Part.values())
                    .max(java.util.Comparator.comparingDouble(part -> part.of(request)))
                    .orElseThrow();
            table.append(("<tr><td>%s</td><td>%s</td><td class=\"n\">%d</td><td class=\"n\">%s</td><td>%s, %s</td>"
                            + "<td><code>%s</code></td></tr>%n")
                    .formatted(
                            request.at().toString().replaceFirst(".*T", "").replaceFirst("Z$", ""),
                            escaped(request.route()),
                            request.status(),
                            millis(request.response()),
                            most.title(),
                            millis(most.of(request)),
                            escaped(request.id())));
        });
        return table.append("</table></div>\n").toString();
    }

    private String vitalCharts() {
        var labels =
                List.of("0 s", "%.0f s".formatted(vitals.get(vitals.size() - 1).seconds()));
        return new LineChart(
                                "Memory",
                                "MiB",
                                labels,
                                List.of(
                                        series("the process", sample -> sample.memory() / 1024.0),
                                        series(
                                                "its functions and engines",
                                                sample -> sample.childrenMemory() / 1024.0)))
                        .html()
                + new LineChart(
                                "Open files and processes",
                                "",
                                labels,
                                List.of(
                                        series("open files", Sample::files),
                                        series("functions and engines", Sample::children)))
                        .html();
    }

    private Series series(String name, ToDoubleFunction<Sample> what) {
        var step = (vitals.size() + MOST_POINTS - 1) / MOST_POINTS;
        var values = new ArrayList<Double>();
        for (var i = 0; i < vitals.size(); i += step) {
            values.add(what.applyAsDouble(vitals.get(i)));
        }
        return new Series(name, values);
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.0f ms", millis);
    }
}
