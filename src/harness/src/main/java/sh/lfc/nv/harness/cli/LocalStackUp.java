package sh.lfc.nv.harness.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.localstack.LocalStackRun;
import sh.lfc.nv.harness.stacks.StackGraph;

/** {@code ./harness up --target localstack}: from the container, or the endpoint, to the last trace. */
final class LocalStackUp {
    private final Checkout checkout;
    private final TerraformOptions terraform;
    private final SandboxOptions options;
    private final LocalStackOptions own;
    private final PrintWriter out;

    LocalStackUp(
            Checkout checkout,
            TerraformOptions terraform,
            SandboxOptions options,
            LocalStackOptions own,
            PrintWriter out) {
        this.checkout = checkout;
        this.terraform = terraform;
        this.options = options;
        this.own = own;
        this.out = out;
    }

    int run(StackGraph graph) throws InterruptedException {
        var account = options.account();
        var endpoint = account.named();
        var wish = new LocalStackRun.Wish(
                endpoint,
                own.image(),
                account.authoritiesOf(checkout, endpoint),
                options.skipped(),
                options.tags(),
                options.threads(),
                terraform.parallel(),
                own.servers());
        try (var only = OnlyOne.of(checkout, "localstack")) {
            var run = new LocalStackRun(checkout, terraform.setup(checkout), wish, new SandboxLines(out));
            try (var hook = ShutdownHook.running(() -> interrupted(run))) {
                return run.go(graph) ? CommandLine.ExitCode.OK : Main.FAILED;
            }
        }
    }

    private void interrupted(LocalStackRun run) {
        run.interrupt();
        try {
            run.end();
        } catch (InterruptedException | RuntimeException e) {
            out.println("error: " + e.getMessage());
            out.flush();
        }
    }
}
