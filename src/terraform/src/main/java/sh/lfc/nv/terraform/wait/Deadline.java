package sh.lfc.nv.terraform.wait;

import java.time.Duration;

/** A moment by which something has to be done, by a clock that is never set back. Immutable. */
public final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /** The moment in so much time, to the nanosecond; less than nothing is now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + Math.max(0, time.toNanos()));
    }

    /** How much time is left; zero when it is over. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** Whether no time is left. */
    public boolean isOver() {
        return remaining().isZero();
    }
}
