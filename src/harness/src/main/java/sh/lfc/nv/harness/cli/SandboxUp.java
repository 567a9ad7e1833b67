package sh.lfc.nv.harness.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.RefusedException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.cost.Bill;
import sh.lfc.nv.harness.cost.Estimate;
import sh.lfc.nv.harness.cost.Prices;
import sh.lfc.nv.harness.sandbox.Run;
import sh.lfc.nv.harness.sandbox.Sandbox;
import sh.lfc.nv.harness.sandbox.Settings;
import sh.lfc.nv.harness.sandbox.Stage;
import sh.lfc.nv.harness.stacks.Stack;
import sh.lfc.nv.harness.stacks.StackGraph;

/** {@code ./harness up --target aws}: from the checks before anything is made to the last trace. */
final class SandboxUp {
    private final Checkout checkout;
    private final TerraformOptions terraform;
    private final SandboxOptions options;
    private final PrintWriter out;

    SandboxUp(Checkout checkout, TerraformOptions terraform, SandboxOptions options, PrintWriter out) {
        this.checkout = checkout;
        this.terraform = terraform;
        this.options = options;
        this.out = out;
    }

    int run(StackGraph graph) throws InterruptedException {
        var settings = options.account().settings();
        var aws = options.account().aws();
        var authorities = options.account().authorities(checkout);
        var caller = options.account().caller(aws, settings);
        var setup = terraform.setup(checkout);
        say("Account %s as %s".formatted(caller.account(), caller.arn()));
        guardCosts(settings, graph);

        var begun = begun(caller.account());
        var run = begun.orElseGet(() -> Sandbox.begin(checkout, settings, aws, caller.account(), names(graph)));
        say((begun.isPresent() ? "Going on with %s, which expires at %s" : "Run %s, which expires at %s")
                .formatted(run.facts().name(), run.facts().expires()));
        try (var hold = run.hold()
                .orElseThrow(() ->
                        new HarnessException("another process works on %s: wait for it, or begin another run with --new"
                                .formatted(run.facts().name())))) {
            var sandbox = new Sandbox(checkout, aws, authorities, setup, run, graph, new SandboxLines(out));
            try (var hook = ShutdownHook.running(() -> interrupted(sandbox, run))) {
                var passed = sandbox.go(options.skipped(), options.tags(), options.threads());
                if (options.skipped().contains(Stage.DESTROY)) {
                    run.leaveStanding();
                    say(
                            "Standing: %1$s. Go on: ./harness up --target aws --run %1$s. Take away: ./harness sweep --run %1$s"
                                    .formatted(run.facts().name()));
                }
                return passed ? CommandLine.ExitCode.OK : Main.FAILED;
            }
        }
    }

    private static java.util.Set<String> names(StackGraph graph) {
        return graph.applyOrder().stream().map(Stack::name).collect(Collectors.toSet());
    }

    private void guardCosts(Settings settings, StackGraph graph) {
        var bill = Bill.read(checkout.root().resolve("terraform").resolve("bill.yaml"));
        var estimate = Estimate.of(bill, names(graph), new Prices(settings.prices()), settings.expiresAfter());
        say("What it costs while it stands:");
        estimate.lines().forEach(this::say);
        var limit = options.costLimit().orElse(settings.costLimit());
        if (estimate.most() > limit) {
            throw new RefusedException(
                    RefusedException.Reason.COST,
                    "this could cost %.2f USD until it expires, more than the limit of %.2f USD: raise it with --cost-limit or let runs expire sooner"
                            .formatted(estimate.most(), limit));
        }
    }

    /** The run to go on with; one that another process has is left to it. */
    private Optional<Run> begun(String account) {
        if (options.isFresh()) {
            return Optional.empty();
        }
        var runs = new StandingRuns(checkout, account);
        return options.run().isPresent() ? Optional.of(runs.named(options.run().get())) : runs.free();
    }

    /** Ctrl-C: Terraform finishes what it is at, and everything is taken away unless that was to be left out. */
    private void interrupted(Sandbox sandbox, Run run) {
        say(
                "Interrupted. Terraform saves what there is; if this is killed, too, ./harness sweep --run %s takes it away."
                        .formatted(run.facts().name()));
        try {
            sandbox.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
