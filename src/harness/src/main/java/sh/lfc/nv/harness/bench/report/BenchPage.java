package sh.lfc.nv.harness.bench.report;

import static sh.lfc.nv.harness.html.Html.escaped;

import sh.lfc.nv.harness.html.Page;

/** A result as a page of its own. */
record BenchPage(BenchResult result) {

    /** Where there is no room for columns, each row of a table becomes a card. */
    private static final String STYLE =
            """
            body { max-width: 62rem; }
            .how { color: var(--dim); font-size: .92rem; } .how code { overflow-wrap: anywhere; }
            td small { display: block; color: var(--dim); } table + table { margin-top: 1.2rem; }
            td.goal { white-space: nowrap; } .legend { color: var(--dim); font-size: .85rem; }
            figure { margin: 1.2rem 0; } figcaption { font-weight: 600; }
            @media (max-width: 42rem) {
              thead { display: none; } tr { display: block; border: 1px solid var(--line); border-radius: 8px;
                margin: .6rem 0; padding: .3rem .7rem; }
              td, td.n { display: flex; justify-content: space-between; gap: 1rem; border: 0; text-align: right; padding: .1rem 0;
                white-space: normal; }
              td:first-child { font-weight: 600; text-align: left; } td:empty, td.none { display: none; }
              td[data-of]::before { content: attr(data-of); color: var(--dim); font-weight: 400; text-align: left; }
            }
            """;

    String html() {
        var body = new StringBuilder("<h1>How fast the embedded AWS is</h1>\n").append(sums());
        result.sections().forEach(measured -> section(body, measured));
        return Page.of("Bench", STYLE, body.toString());
    }

    private String sums() {
        var verdicts = result.sections().stream()
                .flatMap(measured -> measured.section().rows().stream())
                .flatMap(row -> row.isMet().stream())
                .toList();
        var met = verdicts.stream().filter(Boolean::booleanValue).count();
        return Page.sums(
                Page.sum(String.valueOf(met), "goals met"), Page.sum(String.valueOf(verdicts.size() - met), "missed"));
    }

    private static void section(StringBuilder body, Measured measured) {
        var section = measured.section();
        body.append("<h2 id=\"%s\">%s</h2>%n<p class=\"how\">%s<br>%s</p>%n"
                .formatted(
                        escaped(section.name()),
                        escaped(section.title()),
                        coded(section.how()),
                        coded(measured.shown())));
        if (!section.rows().isEmpty()) {
            rows(body, section);
        }
        section.tables().forEach(table -> table(body, table));
        section.charts()
                .forEach(chart -> body.append("<figure><figcaption>%s</figcaption>%n%s</figure>%n"
                        .formatted(escaped(chart.title()), new ChartDrawing(chart).svg())));
        section.notes().forEach(note -> body.append("<p>").append(coded(note)).append("</p>\n"));
    }

    private static void rows(StringBuilder body, Section section) {
        var peers = section.peers();
        body.append("<table><thead><tr><th>what</th><th class=\"n\">embedded AWS</th>");
        peers.forEach(
                peer -> body.append("<th class=\"n\">").append(escaped(peer)).append("</th>"));
        body.append(peers.isEmpty() ? "" : "<th class=\"n\">times as good</th>")
                .append("<th>goal</th><th></th></tr></thead>\n");
        for (var row : section.rows()) {
            var cells = new Cells(row);
            body.append("<tr><td>").append(coded(row.what())).append("</td>");
            cell(body, "n", "embedded AWS", "<span>" + escaped(cells.ours()) + small(cells.range()) + "</span>");
            peers.forEach(peer -> cell(body, "n", peer, escaped(cells.peer(peer))));
            if (!peers.isEmpty()) {
                cell(body, "n", "times as good", escaped(cells.ratios(peers)));
            }
            cell(body, "goal", "goal", escaped(cells.goal()).replace(", ", "<br>"));
            var met = row.isMet();
            body.append("<td class=\"%s\">%s</td></tr>%n"
                    .formatted(met.map(yes -> yes ? "good" : "bad").orElse(""), met.isEmpty() ? "" : cells.verdict()));
        }
        body.append("</table>\n");
    }

    private static String small(String text) {
        return text.isEmpty() ? "" : "<small>" + escaped(text) + "</small>";
    }

    private static void table(StringBuilder body, Table table) {
        body.append("<table><thead><tr>");
        for (var i = 0; i < table.head().size(); i++) {
            body.append(i == 0 ? "<th>" : "<th class=\"n\">")
                    .append(escaped(table.head().get(i)))
                    .append("</th>");
        }
        body.append("</tr></thead>\n");
        for (var line : table.lines()) {
            body.append("<tr>");
            for (var i = 0; i < line.size(); i++) {
                cell(body, i == 0 ? "" : "n", i == 0 ? null : table.head().get(i), escaped(line.get(i)));
            }
            body.append("</tr>\n");
        }
        body.append("</table>\n");
    }

    private static void cell(StringBuilder body, String style, String of, String html) {
        var styles = html.equals(Cells.NONE) ? (style + " none").strip() : style;
        body.append("<td")
                .append(styles.isEmpty() ? "" : " class=\"" + styles + "\"")
                .append(of == null ? "" : " data-of=\"" + escaped(of) + "\"")
                .append('>')
                .append(html)
                .append("</td>");
    }

    /** Text whose code stands in backticks, as in Markdown. */
    private static String coded(String text) {
        return escaped(text).replaceAll("`([^`]+)`", "<code>$1</code>");
    }
}
