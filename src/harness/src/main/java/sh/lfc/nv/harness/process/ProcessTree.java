package sh.lfc.nv.harness.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process with everything that it started. */
public record ProcessTree(ProcessHandle root) {
    /** Asks all of them to end, waits for as long as {@code grace} says, and then ends those that are left. */
    public void end(Duration grace) {
        // Taken before the root ends: afterwards its children belong to nobody and cannot be found.
        List<ProcessHandle> all = new ArrayList<>(root.descendants().toList());
        all.add(root);
        root.destroy();
        if (!awaitEnd(all, grace)) {
            all.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(all, Duration.ofSeconds(5));
        }
    }

    private static boolean awaitEnd(List<ProcessHandle> processes, Duration longest) {
        var ends = processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
