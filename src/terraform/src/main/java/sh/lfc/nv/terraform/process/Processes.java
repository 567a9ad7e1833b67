package sh.lfc.nv.terraform.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import sh.lfc.nv.terraform.failure.ActionableException;

/**
 * Runs programs and owns them: closing it ends every one that still runs, with its children. Thread-safe; interrupting
 * a thread that runs a command ends that command.
 */
public final class Processes implements AutoCloseable {
    private static final Duration USUAL_GRACE = Duration.ofSeconds(5);

    private final Duration grace;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Those of programs that need not be let finish anything. */
    public Processes() {
        this(USUAL_GRACE);
    }

    /** @param grace how long a program that is ended has for what it is doing, before it is killed */
    public Processes(Duration grace) {
        this.grace = grace;
    }

    /**
     * Runs a command to its end, whatever its exit code.
     *
     * @throws TimedOutException when it takes longer than it may
     * @throws ActionableException when it cannot be started
     */
    public Finished run(Command command, LineListener listener) throws InterruptedException {
        var started = System.nanoTime();
        var process = start(command);
        running.add(process);
        try {
            if (closed) {
                throw new InterruptedException("the processes are being ended");
            }
            var output = new Lines(process.getInputStream(), LineListener.Stream.OUTPUT, listener);
            var errors = new Lines(process.getErrorStream(), LineListener.Stream.ERROR, listener);
            if (!process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimedOutException(command);
            }
            return new Finished(
                    process.exitValue(), output.join(), errors.join(), Duration.ofNanos(System.nanoTime() - started));
        } finally {
            if (process.isAlive()) {
                new ProcessTree(process.toHandle()).end(grace);
            }
            running.remove(process);
        }
    }

    private Process start(Command command) {
        var builder = new ProcessBuilder(Guardian.guarded(command.arguments()))
                .directory(command.directory().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        builder.environment().clear();
        builder.environment().putAll(command.environment().variables());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ActionableException(
                    "`%s` could not be started: %s".formatted(command.title(), e.getMessage()), e);
        }
    }

    /** Ends what still runs. Commands that are waited for fail with {@link InterruptedException} or a signal's code. */
    @Override
    public void close() {
        closed = true;
        running.parallelStream().forEach(process -> new ProcessTree(process.toHandle()).end(grace));
    }

    /** Drains one stream of a process on a thread of its own, so that the process never blocks on a full pipe. */
    private static final class Lines {
        private final List<String> lines = new ArrayList<>();
        private final Thread reader;

        Lines(InputStream stream, LineListener.Stream kind, LineListener listener) {
            reader = new Thread(
                    () -> drain(stream, kind, listener),
                    "process-" + kind.name().toLowerCase());
            reader.setDaemon(true);
            reader.start();
        }

        private void drain(InputStream stream, LineListener.Stream kind, LineListener listener) {
            try (var in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    lines.add(line);
                    listener.line(kind, line);
                }
            } catch (IOException | UncheckedIOException e) {
                // The process was ended while it was writing: what it wrote until then is kept.
            }
        }

        List<String> join() throws InterruptedException {
            reader.join();
            return lines;
        }
    }
}
