package sh.lfc.nv.emulator.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import sh.lfc.nv.emulator.faults.Fate;

/** Answers that faults have come late, or not at all. No thread waits meanwhile. */
final class Lines {

    /** Nobody waits longer for AWS than a function can run. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final long LOOK_MILLIS = 250;
    private static final int SOME = 4096;

    /** Sends an answer and completes the exchange. */
    @FunctionalInterface
    interface Sending {
        void run() throws IOException;
    }

    private Lines() {}

    /**
     * Lets a fate take its course.
     *
     * @param sending what sends the answer, where there is to be one
     * @throws IOException when an answer that comes at once cannot be sent
     */
    static void undergo(Request request, Callback callback, Fate fate, Sending sending) throws IOException {
        if (fate.late().isZero() && !fate.isUnanswered()) {
            sending.run();
            return;
        }
        // A client that waits is not one that is idle.
        request.addIdleTimeoutListener(timeout -> false);
        after(request, fate.late(), () -> {
            switch (fate.line()) {
                case ANSWERS -> request.getComponents().getExecutor().execute(() -> send(sending, callback));
                case IS_DROPPED -> hangUp(request, callback);
                case IS_HELD -> hold(request, callback, fate.released(), System.nanoTime() + LONGEST.toNanos());
            }
        });
    }

    private static void after(Request request, Duration time, Runnable work) {
        if (time.isZero()) {
            work.run();
        } else {
            request.getComponents().getScheduler().schedule(work, time.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void send(Sending sending, Callback callback) {
        try {
            sending.run();
        } catch (IOException | RuntimeException e) {
            callback.failed(e);
        }
    }

    private static EndPoint line(Request request) {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }

    private static void hangUp(Request request, Callback callback) {
        line(request).close();
        callback.failed(new EofException("a fault has closed the connection"));
    }

    private static void hold(Request request, Callback callback, BooleanSupplier released, long end) {
        if (released.getAsBoolean() || isGone(line(request)) || System.nanoTime() - end >= 0) {
            hangUp(request, callback);
        } else {
            after(request, Duration.ofMillis(LOOK_MILLIS), () -> hold(request, callback, released, end));
        }
    }

    /** Whether the client has given up; what it still sends is nothing that anybody waits for. */
    private static boolean isGone(EndPoint line) {
        ByteBuffer rest = BufferUtil.allocate(SOME);
        try {
            return !line.isOpen() || line.fill(rest) < 0;
        } catch (IOException e) {
            return true;
        }
    }
}
