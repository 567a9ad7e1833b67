package sh.lfc.nv.terraform.check;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.Diagnostic;

/** What a check of several configurations found, one entry for each of them, in the order of their names. */
public record CheckReport(List<Finding> findings) {
    /**
     * What was found in one configuration.
     *
     * @param folder relative to the folder that was checked; empty for that folder itself
     * @param unformatted names of files that are not in Terraform's format
     * @param diagnostics errors and warnings
     */
    public record Finding(Path folder, List<Path> unformatted, List<Diagnostic> diagnostics) {
        public Finding {
            unformatted = List.copyOf(unformatted);
            diagnostics = List.copyOf(diagnostics);
        }

        /** Whether it is valid and formatted; warnings do not count. */
        public boolean isClean() {
            return unformatted.isEmpty()
                    && diagnostics.stream().noneMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
        }

        Stream<String> sentences() {
            var name = folder.toString().isEmpty() ? "." : folder.toString();
            return Stream.concat(
                    unformatted.stream().map(file -> "%s: %s is not formatted".formatted(name, file)),
                    diagnostics.stream().map(d -> name + ": " + d.sentence()));
        }
    }

    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** Whether all are valid and formatted. */
    public boolean isClean() {
        return findings.stream().allMatch(Finding::isClean);
    }

    /** All that was found, warnings included, in words. */
    public List<String> sentences() {
        return findings.stream().flatMap(Finding::sentences).toList();
    }

    /**
     * Insists on clean configurations.
     *
     * @return this report
     * @throws AssertionError saying what is wrong, and when there was nothing to check
     */
    public CheckReport requireClean() {
        if (findings.isEmpty()) {
            throw new AssertionError("there is no configuration to check");
        }
        if (!isClean()) {
            throw new AssertionError(String.join("\n", sentences()));
        }
        return this;
    }
}
