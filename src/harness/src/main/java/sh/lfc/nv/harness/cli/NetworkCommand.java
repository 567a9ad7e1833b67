package sh.lfc.nv.harness.cli;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./harness network}: what the network of the embedded AWS lets through. */
@Command(
        name = "network",
        description = "Says what the network of the running system lets through, and why.",
        mixinStandardHelpOptions = true,
        subcommands = NetworkCommand.ExplainCommand.class)
final class NetworkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "say what to do: explain");
    }

    /** {@code ./harness network explain --from function:nv-demo-api --to db:nv-demo-db}. */
    @Command(
            name = "explain",
            description = "Prints the path from one end to the other, hop by hop, and the first rule that stops it."
                    + " Exit codes: 0 reachable, 1 not reachable, 2 no such thing.",
            mixinStandardHelpOptions = true)
    static final class ExplainCommand implements Callable<Integer> {
        @Option(
                names = "--from",
                required = true,
                paramLabel = "SOURCE",
                description = "Where the connection begins: function:NAME, or internet.")
        private String from;

        @Option(
                names = "--to",
                required = true,
                paramLabel = "TARGET",
                description = "Where it is to lead: db:ID, cache:ID, aws:SERVICE (as VPC endpoints name it, such as"
                        + " secretsmanager) or internet:HOST.")
        private String to;

        @Option(
                names = "--port",
                paramLabel = "PORT",
                description = "The port; default: the database's or cache's own, 443 for all else.")
        private Integer port;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            var target = Sessions.attach(Sessions.required(Main.checkout(spec)));
            try {
                var explanation = target.explainNetwork(
                        from, to, Optional.ofNullable(port).map(OptionalInt::of).orElse(OptionalInt.empty()));
                spec.commandLine().getOut().print(explanation.text());
                spec.commandLine().getOut().flush();
                return explanation.reachable() ? CommandLine.ExitCode.OK : Main.FAILED;
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }
    }
}
