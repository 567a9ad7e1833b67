package sh.lfc.nv.emulator.runtimes;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for processes that were asked to end, and ends those that do not. */
final class Ending {

    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private Ending() {}

    /** Gives them so much time, then kills; answers when they are gone. */
    static void await(Collection<ProcessHandle> processes, Duration grace) {
        if (!gone(processes, grace)) {
            processes.forEach(ProcessHandle::destroyForcibly);
            gone(processes, AFTER_KILL);
        }
    }

    private static boolean gone(Collection<ProcessHandle> processes, Duration within) {
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ends).get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
