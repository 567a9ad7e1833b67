package sh.lfc.nv.terraform.wait;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Looks again and again until what is seen will do. It is looked at once in any case, and once more when the time is over;
 * a look that fails is one that saw its failure, except {@link HopelessException}, {@link Error} and {@link
 * InterruptedException}, which end the waiting.
 *
 * <p>Immutable; the looks happen on the calling thread.
 *
 * @param atMost how long to wait; a look that takes longer is not cut short
 * @param pause how long to wait between two looks
 */
public record Wait(Duration atMost, Duration pause) {
    private static final int SHOWN = 300;

    /** Waits so long, and looks once a second. */
    public static Wait atMost(Duration time) {
        return new Wait(time, Duration.ofSeconds(1));
    }

    /** The same with another pause between two looks; not less than a millisecond. */
    public Wait every(Duration pause) {
        if (pause.toMillis() < 1) {
            throw new IllegalArgumentException("pause at least a millisecond, not " + pause);
        }
        return new Wait(atMost, pause);
    }

    /**
     * Waits until something that is looked at will do.
     *
     * @param description what is waited for, to follow "waited 5 s for"
     * @return what did
     * @throws WaitTimedOutException when the time is over; it quotes what was seen last
     */
    public <T> T until(String description, Callable<T> look, Predicate<? super T> enough) throws InterruptedException {
        return until(description, look, enough, String::valueOf);
    }

    /** The same, where what is seen is told in other words than its own. */
    public <T> T until(
            String description, Callable<T> look, Predicate<? super T> enough, Function<? super T, String> words)
            throws InterruptedException {
        var deadline = Deadline.in(atMost);
        while (true) {
            var last = deadline.isOver();
            String seen;
            Exception failure = null;
            try {
                var found = look.call();
                if (enough.test(found)) {
                    return found;
                }
                seen = words.apply(found);
            } catch (InterruptedException | HopelessException e) {
                throw e;
            } catch (Exception e) {
                seen = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
                failure = e;
            }
            if (last) {
                throw new WaitTimedOutException(atMost, description, shortened(seen), failure);
            }
            var left = deadline.remaining();
            Thread.sleep(Math.max(1, (left.compareTo(pause) < 0 ? left : pause).toMillis()));
        }
    }

    /** Waits until something is true. */
    public void untilTrue(String description, Callable<Boolean> look) throws InterruptedException {
        until(description, look, Boolean.TRUE::equals);
    }

    /** Waits until there is something. */
    public <T> T untilPresent(String description, Callable<Optional<T>> look) throws InterruptedException {
        return until(description, look, Optional::isPresent, found -> "nothing").orElseThrow();
    }

    /** Waits until something can be done without an exception. */
    public <T> T untilSucceeds(String description, Callable<T> attempt) throws InterruptedException {
        return until(description, attempt, done -> true);
    }

    private static String shortened(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
