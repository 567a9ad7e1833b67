package sh.lfc.nv.harness.mutants;

import static sh.lfc.nv.harness.html.Html.escaped;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.mutants.MutantResult.Verdict;

/** The results of a mutation run, for machines and for people. */
public record MutationReport(List<MutantResult> results) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final String STYLE =
            """
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1b1f24; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
            .sum { display: flex; flex-wrap: wrap; gap: 1rem; } .sum div { border: 1px solid #d0d7de; border-radius: 8px; padding: .5rem 1rem; }
            .sum b { display: block; font-size: 1.6rem; }
            details { border: 1px solid #d0d7de; border-radius: 8px; margin: .4rem 0; padding: .4rem .8rem; }
            summary { cursor: pointer; display: flex; gap: .8rem; align-items: baseline; flex-wrap: wrap; }
            summary .says { flex: 1 1 20rem; } summary .time { color: #57606a; }
            .tag { border-radius: 999px; padding: 0 .7rem; font-size: .85rem; font-weight: 600; }
            .ok { background: #dafbe1; color: #116329; } .bad { background: #ffebe9; color: #a40e26; }
            pre { background: #f6f8fa; padding: .6rem; border-radius: 6px; overflow-x: auto; }
            pre .del { color: #a40e26; } pre .add { color: #116329; }
            p.by { margin: .5rem 0; overflow-wrap: anywhere; }
            """;

    /** Whether every fault was noticed and nothing else. */
    public boolean good() {
        return results.stream().allMatch(MutantResult::good);
    }

    /** Faults that nobody noticed. */
    public List<MutantResult> survivors() {
        return results.stream()
                .filter(result -> !result.harmless() && !result.good())
                .toList();
    }

    /** Changes that are no faults and were taken for some. */
    public List<MutantResult> falseAlarms() {
        return results.stream()
                .filter(result -> result.harmless() && !result.good())
                .toList();
    }

    public long count(Verdict verdict) {
        return results.stream()
                .filter(result -> !result.harmless() && result.verdict() == verdict)
                .count();
    }

    /** Leaves {@code mutants.json} and {@code mutants.html} in a folder. */
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("mutants.json"), JSON.writeValueAsString(document()));
            Files.writeString(folder.resolve("mutants.html"), html());
        } catch (IOException e) {
            throw new HarnessException("cannot write the report in %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("killed", count(Verdict.KILLED));
        document.put("refused", count(Verdict.REFUSED));
        document.put("survived", survivors().size());
        document.put("harmless", results.stream().filter(MutantResult::harmless).count());
        document.put("falseAlarms", falseAlarms().size());
        document.put("mutants", results);
        return document;
    }

    private String html() {
        var page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>Mutants</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>Do the features notice what goes wrong?</h1>\n<div class=\"sum\">");
        sum(page, count(Verdict.KILLED), "killed by a feature");
        sum(page, count(Verdict.REFUSED), "refused at apply");
        sum(page, survivors().size(), "survived");
        sum(page, falseAlarms().size(), "false alarms");
        page.append("</div>\n");
        section(page, "Survivors: features that are missing", survivors());
        section(page, "False alarms", falseAlarms());
        section(
                page,
                "Noticed",
                results.stream()
                        .filter(result -> result.good() && !result.harmless())
                        .toList());
        section(
                page,
                "Harmless changes that disturbed nobody",
                results.stream()
                        .filter(result -> result.good() && result.harmless())
                        .toList());
        return page.append("</body></html>\n").toString();
    }

    private static void sum(StringBuilder page, long count, String what) {
        page.append("<div><b>").append(count).append("</b>").append(what).append("</div>");
    }

    private static void section(StringBuilder page, String title, List<MutantResult> results) {
        if (results.isEmpty()) {
            return;
        }
        page.append("<h2>").append(title).append("</h2>\n");
        for (var result : results) {
            page.append(result.good() ? "<details>" : "<details open>")
                    .append("<summary><span class=\"tag ")
                    .append(result.good() ? "ok" : "bad")
                    .append("\">")
                    .append(result.verdict().name().toLowerCase(Locale.ROOT))
                    .append("</span><span class=\"says\">")
                    .append(escaped(result.says()))
                    .append("</span><span class=\"time\">")
                    .append(escaped(result.stack()))
                    .append(", ")
                    .append(String.format(Locale.ROOT, "%.1f s", result.seconds()))
                    .append("</span></summary>");
            if (!result.by().isEmpty()) {
                page.append("<p class=\"by\">").append(escaped(result.by())).append("</p>");
            }
            page.append("<pre>");
            result.diff().lines().forEach(line -> page.append(
                            line.startsWith("- ")
                                    ? "<span class=\"del\">"
                                    : line.startsWith("+ ") ? "<span class=\"add\">" : "<span>")
                    .append(escaped(line))
                    .append("</span>\n"));
            page.append("</pre></details>\n");
        }
    }
}
