package sh.lfc.nv.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import sh.lfc.nv.harness.RefusedException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.terraform.failure.ActionableException;
import software.amazon.awssdk.core.exception.SdkException;

/** Entry point of {@code ./harness}. */
@Command(
        name = "harness",
        description = "Applies the file service's real Terraform stacks to an embedded AWS and proves that it works.",
        mixinStandardHelpOptions = true,
        version = "harness 0.1.0",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            SweepCommand.class,
            VerifyCommand.class,
            CanaryCommand.class,
            ClockCommand.class,
            LoadCommand.class,
            BenchCommand.class,
            DestroyCommand.class,
            EmulatorCommand.class,
            EnvCommand.class,
            FaultCommand.class,
            LogsCommand.class,
            IamCommand.class,
            MutateCommand.class,
            NetworkCommand.class,
            RedriveCommand.class,
            SoakCommand.class,
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 it did not work and the message says why, 2 wrong usage, 130 interrupted. Refused before",
            "anything was made: 3 no container engine, 4 account not allowed, 5 no credentials, 6 credentials expired or",
            "unknown, 7 wrong endpoint, 8 no image, 9 too expensive.",
        })
public final class Main {
    /** It did not work; the message says why. */
    static final int FAILED = 1;

    private static final int INTERRUPTED = 130;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Also print what only a developer of the harness wants to know, such as stack traces.")
    private boolean verbose;

    private final Path folder;

    /** @param folder the folder in which the command was given */
    Main(Path folder) {
        this.folder = folder;
    }

    /** The launcher names the checkout that it lies in. */
    public static void main(String[] arguments) {
        var main = new Main(Path.of(System.getProperty("harness.home", "")));
        System.exit(main.run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments));
    }

    int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(this)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(this::failed)
                .setParameterExceptionHandler(Main::misused)
                .execute(arguments);
    }

    /** The checkout in which the command was given. */
    static Checkout checkout(CommandSpec spec) {
        return Checkout.around(((Main) spec.root().userObject()).folder);
    }

    private int failed(Exception failure, CommandLine command, ParseResult parsed) {
        var err = command.getErr();
        if (failure instanceof InterruptedException) {
            err.println("interrupted");
            return INTERRUPTED;
        }
        err.println(command.getColorScheme().errorText("error: " + sentence(failure)));
        if (verbose) {
            failure.printStackTrace(err);
        } else if (!(failure instanceof ActionableException || failure instanceof SdkException)) {
            err.println("This should not happen; run it again with --verbose to see where.");
        }
        return failure instanceof RefusedException refused ? refused.reason().exitCode() : FAILED;
    }

    private static String sentence(Exception failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** One line on what is wrong, one on where to look. */
    private static int misused(ParameterException misuse, String[] arguments) {
        var command = misuse.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText("error: " + misuse.getMessage()));
        CommandLine.UnmatchedArgumentException.printSuggestions(misuse, err);
        err.println("Try: ./" + command.getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }
}
