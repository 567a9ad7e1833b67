package sh.lfc.nv.terraform.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A process with everything that it started. */
public record ProcessTree(ProcessHandle root) {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    /**
     * Asks the root to end, which lets it end its children in its own way, for as long as {@code grace} says; then ends
     * whoever is left.
     */
    public void end(Duration grace) {
        // Taken before the root ends: afterwards its children belong to nobody and cannot be found.
        var children = root.descendants().toList();
        root.destroy();
        awaitEnd(List.of(root), grace);
        var left = Stream.concat(children.stream(), Stream.of(root))
                .filter(ProcessHandle::isAlive)
                .toList();
        left.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(left, AT_ONCE);
    }

    private static void awaitEnd(List<ProcessHandle> processes, Duration longest) {
        var ends = processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The caller looks at who is left.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
