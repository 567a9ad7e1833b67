package sh.lfc.nv.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.bench.AuthorizationCost;
import sh.lfc.nv.harness.bench.BenchResult;
import sh.lfc.nv.harness.bench.EmulatorStart;
import sh.lfc.nv.harness.bench.UpTimes;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.Session;
import sh.lfc.nv.harness.process.OwnJava;

/** {@code ./harness bench}: the numbers of the README, measured here. */
@Command(
        name = "bench",
        description =
                "Measures the start of the embedded AWS and a whole up, and writes the result as JSON and Markdown."
                        + " Nothing may be running.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Option(
            names = "--starts",
            defaultValue = "5",
            description = "How often the embedded AWS is started; default: ${DEFAULT-VALUE}.")
    private int starts;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var checkout = Main.checkout(spec);
        if (Session.running(checkout).isPresent()) {
            throw new HarnessException("an embedded AWS is running: end it with ./harness down before measuring");
        }
        var folder = checkout.kept("reports").resolve("bench");
        out().println("Starting the embedded AWS " + (starts + 1) + " times…");
        out().flush();
        var emulator = EmulatorStart.measure(checkout.kept(), starts);
        out().println("Deciding on calls…");
        out().flush();
        var authorization = AuthorizationCost.measure(checkout.kept());
        out().println("Up, up again, down…");
        out().flush();
        var up = run(checkout, List.of("up", "--port", "0", "--detach"));
        var times = UpTimes.ofLast(checkout);
        var second = run(checkout, List.of("up"));
        var down = run(checkout, List.of("down"));
        var result = new BenchResult(
                LocalDate.now().toString(), machine(), emulator, authorization, up, times, second, down);
        result.write(folder);
        out().println();
        out().println(result.markdown());
        out().println("Written to " + folder);
        return CommandLine.ExitCode.OK;
    }

    /** Runs this program in a process of its own and answers the milliseconds that it took. */
    private long run(Checkout checkout, List<String> arguments) throws InterruptedException {
        var begin = System.nanoTime();
        try {
            var command = OwnJava.command(Main.class, arguments, "-Dharness.home=" + checkout.root());
            var process = new ProcessBuilder(command).inheritIO().start();
            try (var hook = ShutdownHook.running(process::destroy)) {
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroy();
                    throw new HarnessException(
                            "%s took longer than %d minutes".formatted(arguments, LIMIT.toMinutes()));
                }
            }
            if (process.exitValue() != 0) {
                throw new HarnessException("%s failed: there is nothing to measure".formatted(arguments));
            }
            return Duration.ofNanos(System.nanoTime() - begin).toMillis();
        } catch (IOException e) {
            throw new HarnessException("cannot run %s: %s".formatted(arguments, e.getMessage()), e);
        }
    }

    private static String machine() {
        var runtime = Runtime.getRuntime();
        return "%d cores%s, %s, Java %s"
                .formatted(
                        runtime.availableProcessors(),
                        processor(),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        System.getProperty("java.version"));
    }

    private static String processor() {
        var info = Path.of("/proc/cpuinfo");
        try (var lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> " (" + line.substring(line.indexOf(':') + 1).strip() + ")")
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
