package sh.lfc.nv.harness.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.target.AccessExplanation;

/** {@code ./harness iam explain}: whether a principal may do something, and the statements that decide. */
@Command(
        name = "explain",
        description = "Says whether a principal may do something, and which statements of which policies decide."
                + " Exit code 0 when it may, 1 when not.",
        mixinStandardHelpOptions = true)
final class IamExplainCommand implements Callable<Integer> {

    @Option(
            names = "--principal",
            required = true,
            paramLabel = "PRINCIPAL",
            description = "A role's name, the ARN of a role, user or session, or a service, such as s3.amazonaws.com.")
    private String principal;

    @Option(names = "--action", required = true, description = "For example s3:PutObject.")
    private String action;

    @Option(
            names = "--resource",
            defaultValue = "*",
            description = "An ARN; default: *, for actions that know no resource.")
    private String resource;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!action.matches("[a-z0-9-]+:[A-Za-z0-9]+")) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "\"%s\" is no action: give one such as s3:PutObject".formatted(action));
        }
        var target = Sessions.attach(Sessions.required(Main.checkout(spec)));
        var explanation = target.explainAccess(Principals.arn(principal), action, resource);
        print(spec.commandLine().getOut(), explanation);
        return explanation.allowed() ? CommandLine.ExitCode.OK : Main.FAILED;
    }

    private static void print(PrintWriter out, AccessExplanation explanation) {
        out.println(explanation.explanation());
        for (var statement : explanation.statements()) {
            out.printf(
                    "  %s: %s policy %s, statement %d%s%n",
                    statement.effect(),
                    statement.source(),
                    statement.policy(),
                    statement.statement(),
                    statement.sid().isEmpty() ? "" : " (" + statement.sid() + ")");
            list(out, "Action", statement.actions());
            list(out, "NotAction", statement.notActions());
            list(out, "Resource", statement.resources());
            list(out, "NotResource", statement.notResources());
            statement
                    .conditions()
                    .forEach((operator, keys) -> keys.forEach((key, values) ->
                            out.printf("      Condition    %s %s %s%n", key, operator, String.join(", ", values))));
        }
    }

    private static void list(PrintWriter out, String element, List<String> values) {
        if (!values.isEmpty()) {
            out.printf("      %-12s %s%n", element, String.join(", ", values));
        }
    }
}
