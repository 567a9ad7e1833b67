package sh.lfc.nv.emulator;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Something that takes a while to make and that nobody needs yet: made on a thread of its own, which ends with it, while
 * others go on.
 */
final class Ahead<T> {
    private final FutureTask<T> making;

    private Ahead(FutureTask<T> making) {
        this.making = making;
    }

    /**
     * Begins to make it.
     *
     * @param what names the thread
     */
    static <T> Ahead<T> of(String what, Supplier<T> maker) {
        FutureTask<T> making = new FutureTask<>(maker::get);
        Thread thread = new Thread(making, what);
        thread.setDaemon(true);
        thread.start();
        return new Ahead<>(making);
    }

    /**
     * Waits until it is made.
     *
     * @throws RuntimeException what its making failed with
     */
    T get() {
        try {
            return making.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }
}
