package sh.lfc.nv.harness.cli;

import java.io.PrintWriter;
import java.util.Locale;
import sh.lfc.nv.harness.bench.Progress;
import sh.lfc.nv.harness.bench.report.PeerFigure;
import sh.lfc.nv.harness.bench.report.Row;

/** Shows how a bench is getting on: a line for each row and, on a terminal, one that says what is being done now. */
final class BenchProgress implements Progress, AutoCloseable {
    private static final int WIDTH = 78;
    private static final String WIPE = "\r\u001B[2K";

    private final PrintWriter out;
    private final boolean interactive;

    BenchProgress(PrintWriter out, boolean interactive) {
        this.out = out;
        this.interactive = interactive;
    }

    void begin(String measurement) {
        line(measurement);
    }

    @Override
    public void doing(String what) {
        if (interactive) {
            out.print(WIPE + "  … " + (what.length() > WIDTH ? what.substring(0, WIDTH) : what));
            out.flush();
        }
    }

    @Override
    public void found(Row row) {
        var text = new StringBuilder(
                "  %-52s %14s".formatted(row.what(), row.unit().shown(row.ours().median())));
        for (var peer : row.peers()) {
            text.append("   ").append(peer.peer()).append(' ').append(shown(row, peer));
        }
        row.isMet().ifPresent(met -> text.append(met ? "   met" : "   missed"));
        line(text.toString());
    }

    private static String shown(Row row, PeerFigure peer) {
        return peer.figure() == null
                ? peer.absence()
                : "%s (%s×)"
                        .formatted(
                                row.unit().shown(peer.figure().median()),
                                row.ratio(peer.peer())
                                        .map(ratio -> String.format(Locale.ROOT, "%.1f", ratio))
                                        .orElseThrow());
    }

    private void line(String text) {
        out.println(interactive ? WIPE + text : text);
        out.flush();
    }

    @Override
    public void close() {
        if (interactive) {
            out.print(WIPE);
            out.flush();
        }
    }
}
