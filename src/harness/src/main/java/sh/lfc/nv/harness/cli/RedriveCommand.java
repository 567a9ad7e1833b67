package sh.lfc.nv.harness.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.deadletters.Redrive;

/** {@code ./harness redrive}: events that a function gave up on come to it again. */
@Command(
        name = "redrive",
        description = "Gives the events in the dead-letter queue to the function that gave up on them, once each. What"
                + " it takes leaves the queue; exit code 1 when something fails again, which stays.",
        mixinStandardHelpOptions = true)
final class RedriveCommand implements Callable<Integer> {
    @Option(
            names = "--function",
            paramLabel = "NAME",
            defaultValue = Hints.ENVIRONMENT + "-postgres-update",
            description = "The function; default: ${DEFAULT-VALUE}.")
    private String function;

    @Option(
            names = "--queue",
            paramLabel = "NAME",
            description = "Its dead-letter queue; default: the function's name with -dead-letter.")
    private String queue;

    @Option(names = "--dry-run", description = "Only say how many events wait.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var target = Sessions.attach(Sessions.required(Main.checkout(spec)));
        var name = queue == null ? function + "-dead-letter" : queue;
        var redrive = new Redrive(target.aws(), name, function);
        var out = spec.commandLine().getOut();
        if (dryRun) {
            out.printf("%d events wait in %s%n", redrive.waiting(), name);
            return CommandLine.ExitCode.OK;
        }
        var result = redrive.run();
        out.printf("%d events taken by %s, %d failed again%n", result.taken(), function, result.failed());
        result.reasons().forEach((reason, count) -> out.printf("  %d: %s%n", count, reason));
        out.flush();
        return result.failed() == 0 ? CommandLine.ExitCode.OK : Main.FAILED;
    }
}
