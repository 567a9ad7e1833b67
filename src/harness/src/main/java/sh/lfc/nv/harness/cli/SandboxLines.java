package sh.lfc.nv.harness.cli;

import java.io.PrintWriter;
import sh.lfc.nv.harness.sandbox.Sandbox;

/** What a run in an account says, line by line, and on a terminal with a bar. */
final class SandboxLines implements Sandbox.Report {
    private final PrintWriter out;

    SandboxLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void accept(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public Progress following(String task, int count) {
        return new Terminal(out, task, count, Terminal.isInteractive());
    }
}
