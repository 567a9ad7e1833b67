package sh.lfc.nv.harness.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import sh.lfc.nv.harness.checkout.Session;

/** {@code ./harness down}: ends the running system and everything that it started. */
@Command(
        name = "down",
        description = "Ends the running system with everything in it. What it held is gone.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofMinutes(2);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var checkout = Main.checkout(spec);
        var out = spec.commandLine().getOut();
        var session = Session.running(checkout);
        if (session.isEmpty()) {
            out.println("Nothing is running.");
            return CommandLine.ExitCode.OK;
        }
        var endedWell = end(session.get());
        session.get().forget(checkout);
        out.printf(
                endedWell
                        ? "The embedded AWS at %s has ended.%n"
                        : "The embedded AWS at %s did not end and was killed; the next start takes away what it left.%n",
                session.get().endpoint());
        return CommandLine.ExitCode.OK;
    }

    /** Whether it ended by itself; on a busy machine it takes a while to end its children and to delete its folder. */
    private static boolean end(Session session) throws InterruptedException {
        var process = session.process();
        if (process.isEmpty()) {
            return true;
        }
        process.get().destroy();
        try {
            process.get().onExit().get(GRACE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            process.get().descendants().forEach(ProcessHandle::destroyForcibly);
            process.get().destroyForcibly();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
