package sh.lfc.nv.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.process.Environment;
import sh.lfc.nv.harness.process.Processes;
import sh.lfc.nv.harness.system.DeployedSystem;
import sh.lfc.nv.harness.target.EmbeddedTarget;

/** {@code ./harness load}: a Gatling simulation against the running system. */
@Command(
        name = "load",
        description =
                "Puts load on the running system and leaves a report. Exit code 1 when the system does not keep up.",
        mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
    /** Time for Gatling to start, to ramp up and to write its report. */
    private static final Duration AROUND = Duration.ofMinutes(3);

    private static final String PACKAGE = "sh.lfc.nv.load.";

    /** What can be put on the system; each is a class of the module {@code load}. */
    enum Simulation {
        LIST,
        DOWNLOAD;

        String className() {
            return PACKAGE + name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT) + "Simulation";
        }
    }

    @Option(names = "--simulation", required = true, description = "One of: ${COMPLETION-CANDIDATES}.")
    private Simulation simulation;

    @Option(
            names = "--users",
            defaultValue = "20",
            description = "New users a second, each with one request; default: ${DEFAULT-VALUE}.")
    private int users;

    @Option(names = "--seconds", defaultValue = "20", description = "For how long; default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--p95",
            paramLabel = "MILLIS",
            defaultValue = "500",
            description =
                    "Within how many milliseconds 95 of 100 requests must be answered; default: ${DEFAULT-VALUE}.")
    private int p95;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var checkout = Main.checkout(spec);
        var session = Sessions.required(checkout);
        var url = Sessions.service(session);
        var target = Sessions.attach(session);
        var client = DeployedSystem.credentialsOf(target, Hints.ENVIRONMENT);
        var reports = checkout.kept("reports").resolve("load");
        var command = new sh.lfc.nv.harness.process.Command(
                command(checkout, target, url, client.username(), reports),
                checkout.root(),
                Environment.inherited().with("LOAD_PASSWORD", client.password()),
                AROUND.plusSeconds(seconds));
        try (var processes = new Processes();
                var hook = ShutdownHook.running(processes::close)) {
            var out = spec.commandLine().getOut();
            var finished = processes.run(command, (stream, line) -> show(out, line));
            return finished.exitCode() == 0 ? CommandLine.ExitCode.OK : Main.FAILED;
        }
    }

    private List<String> command(Checkout checkout, EmbeddedTarget target, URI url, String user, Path reports) {
        var module = checkout.root().resolve("load").resolve("target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Durl=" + url,
                "-Duser=" + user,
                "-Dusers=" + users,
                "-Dseconds=" + seconds,
                "-Dp95=" + p95));
        target.http()
                .proxy()
                .ifPresent(proxy -> command.add("-Dproxy=" + proxy.getHostString() + ":" + proxy.getPort()));
        command.addAll(List.of(
                "-cp",
                module.resolve("classes") + ":" + classpath(module),
                "io.gatling.app.Gatling",
                "-s",
                simulation.className(),
                "-rf",
                reports.toString()));
        return command;
    }

    private static String classpath(Path module) {
        try {
            return Files.readString(module.resolve("classpath"));
        } catch (IOException e) {
            throw new HarnessException("the simulations are not built: run mvn package", e);
        }
    }

    private static void show(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
