package sh.lfc.nv.harness.cli;

import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.checkout.Session;
import sh.lfc.nv.harness.target.EmbeddedTarget;

/** {@code ./harness emulator}: an embedded AWS with nothing in it. */
@Command(
        name = "emulator",
        description = "Starts the embedded AWS alone, without any stack, and goes on running until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class EmulatorCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            defaultValue = "" + EmbeddedTarget.DEFAULT_PORT,
            description = "The port, 0 for a free one; default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--realistic",
            paramLabel = "PART",
            arity = "0..1",
            fallbackValue = "1",
            description = "Take AWS's times, or this part of them, such as 0.1: creation takes minutes, changes in IAM"
                    + " and notifications are late, and who calls too often is throttled (docs/realistic.md).")
    private Double realistic;

    @Mixin
    private TerraformProgram program;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var checkout = Main.checkout(spec);
        if (realistic != null && !(realistic > 0 && realistic <= 10)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--realistic must be more than 0 and at most 10, not " + realistic);
        }
        var realism = realistic == null ? OptionalDouble.empty() : OptionalDouble.of(realistic);
        var ended = new CountDownLatch(1);
        try (var only = OnlyOne.in(checkout)) {
            TerraformOptions.clearState(checkout);
            try (var target = EmbeddedTarget.start(port, checkout.kept(), realism);
                    var hook = ShutdownHook.running(() -> {
                        target.close();
                        ended.countDown();
                    })) {
                var session = Session.ofThisProcess(
                        target.endpoint().toString(), target.caCertificate(), Session.Phase.READY);
                new ToolEnvironment(checkout, target, program.setup(checkout)).write(java.util.Optional.empty());
                session.record(checkout);
                var out = spec.commandLine().getOut();
                out.printf("Embedded AWS at %s%n", target.endpoint());
                out.println("In another shell: eval \"$(./harness env)\"");
                out.flush();
                try {
                    ended.await();
                } finally {
                    session.forget(checkout);
                }
            }
        }
        return CommandLine.ExitCode.OK;
    }
}
