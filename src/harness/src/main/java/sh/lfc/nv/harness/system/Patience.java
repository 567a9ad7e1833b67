package sh.lfc.nv.harness.system;

import java.time.Duration;

/**
 * How long the features of this process wait for what happens by itself.
 *
 * <p>Like {@link CurrentSystem} it is set before they run.
 */
public final class Patience {
    private static volatile double factor = 1;
    private static volatile boolean over;

    private Patience() {}

    /** From now on, waits take this part of the time that they are given. */
    public static void set(double part) {
        factor = part;
        over = false;
    }

    /** Ends all waits, and keeps scenarios that have not begun from beginning: the result is known. */
    public static void end() {
        over = true;
    }

    public static boolean isOver() {
        return over;
    }

    public static Duration of(Duration wait) {
        return Duration.ofMillis(Math.round(wait.toMillis() * factor));
    }
}
