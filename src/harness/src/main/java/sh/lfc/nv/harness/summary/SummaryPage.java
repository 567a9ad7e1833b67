package sh.lfc.nv.harness.summary;

import static sh.lfc.nv.harness.html.Html.escaped;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sh.lfc.nv.harness.html.Gantt;
import sh.lfc.nv.harness.html.Page;
import sh.lfc.nv.harness.summary.RunSummary.StackTime;
import sh.lfc.nv.harness.summary.ScenarioOutcome.State;
import sh.lfc.nv.harness.summary.ScenarioOutcome.Step;

/** A run on one page, with what failed unfolded: one file that needs no other. */
record SummaryPage(RunSummary summary) {
    private static final double MILLIS = 1_000;

    private static final String STYLE =
            """
            .facts { display: grid; grid-template-columns: auto 1fr; gap: .1rem 1rem; font-size: .92rem; margin: 1rem 0; }
            .facts dt { color: var(--dim); } .facts dd { margin: 0; overflow-wrap: anywhere; }
            details.feature { border-top: 1px solid var(--line); padding: .35rem 0; }
            details.feature > summary { cursor: pointer; display: flex; gap: .3rem .8rem; flex-wrap: wrap; }
            summary .name { flex: 1 1 12rem; font-weight: 600; } summary .name::before { content: "▸ "; color: var(--dim); }
            details[open] > summary .name::before { content: "▾ "; }
            summary::-webkit-details-marker { display: none; }
            .counts { color: var(--dim); font-size: .9rem; white-space: nowrap; }
            ul.scenarios { list-style: none; margin: .4rem 0 .6rem; padding: 0; } ul.scenarios > li { padding: .15rem 0 .15rem 1.4rem;
              text-indent: -1.4rem; overflow-wrap: anywhere; } ul.scenarios > li > * { text-indent: 0; }
            li .mark { display: inline-block; width: 1.4rem; font-weight: 600; }
            .failure { border-left: .25rem solid var(--bad); padding: .1rem 0 .1rem .8rem; margin: .5rem 0 1rem; }
            .failure h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; } .failure h4 { font-size: .9rem; margin: .8rem 0 .2rem; }
            .steps { margin: .4rem 0; padding: 0; list-style: none; font-size: .92rem; } .steps li { overflow-wrap: anywhere; }
            pre { font-size: .8rem; line-height: 1.45; margin: .2rem 0; padding: .5rem .7rem; border-radius: 6px;
              border: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; max-height: 24rem; overflow-y: auto; }
            pre.log span { display: block; padding-left: 1rem; text-indent: -1rem; } pre.log b { color: var(--mark); } pre.log i { color: var(--dim); font-style: normal; }
            pre.bad { border-color: var(--bad); } .why { margin: .2rem 0; font-size: .92rem; }
            .failure details summary { cursor: pointer; color: var(--dim); font-size: .85rem; }
            @media (max-width: 34rem) { .wide svg.gantt { min-width: 30rem; } }
            .links { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; padding: 0; list-style: none; }
            """;

    String html() {
        var body = new StringBuilder();
        body.append("<h1>The run on %s</h1>%n".formatted(escaped(summary.target())));
        body.append("<p class=\"state%s\">%s<small>%s, took %s</small></p>%n"
                .formatted(
                        summary.failed() > 0 || summary.parts().stream().anyMatch(Part::isFailed) ? " down" : "",
                        escaped(state()),
                        escaped(summary.started().replace("T", " ").replace("Z", " UTC")),
                        seconds(summary.millis())));
        body.append(Page.sums(
                Page.sum(String.valueOf(summary.passed()), "passed"),
                Page.sum(String.valueOf(summary.failed()), "failed"),
                Page.sum(String.valueOf(summary.skipped()), "skipped"),
                Page.sum(String.valueOf(summary.capabilities().size()), "features")));
        facts(body);
        if (!summary.network().isEmpty()) {
            body.append("<h2>What the network stops</h2>\n");
            summary.network().forEach(line -> body.append("<p class=\"why bad\">%s</p>%n".formatted(escaped(line))));
        }
        parts(body);
        body.append("<h2>Features</h2>\n");
        summary.capabilities().forEach(capability -> feature(body, capability));
        stacks(body);
        body.append("<h2>More of this run</h2>\n<ul class=\"links\">");
        summary.links()
                .forEach((title, path) ->
                        body.append("<li><a href=\"%s\">%s</a></li>".formatted(escaped(path), escaped(title))));
        body.append("</ul>\n");
        return Page.of("The run on " + summary.target(), STYLE, body.toString());
    }

    private String state() {
        var all = summary.passed() + summary.failed();
        var failed =
                summary.parts().stream().filter(Part::isFailed).map(Part::name).toList();
        if (summary.failed() == 0 && !failed.isEmpty()) {
            return String.join(", ", failed) + " failed";
        }
        if (all == 0) {
            return "No scenario was run";
        }
        return summary.failed() == 0
                ? "All %s passed".formatted(scenarios(all))
                : "%d of %s failed".formatted(summary.failed(), scenarios(all));
    }

    private static String scenarios(int count) {
        return count == 1 ? "1 scenario" : count + " scenarios";
    }

    private void facts(StringBuilder body) {
        body.append("<dl class=\"facts\">");
        summary.facts()
                .forEach((what, value) ->
                        body.append("<dt>%s</dt><dd>%s</dd>%n".formatted(escaped(what), escaped(value))));
        body.append("</dl>\n");
    }

    private void parts(StringBuilder body) {
        if (summary.parts().isEmpty()) {
            return;
        }
        body.append("<h2>What became of it</h2>\n<ul class=\"scenarios\">\n");
        summary.parts()
                .forEach(part -> body.append("<li>%s%s <span class=\"%s\">%s</span></li>%n"
                        .formatted(
                                switch (part.state()) {
                                    case PASSED -> "<span class=\"mark good\">✓</span>";
                                    case FAILED -> "<span class=\"mark bad\">✗</span>";
                                    case SKIPPED -> "<span class=\"mark dim\">–</span>";
                                },
                                escaped(part.name()),
                                part.isFailed() ? "bad" : "dim",
                                escaped(part.sentence()))));
        body.append("</ul>\n");
    }

    private static void feature(StringBuilder body, Capability capability) {
        body.append(
                "<details class=\"feature\"%s><summary><span class=\"name\">%s</span><span class=\"counts\">%s</span>"
                        .formatted(
                                capability.failed() > 0 ? " open" : "",
                                escaped(capability.name()),
                                counts(capability)));
        body.append("</summary>\n");
        capability.scenarios().stream()
                .filter(scenario -> scenario.state() == State.FAILED)
                .forEach(scenario -> failure(body, scenario));
        body.append("<ul class=\"scenarios\">\n");
        alike(capability.scenarios()).forEach(group -> line(body, group));
        body.append("</ul></details>\n");
    }

    private static String counts(Capability capability) {
        var counts = new ArrayList<String>();
        if (capability.failed() > 0) {
            counts.add("<b class=\"bad\">%d failed</b>".formatted(capability.failed()));
        }
        if (capability.passed() > 0) {
            counts.add("<span class=\"good\">%d passed</span>".formatted(capability.passed()));
        }
        if (capability.skipped() > 0) {
            counts.add("%d skipped".formatted(capability.skipped()));
        }
        counts.add(seconds(capability.millis()));
        return String.join(" · ", counts);
    }

    /** The examples of an outline that ended in the same way are one line. */
    private static Iterable<List<ScenarioOutcome>> alike(List<ScenarioOutcome> scenarios) {
        return scenarios.stream()
                .filter(scenario -> scenario.state() != State.FAILED)
                .collect(Collectors.groupingBy(
                        scenario -> List.of(scenario.name(), scenario.state(), scenario.reason()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
    }

    private static void line(StringBuilder body, List<ScenarioOutcome> group) {
        var first = group.get(0);
        var passed = first.state() == State.PASSED;
        body.append("<li><span class=\"mark%s\">%s</span>%s%s <span class=\"dim\">%s</span></li>%n"
                .formatted(
                        passed ? " good" : " dim",
                        passed ? "✓" : "–",
                        escaped(first.name()),
                        group.size() > 1 ? " <span class=\"dim\">× " + group.size() + "</span>" : "",
                        passed
                                ? seconds(group.stream()
                                        .mapToLong(ScenarioOutcome::millis)
                                        .sum())
                                : escaped(first.reason().isEmpty() ? "skipped" : first.reason())));
    }

    private static void failure(StringBuilder body, ScenarioOutcome scenario) {
        body.append("<div class=\"failure\"><h3>%s</h3>%n".formatted(escaped(scenario.name())));
        body.append("<p class=\"why dim\">%s · %s · %s%s</p>%n"
                .formatted(
                        escaped(scenario.place()),
                        escaped(scenario.pass()),
                        seconds(scenario.millis()),
                        scenario.requests().stream()
                                .map(id -> " · request <code>" + escaped(id) + "</code>")
                                .collect(Collectors.joining())));
        body.append("<ul class=\"steps\">\n");
        scenario.steps().forEach(step -> step(body, step));
        body.append("</ul>\n");
        evidence(body, "What IAM refused at that time", scenario.evidence().denials());
        if (!scenario.lastAnswer().isEmpty()) {
            body.append("<h4>The client's last request and its answer</h4>\n<pre>%s</pre>%n"
                    .formatted(escaped(scenario.lastAnswer().strip())));
        }
        if (!scenario.evidence().logs().isEmpty()) {
            body.append("<h4>What the system logged of it</h4>\n<pre class=\"log\">");
            scenario.evidence()
                    .logs()
                    .forEach(line -> body.append("<span><b>%s</b> <i>%s</i> %s</span>"
                            .formatted(
                                    escaped(line.log()),
                                    escaped(line.at().replaceFirst(".*T", "").replace("Z", "")),
                                    escaped(LogText.of(line.text())))));
            body.append("</pre>\n");
        }
        body.append("</div>\n");
    }

    private static void evidence(StringBuilder body, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            body.append("<h4>%s</h4>%n".formatted(title));
            lines.forEach(line -> body.append("<p class=\"why bad\">%s</p>%n".formatted(escaped(line))));
        }
    }

    private static void step(StringBuilder body, Step step) {
        var sentence = "<b>%s</b> %s".formatted(escaped(step.keyword()), escaped(step.text()));
        switch (step.state()) {
            case PASSED -> body.append("<li><span class=\"mark good\">✓</span>%s</li>%n".formatted(sentence));
            case SKIPPED -> body.append("<li class=\"dim\"><span class=\"mark\">–</span>%s</li>%n".formatted(sentence));
            case FAILED -> {
                body.append("<li><span class=\"mark bad\">✗</span>%s<pre class=\"bad\">%s</pre>"
                        .formatted(sentence, escaped(step.message())));
                if (!step.trace().isEmpty()) {
                    body.append("<details><summary>where in the code</summary><pre>%s</pre></details>"
                            .formatted(escaped(step.trace())));
                }
                body.append("</li>\n");
            }
        }
    }

    private void stacks(StringBuilder body) {
        if (summary.stacks().isEmpty()) {
            return;
        }
        var end = summary.stacks().stream()
                .mapToLong(stack -> stack.begun() + stack.init() + stack.change())
                .max()
                .orElse(0);
        body.append("<h2>Stacks: %d in %s</h2>%n".formatted(summary.stacks().size(), seconds(end)));
        var rows = summary.stacks().stream()
                .map(stack -> new Gantt.Row(
                        stack.stack(), stack.begun() / MILLIS, List.of(stack.init() / MILLIS, stack.change() / MILLIS)))
                .toList();
        body.append("<div class=\"wide\">%s</div>%n"
                .formatted(new Gantt("The stacks", List.of("terraform init", "plan and apply"), rows).html()));
        body.append("<details><summary class=\"dim\">As numbers</summary><div class=\"wide\"><table><tr><th>Stack</th>"
                + "<th class=\"n\">begun after</th><th class=\"n\">init</th><th class=\"n\">plan and apply</th>"
                + "<th class=\"n\">resources</th></tr>\n");
        summary.stacks().forEach(stack -> row(body, stack));
        body.append("</table></div></details>\n");
    }

    private static void row(StringBuilder body, StackTime stack) {
        body.append(("<tr><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td>"
                        + "<td class=\"n\">%d</td></tr>%n")
                .formatted(
                        escaped(stack.stack()),
                        seconds(stack.begun()),
                        seconds(stack.init()),
                        seconds(stack.change()),
                        stack.resources()));
    }

    private static String seconds(long millis) {
        if (millis >= 120_000) {
            return "%d min %d s".formatted(millis / 60_000, millis / 1_000 % 60);
        }
        if (millis < 100) {
            return millis + " ms";
        }
        return String.format(Locale.ROOT, millis < 10_000 ? "%.1f s" : "%.0f s", millis / MILLIS);
    }
}
