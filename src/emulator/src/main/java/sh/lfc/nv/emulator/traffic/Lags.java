package sh.lfc.nv.emulator.traffic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Connections that are held up, and until when. For one thread. */
final class Lags {

    private final Map<Connection, Long> ends = new HashMap<>();

    /** @param end a time of {@link System#nanoTime()} */
    void add(Connection connection, long end) {
        ends.put(connection, end);
    }

    /** In how many milliseconds, from 1 to so many, the first of them goes on. */
    long next(long most) {
        long now = System.nanoTime();
        long left = TimeUnit.MILLISECONDS.toNanos(most);
        for (long end : ends.values()) {
            left = Math.min(left, end - now);
        }
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(left));
    }

    /** Takes out those whose time has come. */
    List<Connection> due() {
        if (ends.isEmpty()) {
            return List.of();
        }
        long now = System.nanoTime();
        List<Connection> due = new ArrayList<>();
        ends.entrySet().removeIf(entry -> {
            boolean isDue = entry.getValue() - now <= 0;
            if (isDue) {
                due.add(entry.getKey());
            }
            return isDue;
        });
        return due;
    }
}
