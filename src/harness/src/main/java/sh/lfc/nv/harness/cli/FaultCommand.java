package sh.lfc.nv.harness.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.target.TargetFaults;
import sh.lfc.nv.harness.target.TargetFaults.Fault;

/** {@code ./harness fault}: what goes wrong in the embedded AWS on demand. */
@Command(
        name = "fault",
        description = "Has calls, databases, caches, functions and events of the running embedded AWS go wrong"
                + " (docs/faults.md).",
        mixinStandardHelpOptions = true,
        subcommands = FaultAddCommand.class)
final class FaultCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "say what to do: add, list or clear");
    }

    @Command(
            name = "list",
            description = "Prints the faults that were added and not cleared, with how often each has struck.",
            mixinStandardHelpOptions = true)
    int list() {
        var out = spec.commandLine().getOut();
        var faults = ask(spec, TargetFaults::list);
        if (faults.isEmpty()) {
            out.println("There is no fault.");
        }
        faults.forEach(fault -> out.println(line(fault)));
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "clear",
            description = "Takes a fault away, or all of them, and undoes what lasts: what is stopped starts, what is"
                    + " paused goes on, what is held back is let go.",
            mixinStandardHelpOptions = true)
    int clear(@Parameters(arity = "0..1", paramLabel = "ID", description = "Which; default: all.") String id) {
        var out = spec.commandLine().getOut();
        var cleared = ask(spec, faults -> Optional.ofNullable(id)
                .map(one -> List.of(faults.clear(one)))
                .orElseGet(faults::clear));
        if (cleared.isEmpty()) {
            out.println("There is no fault.");
        }
        cleared.forEach(fault -> out.println(fault.id() + " is cleared; " + struck(fault)));
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    /** Asks the running embedded AWS; what makes no sense to it was wrong usage. */
    static <T> T ask(CommandSpec spec, Function<TargetFaults, T> question) {
        var faults = Sessions.attach(Sessions.required(Main.checkout(spec))).faults();
        try {
            return question.apply(faults);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** A fault on one line. */
    static String line(Fault fault) {
        var what = fault.kind() + " of " + fault.target() + (fault.how().isEmpty() ? "" : ", " + fault.how());
        return fault.id() + "  " + what + ": " + struck(fault) + (fault.over() ? ", is over" : "");
    }

    private static String struck(Fault fault) {
        if (fault.struck() == 0) {
            return "has not struck";
        }
        return "struck " + (fault.struck() == 1 ? "once" : fault.struck() + " times");
    }
}
