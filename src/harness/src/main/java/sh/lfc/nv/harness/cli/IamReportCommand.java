package sh.lfc.nv.harness.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.target.AccessReport;
import sh.lfc.nv.harness.target.EmbeddedTarget;

/** {@code ./harness iam report}: what was used, what was never used, what was refused, and what would be enough. */
@Command(
        name = "report",
        description = "Lists for every principal what it used, what its policies allow and it never used, and what it"
                + " was refused since the embedded AWS was started.",
        mixinStandardHelpOptions = true)
final class IamReportCommand implements Callable<Integer> {

    @Option(
            names = "--principal",
            paramLabel = "PRINCIPAL",
            description = "Only of this one: a role's name, an ARN, or root, which the operator is.")
    private String principal;

    @Option(
            names = "--policy",
            description = "Instead, print the smallest policies under which it could do again what it did, a JSON"
                    + " document a line. Without --principal: of root, as which the stacks are applied.")
    private boolean policy;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var target = Sessions.attach(Sessions.required(Main.checkout(spec)));
        var out = spec.commandLine().getOut();
        if (policy) {
            policies(target, out);
        } else {
            report(target, out);
        }
        return CommandLine.ExitCode.OK;
    }

    private void policies(EmbeddedTarget target, PrintWriter out) {
        var arn = Principals.arn(principal == null ? "root" : principal);
        var documents = target.smallestPolicies(arn);
        if (documents.isEmpty()) {
            throw new HarnessException(arn + " has done nothing yet");
        }
        documents.forEach(out::println);
    }

    private void report(EmbeddedTarget target, PrintWriter out) {
        var wanted = target.accessReport().principals().stream()
                .filter(of -> principal == null || of.principal().equals(Principals.arn(principal)))
                .toList();
        if (wanted.isEmpty()) {
            throw new HarnessException("there is no principal " + principal);
        }
        wanted.forEach(of -> print(out, of));
    }

    private static void print(PrintWriter out, AccessReport.OfPrincipal of) {
        out.println(of.principal());
        for (var use : of.used()) {
            out.printf("  used        %6d  %s on %s%n", use.count(), use.action(), use.resource());
        }
        for (var unused : of.unused()) {
            out.printf("  never used          %s%n", unused);
        }
        for (var denied : of.denied()) {
            out.printf(
                    "  denied      %6d  %s on %s: %s%n",
                    denied.count(), denied.action(), denied.resource(), denied.why());
        }
        if (of.used().isEmpty() && of.unused().isEmpty() && of.denied().isEmpty()) {
            out.println("  nothing");
        }
    }
}
