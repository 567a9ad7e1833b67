package sh.lfc.nv.terraform.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import sh.lfc.nv.terraform.BackendConfig;
import sh.lfc.nv.terraform.Diagnostic;
import sh.lfc.nv.terraform.Terraform;
import sh.lfc.nv.terraform.TerraformException;
import sh.lfc.nv.terraform.stage.CopiedFolder;

/**
 * Checks every configuration below a folder: does Terraform find it valid ({@code init -backend=false}, {@code validate}),
 * and is it in Terraform's format ({@code fmt -check}). All of it happens in a copy; nothing is left in the folder. Modules
 * are configurations, too; one that takes its providers from its caller may not be valid by itself, and can be left out.
 */
public final class ConfigurationCheck {
    private final Path root;
    private final Function<Path, Terraform.Builder> runner;
    private final List<Path> excluded;

    private ConfigurationCheck(Path root, Function<Path, Terraform.Builder> runner, List<Path> excluded) {
        this.root = root;
        this.runner = runner;
        this.excluded = List.copyOf(excluded);
    }

    /**
     * Checks what lies below a folder.
     *
     * @param root holds the configurations and all modules that they refer to
     * @param runner describes the runner for a folder: {@code folder -> Terraform.in(folder, processes).installation(found)}
     */
    public static ConfigurationCheck below(Path root, Function<Path, Terraform.Builder> runner) {
        return new ConfigurationCheck(root, runner, List.of());
    }

    /** The same without a folder, relative to the root, and all below it. */
    public ConfigurationCheck without(String folder) {
        var all = new ArrayList<>(excluded);
        all.add(Path.of(folder));
        return new ConfigurationCheck(root, runner, all);
    }

    /**
     * Checks one configuration after the other.
     *
     * @throws sh.lfc.nv.terraform.failure.ActionableException when the folder cannot be copied or Terraform not started;
     *     what is wrong with a configuration is in the report
     */
    public CheckReport run() throws InterruptedException {
        try (var copy = CopiedFolder.of(root)) {
            var findings = new ArrayList<CheckReport.Finding>();
            for (var folder : configurations(copy.root())) {
                findings.add(check(copy.root(), folder));
            }
            return new CheckReport(findings);
        }
    }

    private CheckReport.Finding check(Path copy, Path folder) throws InterruptedException {
        var terraform = runner.apply(copy.resolve(folder)).build();
        var problems = new ArrayList<Diagnostic>();
        var unformatted = new ArrayList<Path>();
        try {
            // Folders below it are configurations of their own.
            terraform.unformatted().stream()
                    .filter(file -> file.getParent() == null)
                    .forEach(unformatted::add);
            terraform.init(BackendConfig.NONE);
            problems.addAll(terraform.validate());
        } catch (TerraformException e) {
            problems.addAll(
                    e.diagnostics().isEmpty()
                            ? List.of(new Diagnostic(Diagnostic.Severity.ERROR, e.getMessage(), "", "", ""))
                            : e.diagnostics());
        }
        return new CheckReport.Finding(folder, unformatted, problems);
    }

    private List<Path> configurations(Path copy) {
        try (var all = Files.walk(copy)) {
            return all.filter(ConfigurationCheck::isSource)
                    .map(file -> copy.relativize(file.getParent()))
                    .distinct()
                    .filter(folder -> excluded.stream().noneMatch(folder::startsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSource(Path file) {
        var name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && Stream.of(".tf", ".tf.json", ".tofu").anyMatch(name::endsWith);
    }
}
