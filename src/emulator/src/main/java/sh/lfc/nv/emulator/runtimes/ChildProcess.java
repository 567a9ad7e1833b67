package sh.lfc.nv.emulator.runtimes;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that the emulator started. Safe for use by many threads. */
public final class ChildProcess {

    private final Command command;
    private final Process process;

    ChildProcess(Command command, Process process) {
        this.command = command;
        this.process = process;
    }

    public String name() {
        return command.name();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its standard input, where the machine lets a child have one: it is empty for those that a shell watches. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /** Its output, for those that were started without anybody who gets its lines. */
    public InputStream output() {
        return process.getInputStream();
    }

    /** Completes with the exit code when it has ended; 128 and the signal's number when a signal ended it. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Sends it a signal, unless it has ended. */
    public void send(Signal signal) {
        signal.send(process.toHandle());
    }

    /** Asks it to end as its command says, kills what has not ended in time, and waits until all are gone. */
    public void end(Duration grace) {
        end(command.stop(), grace);
    }

    /** Ends it and what it started, asking it with this signal first. */
    public void end(Signal signal, Duration grace) {
        List<ProcessHandle> started = started();
        send(signal);
        Ending.await(List.of(handle()), started, grace);
        reaped();
    }

    /** Ends it and what it started at once. */
    public void kill() {
        Ending.await(List.of(handle()), started(), Duration.ZERO);
        reaped();
    }

    /** Waits until this JVM knows of its end too, which is a moment later. */
    void reaped() {
        try {
            process.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Signal stop() {
        return command.stop();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** What it started and what still runs of that. */
    List<ProcessHandle> started() {
        return process.descendants().toList();
    }

    @Override
    public String toString() {
        return command.name() + " pid=" + process.pid();
    }
}
