package sh.lfc.nv.emulator.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The clock on which everything in the emulator hangs: it runs with the system's, and can be advanced.
 *
 * <p>Safe for use by many threads.
 */
public final class EmulatorClock extends Clock {

    private final Clock system;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Duration ahead = Duration.ZERO;

    public EmulatorClock() {
        this(Clock.systemUTC());
    }

    EmulatorClock(Clock system) {
        this.system = system;
    }

    @Override
    public Instant instant() {
        return system.instant().plus(ahead);
    }

    /** Moves the time forward; work that became due runs at once, in its own threads. */
    public synchronized void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time goes forward only, not by " + by);
        }
        ahead = ahead.plus(by);
        listeners.forEach(Runnable::run);
    }

    /** Has the listener called, in the thread that moves the time, after each {@link #advance}. */
    public void onAdvance(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }
}
