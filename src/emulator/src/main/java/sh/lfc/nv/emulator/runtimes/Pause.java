package sh.lfc.nv.emulator.runtimes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Processes that stand still. Another process holds them, and has them go on when it ends: a server that stands would
 * not notice that the emulator was killed, and outlive it.
 */
final class Pause {

    /** Stops the processes and has them go on when it is asked to end, which it sees between two naps. */
    private static final String HOLD = "trap 'kill -CONT \"$@\" 2>/dev/null; exit 0' TERM INT;"
            + " kill -STOP \"$@\"; echo stopped; while :; do sleep 0.2; done";

    private static final long SECONDS_TO_STOP = 5;

    private final ChildProcess holder;

    private Pause(ChildProcess holder) {
        this.holder = holder;
    }

    /**
     * Has processes stand still.
     *
     * @throws IOException when they do not
     */
    static Pause of(ChildProcesses processes, String name, List<ProcessHandle> which) throws IOException {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", HOLD, "sh"));
        which.forEach(process -> line.add(Long.toString(process.pid())));
        CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        ChildProcess holder = processes.start(
                Command.of("pause " + name, line).endedBy(Signal.TERM, Signal.TERM), said -> stopped.complete(true));
        holder.onExit().thenRun(() -> stopped.complete(false));
        Pause pause = new Pause(holder);
        try {
            if (stopped.get(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                return pause;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Not stopped, which is said below.
        }
        pause.end();
        throw new IOException(name + " does not stand still");
    }

    /** Has them go on. */
    void end() {
        holder.end(EngineProcess.GRACE);
    }

    /** A process and what it has started by now. */
    static List<ProcessHandle> family(ChildProcess child) {
        return Stream.concat(Stream.of(child.handle()), child.started().stream())
                .toList();
    }
}
