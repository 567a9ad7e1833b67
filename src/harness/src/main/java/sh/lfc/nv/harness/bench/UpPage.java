package sh.lfc.nv.harness.bench;

import static sh.lfc.nv.harness.html.Html.escaped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.html.Gantt;
import sh.lfc.nv.harness.html.Page;

/** A page on where the seconds of an {@code up} went, stack by stack and phase by phase. */
public record UpPage(UpTimes times) {
    private static final double MILLIS = 1_000;

    /** Writes {@code index.html}. */
    public void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("index.html"), html());
        } catch (IOException e) {
            throw new HarnessException("cannot write in %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    String html() {
        var whole = times.emulatorStart() + times.apply() + times.smoke();
        var body = new StringBuilder("<h1>Where the seconds of ./harness up went</h1>\n");
        body.append(Page.sums(
                Page.sum(seconds(whole), "in all"),
                Page.sum(seconds(times.emulatorStart()), "embedded AWS"),
                Page.sum(seconds(times.apply()), "stacks"),
                Page.sum(seconds(times.smoke()), "trying the service")));
        body.append(chart().html());
        body.append(
                "<p class=\"dim\">Waiting is Terraform and its provider: their own work, and pauses of fixed length in"
                        + " which nothing is asked. What the embedded AWS answered within a stack's time is drawn first; calls at the"
                        + " same time count each.</p>\n");
        body.append(
                "<div class=\"wide\"><table><tr><th>Stack</th><th class=\"n\">begun after</th><th class=\"n\">init</th>"
                        + "<th class=\"n\">plan and apply</th><th class=\"n\">of it embedded AWS</th>"
                        + "<th class=\"n\">resources</th></tr>\n");
        times.stacks()
                .forEach(stack -> body.append(
                        ("<tr><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td>"
                                        + "<td class=\"n\">%s</td><td class=\"n\">%d</td></tr>%n")
                                .formatted(
                                        escaped(stack.stack()),
                                        seconds(stack.begun()),
                                        seconds(stack.init()),
                                        seconds(stack.change()),
                                        seconds(stack.emulator()),
                                        stack.resources())));
        return Page.of(
                "Where the seconds went", "", body.append("</table></div>\n").toString());
    }

    private Gantt chart() {
        var start = times.emulatorStart() / MILLIS;
        var rows = new ArrayList<Gantt.Row>();
        rows.add(new Gantt.Row("embedded AWS", 0, List.of(0.0, start, 0.0)));
        times.stacks().forEach(stack -> {
            var answering = Math.min(stack.emulator(), stack.change()) / MILLIS;
            rows.add(new Gantt.Row(
                    stack.stack(),
                    start + stack.begun() / MILLIS,
                    List.of(stack.init() / MILLIS, answering, stack.change() / MILLIS - answering)));
        });
        rows.add(new Gantt.Row(
                "trying the service", start + times.apply() / MILLIS, List.of(0.0, times.smoke() / MILLIS, 0.0)));
        return new Gantt(
                "What was done when",
                List.of("terraform init", "embedded AWS answers", "Terraform and provider"),
                rows);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, millis < 10_000 ? "%.2f s" : "%.1f s", millis / MILLIS);
    }
}
