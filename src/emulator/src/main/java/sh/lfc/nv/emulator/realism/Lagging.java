package sh.lfc.nv.emulator.realism;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * What something was before its last changes, for those who learn of changes late. Where nobody does, it remembers nothing.
 * Safe for use by many threads.
 *
 * @param <T> what it was; null for nothing
 */
public final class Lagging<T> {

    private record Change<T>(Instant time, T before) {}

    private final Duration lag;
    private final Deque<Change<T>> changes = new ArrayDeque<>();

    /** @param lag by how much changes are known late */
    public Lagging(Duration lag) {
        this.lag = lag;
    }

    /** Notes that it changes now. */
    public synchronized void changes(Instant now, T before) {
        if (!lag.isZero()) {
            forget(now);
            changes.add(new Change<>(now, before));
        }
    }

    /** What those who learn of changes late take it for. */
    public synchronized T known(Instant now, T current) {
        forget(now);
        Change<T> first = changes.peek();
        return first == null ? current : first.before();
    }

    /** Whether everybody knows what it is. */
    public synchronized boolean isKnown(Instant now) {
        forget(now);
        return changes.isEmpty();
    }

    private void forget(Instant now) {
        Iterator<Change<T>> all = changes.iterator();
        while (all.hasNext() && !all.next().time().plus(lag).isAfter(now)) {
            all.remove();
        }
    }
}
