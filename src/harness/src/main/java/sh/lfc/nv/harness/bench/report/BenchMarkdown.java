package sh.lfc.nv.harness.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A result as Markdown, whose tables stand in the README. */
public record BenchMarkdown(BenchResult result) {

    public String text() {
        var text = new StringBuilder();
        for (var measured : result.sections()) {
            section(text, measured);
        }
        return text.toString();
    }

    private static void section(StringBuilder text, Measured measured) {
        var section = measured.section();
        text.append("### %s%n%n%s %s%n".formatted(section.title(), section.how(), measured.shown()));
        if (!section.rows().isEmpty()) {
            rows(text, section);
        }
        for (var table : section.tables()) {
            line(text.append('\n'), table.head());
            text.append("|---").append("|--:".repeat(table.head().size() - 1)).append("|\n");
            table.lines().forEach(line -> line(text, line));
        }
        section.notes().forEach(note -> text.append("\n").append(note).append("\n"));
        text.append('\n');
    }

    private static void rows(StringBuilder text, Section section) {
        var peers = section.peers();
        var head = new ArrayList<>(List.of("what", "embedded AWS"));
        head.addAll(peers);
        if (!peers.isEmpty()) {
            head.add("times as good");
        }
        head.addAll(List.of("goal", ""));
        line(text.append('\n'), head);
        text.append("|---").append("|--:".repeat(head.size() - 3)).append("|---|---|\n");
        for (var row : section.rows()) {
            var cells = new Cells(row);
            var line = new ArrayList<>(List.of(row.what(), cells.ours()));
            peers.forEach(peer -> line.add(cells.peer(peer)));
            if (!peers.isEmpty()) {
                line.add(cells.ratios(peers));
            }
            line.addAll(List.of(cells.goal(), cells.verdict()));
            line(text, line);
        }
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
