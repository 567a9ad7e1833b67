package sh.lfc.nv.emulator.runtimes.lambda;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.credentials.CredentialStore.Credential;
import sh.lfc.nv.emulator.runtimes.ChildProcess;
import sh.lfc.nv.emulator.runtimes.ChildProcesses;
import sh.lfc.nv.emulator.runtimes.archives.ClassArchives;
import sh.lfc.nv.emulator.runtimes.lambda.Mishaps.Mishap;

/**
 * One execution environment: a process that runs one version of a function, one invocation at a time ("Understanding
 * the Lambda execution environment lifecycle").
 *
 * <p>{@link #invoke} is called by one thread at a time; the rest is safe for use by many.
 */
final class ExecutionEnvironment implements RuntimeSide {

    private static final Logger log = LoggerFactory.getLogger(ExecutionEnvironment.class);
    /** "The Init phase is limited to 10 seconds"; after that it goes on within the first invocation's own time. */
    private static final Duration INIT = Duration.ofSeconds(10);
    /** Sessions are as long as their role's; an environment is replaced well before its credentials expire. */
    private static final Duration SPARE_TIME = Duration.ofMinutes(5);

    private static final int MAX_RESPONSE = 6 * 1024 * 1024 + 100;
    private static final String EXIT = "Runtime.ExitError";
    private static final String OUT_OF_MEMORY = "Runtime.OutOfMemory";
    private static final int KILLED = 128 + 9;
    /** How far a function gets that is killed in the middle: as far as an answer, if that comes sooner. */
    private static final long MIDDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final FunctionSpec spec;
    private final EnvironmentProcess files;
    private final EnvironmentLog output;
    private final LogLines lines;
    private final Clock clock;
    private final Credential credential;
    private final Runnable closing;
    private final ChildProcess process;
    private final long started = System.nanoTime();

    private final CompletableFuture<Void> gone;
    private final Object lock = new Object();
    private Delivery delivery;
    private String expected;
    private Reply reply;
    private Reply initFailure;
    private boolean asking;
    private boolean taken;
    private boolean exited;
    private boolean ended;
    private Duration initDuration;
    private boolean initReported;
    private volatile int memoryUsed;

    /** What environments of one emulator share. */
    record Shared(
            RuntimeApi api,
            RuntimeFiles files,
            ChildProcesses processes,
            NetworkView network,
            FunctionLogs logs,
            ClassArchives archives,
            Clock clock) {}

    ExecutionEnvironment(
            FunctionSpec spec,
            Shared shared,
            EnvironmentProcess files,
            String stream,
            Credential credential,
            URI endpoint)
            throws IOException {
        this.spec = spec;
        this.files = files;
        this.clock = shared.clock();
        this.credential = credential;
        this.lines = new LogLines(spec);
        this.output = new EnvironmentLog(shared.logs(), spec, stream);
        String address = shared.api().open(this);
        this.closing = () -> shared.api().close(address);
        output.platform(lines.initStart(
                clock.instant(),
                RuntimeVersions.name(spec.runtime()),
                RuntimeVersions.arn(spec.scope().region(), spec.runtime())));
        try {
            this.process = files.start(shared.processes(), files.environment(address, stream, credential, endpoint));
        } catch (IOException e) {
            closing.run();
            files.classes().ended(KILLED);
            throw e;
        }
        output.attach(process.output());
        this.gone = process.onExit().thenAccept(this::exited);
    }

    FunctionSpec spec() {
        return spec;
    }

    /** The request that is worked on; empty between invocations. */
    Optional<String> request() {
        synchronized (lock) {
            return Optional.ofNullable(expected);
        }
    }

    /** Whether a further invocation may be given to this environment. */
    boolean usable() {
        synchronized (lock) {
            return !ended && !exited && !credential.expiresWithin(SPARE_TIME);
        }
    }

    /** Moves what the process has printed to the log; true if that was much. */
    boolean drain() {
        return output.drain(false);
    }

    /**
     * Gives an invocation to the process and waits for what comes of it.
     *
     * @param mishap what befalls it, or null
     */
    Outcome invoke(Invocation invocation, Mishap mishap) {
        output.begin();
        Reply failure = initialized() ? null : awaitInit(invocation.requestId());
        output.platform(lines.start(clock.instant(), invocation.requestId()));
        long start = System.nanoTime();
        Reply result = failure == null ? run(invocation, mishap) : failure;
        Duration duration = failure == null ? Duration.ofNanos(System.nanoTime() - start) : Duration.ZERO;
        if (result.document().length > MAX_RESPONSE) {
            result = Reply.tooLarge();
        } else if (result.error() == null && files.storageExceeded()) {
            result = Reply.storageFull(spec);
        } else if (result.error() == null && mishap != null) {
            output.platform(List.of(mishap.reason() + "\n"));
            result = Reply.failed(mishap);
        }
        report(invocation, result, duration);
        if (failure == null) {
            files.classes().worked();
        }
        return new Outcome(result.document(), result.error(), output.tail(), duration, spec.version());
    }

    private Reply run(Invocation invocation, Mishap mishap) {
        refreshNames();
        boolean doomed = mishap != null && mishap.isDeadly();
        long limit = spec.timeout().toNanos();
        long start = System.nanoTime();
        synchronized (lock) {
            expected = invocation.requestId();
            reply = null;
            taken = false;
            delivery = new Delivery(
                    invocation, System.currentTimeMillis() + spec.timeout().toMillis());
            lock.notifyAll();
            // The invocation ends when the runtime asks for the next one: until then the process may still write.
            while (!exited && !ended && !(reply != null && asking) && !(doomed && taken)) {
                if (!await(limit - (System.nanoTime() - start))) {
                    break;
                }
            }
            if (doomed && taken) {
                awaitTheMiddle();
                reply = null;
            }
            expected = null;
            delivery = null;
            if (reply != null) {
                return reply;
            }
            doomed &= taken;
        }
        return doomed ? killed(invocation.requestId(), mishap.kind()) : stopped(invocation.requestId());
    }

    /** Lets the function work for a moment, but not come to its end. */
    private void awaitTheMiddle() {
        long start = System.nanoTime();
        while (reply == null && !exited && !ended) {
            if (!await(MIDDLE_NANOS - (System.nanoTime() - start))) {
                return;
            }
        }
    }

    /** Ends the process as the kernel does that ends one for want of memory, or as one ends that crashes. */
    private Reply killed(String requestId, Mishaps.Kind kind) {
        noteMemory();
        process.kill();
        if (kind == Mishaps.Kind.OUT_OF_MEMORY) {
            memoryUsed = spec.memorySize();
            return exit(requestId, OUT_OF_MEMORY);
        }
        return exit(requestId, EXIT);
    }

    /** The process gave no answer: it exited, or ran out of time. */
    private Reply stopped(String requestId) {
        boolean hasExited;
        synchronized (lock) {
            hasExited = exited || ended;
        }
        if (hasExited) {
            return exit(requestId, EXIT);
        }
        output.platform(List.of(lines.timeout(clock.instant(), requestId)));
        noteMemory();
        end();
        return Reply.ofLambda(
                Reply.TIMEOUT,
                "RequestId: " + requestId + " Error: Task timed out after "
                        + String.format(Locale.ROOT, "%.2f", spec.timeout().toMillis() / 1000.0) + " seconds");
    }

    private Reply exit(String requestId, String error) {
        String message = "RequestId: " + requestId + " Error: " + exitReason();
        output.platform(List.of(message + "\n", error + "\n"));
        end();
        return Reply.ofLambda(error, message);
    }

    private String exitReason() {
        int status;
        try {
            status = process.onExit().get(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            status = KILLED;
        } catch (ExecutionException | TimeoutException e) {
            status = KILLED;
        }
        if (status == 0) {
            return "Runtime exited without providing a reason";
        }
        return "Runtime exited with error: " + (status == KILLED ? "signal: killed" : "exit status " + status);
    }

    /** Whether it has come so far that it can work on invocations. */
    boolean initialized() {
        synchronized (lock) {
            return initDuration != null && initFailure == null;
        }
    }

    /** Waits until the runtime asks for its first event; answers the failure if it never does. */
    private Reply awaitInit(String requestId) {
        long limit = INIT.plus(spec.timeout()).toNanos();
        Reply failure;
        boolean timedOut = false;
        synchronized (lock) {
            while (!asking && !exited && !ended && initFailure == null && !timedOut) {
                timedOut = !await(limit - (System.nanoTime() - started));
            }
            if (asking) {
                noteMemory();
                return null;
            }
            failure = initFailure;
            initDuration = Duration.ofNanos(System.nanoTime() - started);
        }
        if (failure == null && !timedOut) {
            failure = exit(requestId, EXIT);
        } else if (failure == null) {
            failure = stopped(requestId);
        }
        output.platform(
                lines.initReport(clock.instant(), initDuration, timedOut ? "timeout" : "error", failure.error()));
        end();
        return failure;
    }

    private void report(Invocation invocation, Reply result, Duration duration) {
        Duration init = null;
        synchronized (lock) {
            if (!initReported) {
                init = initDuration;
                initReported = true;
            }
        }
        noteMemory();
        output.platform(lines.end(
                clock.instant(),
                new LogLines.Report(
                        invocation.requestId(),
                        result.status(),
                        result.status().equals("error") ? result.error() : null,
                        duration,
                        init,
                        Math.min(spec.memorySize(), memoryUsed))));
    }

    private void noteMemory() {
        memoryUsed = Math.max(memoryUsed, EnvironmentProcess.memoryUsed(process));
    }

    private void refreshNames() {
        try {
            files.refreshNames();
        } catch (IOException e) {
            log.warn("function={} keeps the host names it knows: {}", spec.name(), e.toString());
        }
    }

    /** Waits for a change; false if there was none in this time. */
    private boolean await(long nanos) {
        if (nanos <= 0) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(lock, Math.max(nanos, 1_000_000));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // The process's side

    @Override
    public Delivery next() throws InterruptedException {
        synchronized (lock) {
            asking = true;
            if (initDuration == null) {
                initDuration = Duration.ofNanos(System.nanoTime() - started);
            }
            lock.notifyAll();
            while (delivery == null && !exited && !ended) {
                lock.wait();
            }
            if (exited || ended) {
                return null;
            }
            Delivery next = delivery;
            delivery = null;
            asking = false;
            taken = true;
            lock.notifyAll();
            return next;
        }
    }

    @Override
    public boolean respond(String requestId, byte[] payload) {
        return reply(requestId, Reply.ofRuntime(null, payload));
    }

    @Override
    public boolean fail(String requestId, String errorType, byte[] document) {
        return reply(requestId, Reply.ofRuntime(errorType, document));
    }

    private boolean reply(String requestId, Reply said) {
        synchronized (lock) {
            if (!requestId.equals(expected) || reply != null) {
                return false;
            }
            reply = said;
            lock.notifyAll();
            return true;
        }
    }

    @Override
    public void initFailed(String errorType, byte[] document) {
        synchronized (lock) {
            initFailure = Reply.ofRuntime(errorType, document);
            lock.notifyAll();
        }
    }

    private void exited(int status) {
        synchronized (lock) {
            exited = true;
            lock.notifyAll();
        }
        closing.run();
        files.classes().ended(status);
        output.drain(true);
        files.delete();
    }

    /** Ends the process at once. */
    void end() {
        synchronized (lock) {
            ended = true;
            lock.notifyAll();
        }
        closing.run();
        process.kill();
    }

    /** Ends the process because its function was deleted: nothing of it reaches the log any more. */
    void drop() {
        output.close();
        end();
    }

    /** Completed when the process has exited and its folder is gone. */
    CompletableFuture<Void> gone() {
        return gone;
    }
}
