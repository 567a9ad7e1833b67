package sh.lfc.nv.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.deploy.Deployment;
import sh.lfc.nv.harness.deploy.Deployment.Workspace;
import sh.lfc.nv.harness.deploy.DeploymentListener;
import sh.lfc.nv.harness.deploy.StackInfrastructure;
import sh.lfc.nv.harness.mutants.Mutant;
import sh.lfc.nv.harness.mutants.MutantCatalogue;
import sh.lfc.nv.harness.mutants.MutantResult;
import sh.lfc.nv.harness.mutants.MutantResult.Verdict;
import sh.lfc.nv.harness.mutants.MutationListener;
import sh.lfc.nv.harness.mutants.MutationReport;
import sh.lfc.nv.harness.mutants.MutationRun;
import sh.lfc.nv.harness.system.DeployedSystem;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import sh.lfc.nv.terraform.process.Processes;

/** {@code ./harness mutate}: whether the features notice what goes wrong. */
@Command(
        name = "mutate",
        description = {
            "Puts faults into the running system's stacks, one at a time, and runs the features that should notice.",
            "Exit code 1 when a fault survives, or when a harmless change is taken for one."
        },
        mixinStandardHelpOptions = true)
final class MutateCommand implements Callable<Integer> {

    @Option(
            names = "--mutants",
            paramLabel = "DIR",
            description =
                    "The folder of the catalogue; default: src/harness/mutants. Its README says how they are written.")
    private Path folder;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Only these mutants, or all of these stacks.")
    private List<String> only = List.of();

    @Option(names = "--again", description = "Try all, also those whose result of an earlier run still holds.")
    private boolean again;

    @Option(names = "--list", description = "Only say which mutants there are, after checking that each can be put in.")
    private boolean list;

    @Mixin
    private FeatureOptions options;

    @Mixin
    private TerraformProgram terraform;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var checkout = Main.checkout(spec);
        var mutants = chosen(MutantCatalogue.read(
                folder == null ? checkout.root().resolve("src/harness/mutants") : folder.toAbsolutePath()));
        var session = Sessions.required(checkout);
        var target = Sessions.attach(session);
        var out = spec.commandLine().getOut();
        try (var processes = new Processes();
                var hook = ShutdownHook.running(processes::close)) {
            var run = run(checkout, target, Sessions.service(session), processes);
            run.check(mutants);
            if (list) {
                mutants.forEach(mutant -> out.printf("%-20s %-44s %s%n", mutant.stack(), mutant.name(), mutant.says()));
                return CommandLine.ExitCode.OK;
            }
            try (var lines = new Lines(out, mutants.size())) {
                var report = new MutationReport(run.run(mutants, again, lines));
                var reports = checkout.kept("reports").resolve("mutants");
                report.write(reports);
                lines.close();
                summary(out, report, reports);
                return report.good() ? CommandLine.ExitCode.OK : Main.FAILED;
            }
        }
    }

    private MutationRun run(Checkout checkout, EmbeddedTarget target, URI url, Processes processes) {
        var kept = checkout.kept("mutants");
        var workspace = new Workspace(
                Optional.of(kept.resolve("data")),
                Optional.of(TerraformOptions.state(checkout)),
                checkout.kept("logs").resolve("mutants"));
        try {
            Files.createDirectories(workspace.logs());
        } catch (IOException e) {
            throw new HarnessException("cannot write in %s: %s".formatted(workspace.logs(), e.getMessage()), e);
        }
        var setup = terraform.setup(checkout);
        var copied = new Checkout(kept.resolve("checkout"));
        return MutationRun.in(
                kept,
                checkout,
                copy -> new Deployment(copy, target, setup, processes, workspace, 1),
                options.features(checkout),
                new DeployedSystem(
                        target,
                        Hints.ENVIRONMENT,
                        url,
                        DeployedSystem.credentialsOf(target, Hints.ENVIRONMENT),
                        Optional.of(new StackInfrastructure(
                                new Deployment(copied, target, setup, processes, workspace, 2),
                                checkout.stacks(),
                                DeploymentListener.NONE))));
    }

    private List<Mutant> chosen(List<Mutant> all) {
        if (only.isEmpty()) {
            return all;
        }
        var chosen = all.stream()
                .filter(mutant -> only.contains(mutant.name()) || only.contains(mutant.stack()))
                .toList();
        for (var name : only) {
            if (chosen.stream()
                    .noneMatch(mutant ->
                            mutant.name().equals(name) || mutant.stack().equals(name))) {
                throw new ParameterException(spec.commandLine(), "there is no mutant or stack called " + name);
            }
        }
        return chosen;
    }

    private static void summary(PrintWriter out, MutationReport report, Path reports) {
        out.printf(
                "%d killed, %d refused at apply, %d survived; %d harmless changes, %d false alarms%n",
                report.count(Verdict.KILLED),
                report.count(Verdict.REFUSED),
                report.survivors().size(),
                report.results().stream().filter(MutantResult::harmless).count(),
                report.falseAlarms().size());
        for (var survivor : report.survivors()) {
            out.printf(
                    "%nsurvived: %s (%s)%n%s%n",
                    survivor.says(), survivor.name(), survivor.diff().indent(2));
        }
        out.println("Report: " + reports.resolve("mutants.html"));
    }

    /** A line for each mutant, and a bar on a terminal. */
    private static final class Lines implements MutationListener, AutoCloseable {
        private static final Map<Verdict, String> WORDS =
                Map.of(Verdict.KILLED, "killed", Verdict.REFUSED, "refused", Verdict.SURVIVED, "SURVIVED");

        private final PrintWriter out;
        private final ProgressBar bar;

        Lines(PrintWriter out, int count) {
            this.out = out;
            this.bar = Terminal.isInteractive()
                    ? new ProgressBarBuilder()
                            .setTaskName("Mutants")
                            .setStyle(ProgressBarStyle.ASCII)
                            .setInitialMax(count)
                            .clearDisplayOnFinish()
                            .build()
                    : null;
        }

        @Override
        public void started(Mutant mutant, int number, int of) {
            if (bar != null) {
                bar.setExtraMessage(" " + mutant.name());
            }
        }

        @Override
        public void finished(MutantResult result, boolean kept) {
            if (bar != null) {
                bar.step();
                out.print("\r\u001B[2K");
            }
            var word = result.harmless() ? result.good() ? "harmless" : "FALSE ALARM" : WORDS.get(result.verdict());
            out.printf(
                    Locale.ROOT,
                    "%-11s %-20s %-40s %6.1f s%s%n",
                    word,
                    result.stack(),
                    result.name(),
                    result.seconds(),
                    kept ? "  (before)" : "");
            if (!result.by().isEmpty()) {
                var by = result.by().lines().findFirst().orElse("");
                out.println("            " + (by.length() > 160 ? by.substring(0, 160) + "…" : by));
            }
            out.flush();
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }
}
