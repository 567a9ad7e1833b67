package sh.lfc.nv.terraform.process;

import java.time.Duration;
import java.util.List;

/** A process that ended by itself: its exit code, what it wrote, and how long it ran. */
public record Finished(int exitCode, List<String> output, List<String> errors, Duration took) {
    public Finished {
        output = List.copyOf(output);
        errors = List.copyOf(errors);
    }

    /** What it wrote to its output, lines joined by line feeds. */
    public String outputText() {
        return String.join("\n", output);
    }
}
