package sh.lfc.nv.emulator.runtimes;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of an engine, which is started again when it ends without having been asked to.
 *
 * <p>Safe for use by many threads.
 */
public final class EngineProcess {

    private static final Logger log = LoggerFactory.getLogger(EngineProcess.class);

    private static final Duration START = Duration.ofSeconds(30);
    static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration STEADY = Duration.ofSeconds(10);
    private static final int RESTARTS_IN_A_ROW = 5;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int LINES_KEPT = 12;

    private final ChildProcesses processes;
    private final Supplier<Command> command;
    private final Predicate<String> ready;
    private final EngineLog output;
    private final Runnable cleanUp;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final List<Pause> pauses = new ArrayList<>();
    private ChildProcess child;
    private boolean wanted;
    private int deaths;
    private long started;

    /**
     * @param command makes the command anew for each start
     * @param ready tells the line by which the engine says that it accepts connections
     * @param output where its lines are kept
     * @param cleanUp ends what may be left of one that died, before the next is started
     */
    public EngineProcess(
            ChildProcesses processes,
            Supplier<Command> command,
            Predicate<String> ready,
            EngineLog output,
            Runnable cleanUp) {
        this.processes = processes;
        this.command = command;
        this.ready = ready;
        this.output = output;
        this.cleanUp = cleanUp;
    }

    /**
     * Starts it and waits until it accepts connections; does nothing when it runs.
     *
     * @throws IOException with the engine's last lines when it ends instead
     */
    public synchronized void start() throws IOException {
        if (child != null && child.isAlive()) {
            return;
        }
        lastLines.clear();
        CompletableFuture<Boolean> accepting = new CompletableFuture<>();
        ChildProcess starting = processes.start(command.get(), line -> line(line, accepting));
        starting.onExit().thenAccept(code -> accepting.complete(false));
        if (!isAccepting(accepting, starting)) {
            starting.kill();
            throw new IOException(starting.name() + " does not start: " + lastLines());
        }
        child = starting;
        wanted = true;
        started = System.nanoTime();
        starting.onExit().thenAccept(code -> ended(starting, code));
        log.info("engine accepts connections name={} pid={}", starting.name(), starting.pid());
    }

    private static boolean isAccepting(CompletableFuture<Boolean> accepting, ChildProcess starting) throws IOException {
        try {
            return accepting.get(START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            starting.kill();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + starting.name() + " started", e);
        }
    }

    private void line(String line, CompletableFuture<Boolean> accepting) {
        output.write(line);
        synchronized (lastLines) {
            if (lastLines.size() == LINES_KEPT) {
                lastLines.removeFirst();
            }
            lastLines.addLast(line);
        }
        if (ready.test(line)) {
            accepting.complete(true);
        }
    }

    private String lastLines() {
        synchronized (lastLines) {
            return String.join(" | ", lastLines);
        }
    }

    private void ended(ChildProcess which, int code) {
        Thread thread = new Thread(() -> startAgain(which, code), "restart-" + which.name());
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void startAgain(ChildProcess which, int code) {
        if (!wanted || child != which) {
            return;
        }
        resume();
        deaths = System.nanoTime() - started > STEADY.toNanos() ? 1 : deaths + 1;
        log.warn("engine ended unexpectedly name={} code={} last={}", which.name(), code, lastLines());
        try {
            for (int attempt = deaths; attempt <= RESTARTS_IN_A_ROW; attempt++) {
                cleanUp.run();
                if (startedAgain(which.name())) {
                    return;
                }
                wait(attempt * PAUSE.toMillis()); // without the monitor, so that it can be stopped meanwhile
                if (!wanted || child != which) {
                    return;
                }
            }
            log.error("engine ends again and again, giving up name={}", which.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean startedAgain(String name) {
        try {
            start();
            return true;
        } catch (IOException e) {
            log.warn("engine cannot be started again name={} reason={}", name, e.getMessage());
            return false;
        }
    }

    /** Asks it with this signal to end, and waits until it has. */
    public synchronized void stop(Signal signal) {
        wanted = false;
        notifyAll();
        resume();
        if (child != null) {
            child.end(signal, GRACE);
            child = null;
        }
    }

    /**
     * Has it and all that it has started stand still, until {@link #resume}, {@link #stop} or the emulator's end.
     * Connections stay, and new ones are made as long as the kernel keeps them; nothing answers.
     *
     * @throws IOException when it does not run
     */
    public synchronized void pause() throws IOException {
        if (!isRunning()) {
            throw new IOException("it does not run");
        }
        if (pauses.isEmpty()) {
            // What stands starts nothing: after the first time, what it has started is known.
            pauses.add(Pause.of(processes, child.name(), List.of(child.handle())));
            pauses.add(Pause.of(processes, child.name(), Pause.family(child)));
        }
    }

    /** Has it go on. */
    public synchronized void resume() {
        pauses.forEach(Pause::end);
        pauses.clear();
    }

    public synchronized boolean isRunning() {
        return child != null && child.isAlive();
    }

    /** Its process number; -1 when it does not run. */
    public synchronized long pid() {
        return child == null ? -1 : child.pid();
    }

    /** Whether it stands still. */
    public synchronized boolean isPaused() {
        return !pauses.isEmpty();
    }

    /** The processor time that it and what it has started have taken, as far as these still run. */
    public Duration processorTime() {
        return ProcessHandle.of(pid()).stream()
                .flatMap(engine -> Stream.concat(Stream.of(engine), engine.descendants()))
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Sends a signal to it where it runs. */
    public synchronized void send(Signal signal) {
        if (child != null) {
            child.send(signal);
        }
    }
}
