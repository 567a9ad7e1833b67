package sh.lfc.nv.emulator.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The clock on which everything in the emulator hangs. It runs with the system's until it is frozen, made faster, or
 * moved; what is due on the way is up to {@link Scheduler}.
 *
 * <p>Clients, and the processes of functions, keep the system's time and sign with it. The clock remembers which of its
 * own times was when, so that a signature of before a move is one of before the move.
 *
 * <p>Safe for use by many threads.
 */
public final class EmulatorClock extends Clock {

    /** The fastest pace: a day in a second. */
    public static final double MAX_RATE = 86_400;

    /** As long as a presigned request can hold. */
    private static final Duration MEMORY = Duration.ofDays(7);

    /** From a time of the system's clock on, how this one ran. */
    private record Pace(Instant system, Instant own, double rate) {

        Instant at(Instant time) {
            Duration passed = Duration.between(system, time);
            return own.plus(rate == 1 ? passed : times(passed, rate));
        }

        private static Duration times(Duration passed, double rate) {
            return Duration.ofNanos(Math.round(passed.toNanos() * rate));
        }
    }

    /** Who knows what is due when the time is moved. */
    interface Mover {

        void advance(Duration by);

        void reset();
    }

    /** What the clock does when nobody moves it. */
    public record Setting(double rate, boolean moved) {

        public boolean frozen() {
            return rate == 0;
        }
    }

    private final Clock system;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final NavigableMap<Instant, Pace> past = new TreeMap<>();
    private volatile Pace pace;
    private volatile double rate = 1;
    private volatile Mover mover;

    public EmulatorClock() {
        this(Clock.systemUTC());
    }

    /** @param system what is taken for the time of the machine */
    public EmulatorClock(Clock system) {
        this.system = system;
        Instant now = system.instant();
        this.pace = new Pace(now, now, 1);
    }

    @Override
    public Instant instant() {
        return pace.at(system.instant());
    }

    /** How the clock runs now. */
    public synchronized Setting setting() {
        Instant now = system.instant();
        return new Setting(rate, rate != 1 || !pace.at(now).equals(now));
    }

    /** Stops the time; it can still be moved. */
    public void freeze() {
        change(0);
    }

    /**
     * Lets the time run so many times as fast as the system's.
     *
     * @throws IllegalArgumentException unless it is above 0 and at most {@value #MAX_RATE}
     */
    public void rate(double factor) {
        if (!(factor > 0 && factor <= MAX_RATE)) {
            throw new IllegalArgumentException(
                    "the time runs up to " + (long) MAX_RATE + " times as fast as usual, not " + factor + " times");
        }
        change(factor);
    }

    private void change(double factor) {
        synchronized (this) {
            rate = factor;
            set(instant(), factor);
        }
        tell();
    }

    /**
     * Moves the time forward, and returns when everything that became due on the way was done, each at its own time. A
     * clock that was frozen then stands at the new time; one that runs may be later by as much as the work took.
     *
     * @throws IllegalArgumentException when the duration is negative
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time goes forward only, not by " + by);
        }
        if (mover == null) {
            jump(instant().plus(by));
        } else {
            mover.advance(by);
        }
    }

    /** Goes back to the system's time and pace; what was done in the meantime stays done. */
    public void reset() {
        if (mover == null) {
            follow();
        } else {
            mover.reset();
        }
        tell();
    }

    void movedBy(Mover scheduler) {
        mover = scheduler;
    }

    /** Runs as usual, whatever was set, until {@link #settle}. */
    void flow() {
        synchronized (this) {
            set(instant(), 1);
        }
        tell();
    }

    /** Runs as it was set to again; a clock that stands does so at this time, or where it is by now. */
    void settle(Instant target) {
        synchronized (this) {
            Instant now = instant();
            set(rate == 0 || now.isBefore(target) ? target : now, rate);
        }
        tell();
    }

    /** Goes to a later time at once. */
    void jump(Instant to) {
        synchronized (this) {
            set(to, pace.rate());
        }
        tell();
    }

    /** Has the system's time again, and its pace. */
    synchronized void follow() {
        rate = 1;
        Instant now = system.instant();
        set(now, now, 1);
    }

    private void set(Instant own, double factor) {
        set(system.instant(), own, factor);
    }

    /** One pace for each second that a signature can name; the last of a second is the one that is remembered. */
    private void set(Instant now, Instant own, double factor) {
        past.put(pace.system().truncatedTo(ChronoUnit.SECONDS), pace);
        past.headMap(now.minus(MEMORY)).clear();
        pace = new Pace(now, own, factor);
    }

    /**
     * What this clock showed when the system's showed a second; the latest of what it showed then.
     *
     * @param second a time in the past, or, for a client whose clock is somewhat ahead, in the near future
     */
    public synchronized Instant when(Instant second) {
        Instant end = second.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        if (pace.system().isBefore(end)) {
            return pace.at(second.isBefore(pace.system()) ? pace.system() : second);
        }
        Map.Entry<Instant, Pace> then = past.lowerEntry(end);
        return then == null ? second : then.getValue().at(second);
    }

    /** The system's time, by which clients sign. */
    public Instant systemTime() {
        return system.instant();
    }

    /** Has the listener called, in the thread that changes the time, after each change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void tell() {
        listeners.forEach(Runnable::run);
    }

    /** For how long, by the system's clock, this one takes to get on so far; null when it stands. */
    Duration until(Instant time) {
        Pace current = pace;
        if (current.rate() == 0) {
            return null;
        }
        return Pace.times(Duration.between(current.at(system.instant()), time), 1 / current.rate());
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
