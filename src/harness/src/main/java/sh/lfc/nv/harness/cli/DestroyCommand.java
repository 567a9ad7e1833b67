package sh.lfc.nv.harness.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.deploy.Deployment;
import sh.lfc.nv.harness.deploy.StackTiming;
import sh.lfc.nv.harness.stacks.StackGraph;
import sh.lfc.nv.terraform.process.Processes;

/** {@code ./harness destroy}: destroys the stacks and leaves the embedded AWS running. */
@Command(
        name = "destroy",
        description =
                "Destroys the stacks with Terraform, those first that others do not need. The embedded AWS goes on"
                        + " running.",
        mixinStandardHelpOptions = true)
final class DestroyCommand implements Callable<Integer> {
    @Mixin
    private TerraformOptions terraform;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var checkout = Main.checkout(spec);
        var target = Sessions.attach(Sessions.required(checkout));
        var out = spec.commandLine().getOut();
        var graph = terraform.graphToDestroy(checkout);
        var begin = System.nanoTime();
        try (var processes = new Processes();
                var hook = ShutdownHook.running(processes::close)) {
            var deployment = terraform.deployment(checkout, target, terraform.setup(checkout), processes);
            var timings = destroyed(deployment, graph, out);
            out.printf(
                    "%s destroyed in %s%n",
                    Terminal.stacks(timings.size()), Terminal.shown(Duration.ofNanos(System.nanoTime() - begin)));
        }
        return CommandLine.ExitCode.OK;
    }

    private static List<StackTiming> destroyed(Deployment deployment, StackGraph graph, PrintWriter out)
            throws InterruptedException {
        try (var terminal = new Terminal(out, "Destroying", graph.applyOrder().size(), Terminal.isInteractive())) {
            return deployment.destroy(graph, terminal);
        }
    }
}
