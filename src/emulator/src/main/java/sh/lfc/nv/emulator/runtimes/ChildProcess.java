package sh.lfc.nv.emulator.runtimes;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

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

    /** Ends it and what it started, asking with this signal first. */
    public void end(Signal signal, Duration grace) {
        List<ProcessHandle> all = family();
        send(signal);
        Ending.await(all, grace);
    }

    /** Ends it and what it started at once. */
    public void kill() {
        List<ProcessHandle> all = family();
        all.forEach(ProcessHandle::destroyForcibly);
        Ending.await(all, Duration.ofSeconds(1));
    }

    Signal stop() {
        return command.stop();
    }

    /** Itself and all that it started and that still runs. */
    List<ProcessHandle> family() {
        List<ProcessHandle> all = new ArrayList<>();
        all.add(process.toHandle());
        process.descendants().forEach(all::add);
        return all;
    }

    @Override
    public String toString() {
        return command.name() + " pid=" + process.pid();
    }
}
