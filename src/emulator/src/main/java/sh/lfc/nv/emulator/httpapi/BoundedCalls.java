package sh.lfc.nv.emulator.httpapi;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits for functions no longer than it is willing to. Safe for use by many threads. */
final class BoundedCalls implements AutoCloseable {

    private static final int MAX_THREADS = 1_000;

    private final Functions functions;
    private final ExecutorService threads;

    BoundedCalls(Functions functions) {
        this.functions = functions;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(0, MAX_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "emulator-httpapi-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs a function; one that takes too long is left to its own time-out.
     *
     * @throws TimeoutException when the function took too long
     */
    Functions.Answer invoke(String functionArn, byte[] event, String sourceArn, Duration patience)
            throws TimeoutException {
        Future<Functions.Answer> running = threads.submit(() -> functions.invoke(functionArn, event, sourceArn));
        try {
            return running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a function ran", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
