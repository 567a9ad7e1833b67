package sh.lfc.nv.terraform;

import java.util.List;
import java.util.stream.Collectors;
import sh.lfc.nv.terraform.failure.ActionableException;

/** A Terraform command failed. The message is made of Terraform's own errors. */
public final class TerraformException extends ActionableException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 3;

    private final transient List<Diagnostic> diagnostics;

    TerraformException(String command, int exitCode, List<Diagnostic> diagnostics, List<String> lastLines) {
        super(message(command, exitCode, diagnostics, lastLines));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** All errors that Terraform reported, in its order. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    private static String message(String command, int exitCode, List<Diagnostic> errors, List<String> lastLines) {
        if (errors.isEmpty()) {
            var said = lastLines.isEmpty() ? "it said nothing" : String.join(" ", lastLines);
            return "%s ended with exit code %d: %s".formatted(command, exitCode, said);
        }
        var first = errors.stream().limit(SHOWN).map(Diagnostic::sentence).collect(Collectors.joining("; "));
        var more = errors.size() > SHOWN ? " (and %d more errors)".formatted(errors.size() - SHOWN) : "";
        return "%s failed: %s%s".formatted(command, first, more);
    }
}
