package sh.lfc.nv.canary.steps;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import sh.lfc.nv.canary.system.Patience;

/** Waits for what happens by itself, with a deadline, and says what it saw last when it does not happen. */
public final class Eventually {
    /** Time enough for an event to pass through storage, function and database, cold starts included. */
    public static final Duration SOON = Duration.ofSeconds(45);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private Eventually() {}

    /**
     * Looks until what is seen is the right thing.
     *
     * @param what is waited for, for the message
     * @return what was seen at last
     */
    public static <T> T see(String what, Duration within, Supplier<T> look, Predicate<? super T> right) {
        var patience = Patience.of(within);
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var seen = look.get();
            if (right.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > deadline || Patience.isOver()) {
                throw new AssertionError("%s was not seen within %d s; last seen: %s"
                        .formatted(what, patience.toSeconds(), shortened(String.valueOf(seen))));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 2_000 ? text : text.substring(0, 2_000) + "…";
    }
}
