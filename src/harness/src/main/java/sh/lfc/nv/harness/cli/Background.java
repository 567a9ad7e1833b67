package sh.lfc.nv.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.Session;
import sh.lfc.nv.harness.process.OwnJava;

/** Runs the command in a process of its own, shows what it prints, and leaves it alone once the system is ready. */
final class Background {
    private static final long PAUSE_MILLIS = 100;

    private final Checkout checkout;

    Background(Checkout checkout) {
        this.checkout = checkout;
    }

    /** @param arguments the command line, without what sends it to the background */
    int start(List<String> arguments, PrintWriter out) throws InterruptedException {
        var log = checkout.kept("logs").resolve("up.log");
        try {
            Files.writeString(log, "");
            var process = new ProcessBuilder(command(arguments))
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            try (var hook = ShutdownHook.running(process::destroy)) {
                return follow(process, log, out);
            }
        } catch (IOException e) {
            throw new HarnessException("cannot go on in the background: " + e.getMessage(), e);
        }
    }

    private int follow(Process process, Path log, PrintWriter out) throws IOException, InterruptedException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            while (true) {
                var over = !process.isAlive();
                var ready = Session.running(checkout)
                        .filter(session -> session.pid() == process.pid())
                        .filter(session -> session.phase() == Session.Phase.READY)
                        .isPresent();
                show(file, out);
                if (over) {
                    return process.exitValue() == 0 ? Main.FAILED : process.exitValue();
                }
                if (ready) {
                    out.printf("Running in the background as process %d; ./harness down ends it.%n", process.pid());
                    return CommandLine.ExitCode.OK;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static void show(RandomAccessFile file, PrintWriter out) throws IOException {
        var fresh = new byte[(int) (file.length() - file.getFilePointer())];
        file.readFully(fresh);
        out.print(new String(fresh, StandardCharsets.UTF_8));
        out.flush();
    }

    private List<String> command(List<String> arguments) {
        var command = new ArrayList<String>();
        // A session of its own: the end of the user's terminal is not its end.
        Path setsid = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(setsid)) {
            command.add(setsid.toString());
        }
        command.addAll(OwnJava.command(Main.class, arguments, "-Dharness.home=" + checkout.root()));
        return command;
    }
}
