package sh.lfc.nv.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.bench.AuthorizationMeasurement;
import sh.lfc.nv.harness.bench.LargeObjectMeasurement;
import sh.lfc.nv.harness.bench.Measurement;
import sh.lfc.nv.harness.bench.Servers;
import sh.lfc.nv.harness.bench.Setting;
import sh.lfc.nv.harness.bench.StartMeasurement;
import sh.lfc.nv.harness.bench.UpMeasurement;
import sh.lfc.nv.harness.bench.api.ApiMeasurement;
import sh.lfc.nv.harness.bench.growth.GrowthMeasurement;
import sh.lfc.nv.harness.bench.report.BenchResult;
import sh.lfc.nv.harness.bench.report.Machine;
import sh.lfc.nv.harness.bench.report.Measured;
import sh.lfc.nv.harness.bench.server.MotoServer;
import sh.lfc.nv.harness.bench.server.S3Mock;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.Session;
import sh.lfc.nv.harness.process.OwnJava;

/** {@code ./harness bench}: the numbers of the README, measured here. */
@Command(
        name = "bench",
        description = "Measures what is claimed about speed, beside peers that are installed, and writes the result as"
                + " JSON, Markdown and a page. Nothing may be running.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'");
    private static final Path S3MOCK = Path.of("src", "harness", "peers", "s3mock", "pom.xml");

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Measure these alone, of start, authorization, api, large, growth, up. What an earlier run found of the"
                            + " others stays in the result.")
    private List<String> only = List.of();

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "TEXT",
            description = "Of api and growth, measure only what has one of these in its name.")
    private List<String> rows = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each thing is measured; default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--record",
            description = "Let the embedded AWS leave Flight Recorder's recordings beside the result. They cost time.")
    private boolean recorded;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var checkout = Main.checkout(spec);
        var measurements = measurements(checkout);
        var order = measurements.stream().map(Measurement::name).toList();
        requireKnown(order);
        if (Session.running(checkout).isPresent()) {
            throw new HarnessException("an embedded AWS is running: end it with ./harness down before measuring");
        }
        var folder = folder(checkout);
        var scratch = checkout.kept("bench");
        var peers = List.of(new MotoServer(), new S3Mock(checkout.root().resolve(S3MOCK), scratch));
        try (var running = new Servers();
                var hook = ShutdownHook.running(running::close);
                var progress = new BenchProgress(out(), Terminal.isInteractive())) {
            var setting = new Setting(checkout.kept(), folder, rounds, rows, recorded, peers, running, progress);
            for (var measurement : measurements) {
                if (only.isEmpty() || only.contains(measurement.name())) {
                    progress.begin(measurement.name());
                    var when = ZonedDateTime.now(ZoneOffset.UTC).format(MINUTE);
                    var machine = Machine.here();
                    var measured = new Measured(measurement.measure(setting), when, commandLine(), machine);
                    // After each, so that a failure takes nothing away.
                    BenchResult.in(folder).with(measured, order).write(folder);
                }
            }
        }
        out().println("Written to " + folder + ": bench.html, bench.md, bench.json");
        return CommandLine.ExitCode.OK;
    }

    private static Path folder(Checkout checkout) {
        var folder = checkout.kept("reports").resolve("bench");
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new HarnessException("cannot write in %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private List<Measurement> measurements(Checkout checkout) {
        return List.of(
                new StartMeasurement(),
                new AuthorizationMeasurement(),
                new ApiMeasurement(),
                new LargeObjectMeasurement(),
                new GrowthMeasurement(),
                new UpMeasurement(checkout, Hints.ENVIRONMENT, arguments -> run(checkout, arguments)));
    }

    private void requireKnown(List<String> names) {
        for (var name : only) {
            if (!names.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "there is no measurement %s: choose of %s".formatted(name, String.join(", ", names)));
            }
        }
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "at least one round is needed");
        }
    }

    private String commandLine() {
        return spec.commandLine().getParseResult().originalArgs().stream()
                .map(argument -> argument.contains(" ") ? "\"" + argument + "\"" : argument)
                .collect(Collectors.joining(" ", "./harness ", ""));
    }

    /** Runs this program in a process of its own and answers the milliseconds that it took. */
    private static long run(Checkout checkout, List<String> arguments) throws InterruptedException {
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

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
