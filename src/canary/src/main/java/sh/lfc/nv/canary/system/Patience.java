package sh.lfc.nv.canary.system;

import java.time.Duration;

/**
 * How long the features of this process wait for what happens by itself, and for answers.
 *
 * <p>Like {@link CurrentSystem} it is set before they run.
 */
public final class Patience {
    private static final Duration LONG = Duration.ofDays(1);

    private static volatile double factor = 1;
    private static volatile long end = System.nanoTime() + LONG.toNanos();

    private Patience() {}

    /** From now on, waits take this part of the time that they are given, and there is no end to them. */
    public static void set(double part) {
        factor = part;
        end = System.nanoTime() + LONG.toNanos();
    }

    /** From now on there is this much time for everything that is waited for together. */
    public static void limit(Duration whole) {
        factor = 1;
        end = System.nanoTime() + whole.toNanos();
    }

    /** Ends all waits, and keeps scenarios that have not begun from beginning: the result is known. */
    public static void end() {
        end = System.nanoTime();
    }

    public static boolean isOver() {
        return left().isZero();
    }

    /** The time that is left for everything; not negative. */
    public static Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** How long to wait where one would wait for so long. */
    public static Duration of(Duration wait) {
        var shortened = Duration.ofMillis(Math.round(wait.toMillis() * factor));
        var left = left();
        return shortened.compareTo(left) < 0 ? shortened : left;
    }
}
