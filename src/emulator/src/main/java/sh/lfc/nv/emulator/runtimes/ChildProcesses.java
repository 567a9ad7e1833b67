package sh.lfc.nv.emulator.runtimes;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the processes that an emulator needs beside itself, and sees to it that none outlives it: {@link #close()}
 * ends all of them; when the emulator's process is killed they end by themselves; and what is left even so, the next
 * emulator of the same user ends when it starts.
 *
 * <p>Safe for use by many threads.
 */
public final class ChildProcesses implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChildProcesses.class);

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Journal journal;
    private final ExecutorService launcher;
    private final Set<ChildProcess> running = ConcurrentHashMap.newKeySet();
    private ParentWatch watch;
    private volatile boolean closed;

    private ChildProcesses(Journal journal, ParentWatch watch) {
        this.journal = journal;
        this.watch = watch;
        // The parent-death signal follows the thread that started a process, not the process that the thread is of:
        // all children are started by this one thread, which lives until the end.
        this.launcher = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "emulator-launcher");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Ends what earlier emulators of this user left behind, and opens a journal in the user's folder. */
    public static ChildProcesses open() throws IOException {
        return open(Folders.cache().resolve("running"));
    }

    /** Ends what earlier emulators with journals in this folder left behind, and opens a journal there. */
    public static ChildProcesses open(Path journals) throws IOException {
        endLeftovers(journals);
        return new ChildProcesses(Journal.open(journals), null);
    }

    /** One that watches as machines without {@code setpriv} do. */
    static ChildProcesses watchingByShell(Path journals) throws IOException {
        return new ChildProcesses(Journal.open(journals), ParentWatch.byShell());
    }

    /** Ends processes, and removes temporary folders, of emulators that were killed; not those of living ones. */
    public static void endLeftovers(Path journals) throws IOException {
        Journal.endLeftovers(journals);
    }

    /** Remembers a temporary folder, which the next emulator deletes if this one cannot. */
    public void owns(Path temporaryFolder) {
        journal.folder(temporaryFolder);
    }

    /**
     * Starts a program; its standard error goes where its standard output goes.
     *
     * @param lines gets every line that it writes, without its end, in a thread of its own
     * @throws IOException when it cannot be started; one that ends at once is no such failure
     */
    public ChildProcess start(Command command, Consumer<String> lines) throws IOException {
        return started(command, true, lines, lines);
    }

    /**
     * Starts a program.
     *
     * @param output gets every line of its standard output, in a thread of its own
     * @param error gets every line of its standard error, in a thread of its own
     * @throws IOException when it cannot be started; one that ends at once is no such failure
     */
    public ChildProcess start(Command command, Consumer<String> output, Consumer<String> error) throws IOException {
        return started(command, false, output, error);
    }

    /**
     * Starts a program whose output the caller reads from {@link ChildProcess#output}; its standard error goes there
     * too, and its standard input is at its end.
     *
     * @throws IOException when it cannot be started; one that ends at once is no such failure
     */
    public ChildProcess start(Command command) throws IOException {
        ChildProcess child = started(command, true, null, null);
        child.input().close();
        return child;
    }

    private ChildProcess started(Command command, boolean merged, Consumer<String> output, Consumer<String> error)
            throws IOException {
        Process process;
        ChildProcess child;
        if (closed) {
            throw new IOException("cannot start " + command.name() + ": the emulator is closed");
        }
        try {
            process = launcher.submit(() -> launch(command, merged)).get();
            child = new ChildProcess(command, process);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("cannot start " + command.name(), e.getCause());
        } catch (RejectedExecutionException e) {
            throw new IOException("cannot start " + command.name() + ": the emulator is closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException)
                    new InterruptedIOException("interrupted before " + command.name() + " started").initCause(e);
        }
        running.add(child);
        process.onExit().thenRun(() -> running.remove(child));
        if (output != null) {
            OutputLines.read(process.getInputStream(), command.name() + "-out", output);
        }
        if (!merged) {
            OutputLines.read(process.getErrorStream(), command.name() + "-err", error);
        }
        if (closed) {
            child.kill(); // closed meanwhile
        }
        log.debug("started name={} pid={}", command.name(), process.pid());
        return child;
    }

    private Process launch(Command command, boolean merged) throws IOException {
        if (watch == null) {
            watch = ParentWatch.detect();
        }
        ProcessBuilder builder = new ProcessBuilder(watch.wrap(command)).redirectErrorStream(merged);
        if (command.directory() != null) {
            builder.directory(command.directory().toFile());
        }
        String path = builder.environment().get("PATH");
        builder.environment().clear();
        if (path != null) {
            builder.environment().put("PATH", path);
        }
        builder.environment().putAll(command.environment());
        Process process = builder.start();
        journal.process(process.toHandle(), command.stop());
        return process;
    }

    /** Ends every process that still runs, with all that it started, and waits until they are gone. */
    @Override
    public void close() {
        closed = true;
        // The launcher's thread lives on meanwhile: with its end all children get the signal of orphans.
        List<ProcessHandle> children = new ArrayList<>();
        List<ProcessHandle> started = new ArrayList<>();
        for (ChildProcess child : running) {
            children.add(child.handle());
            started.addAll(child.started());
            child.send(child.stop());
        }
        Ending.await(children, started, GRACE);
        running.forEach(ChildProcess::reaped);
        launcher.shutdownNow();
        journal.close();
    }
}
