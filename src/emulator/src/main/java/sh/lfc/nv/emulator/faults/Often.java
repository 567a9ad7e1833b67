package sh.lfc.nv.emulator.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How often and for how long a fault strikes what it is aimed at.
 *
 * @param probability from 0 to 1, for each time
 * @param count after so many times it is over; empty for no limit
 * @param window after so much time of the emulator's clock it is over; empty for no limit
 */
public record Often(double probability, OptionalInt count, Optional<Duration> window) {

    /** Each time, until the fault is cleared. */
    public static final Often ALWAYS = new Often(1, OptionalInt.empty(), Optional.empty());

    /** @throws IllegalArgumentException when one of them is out of its range */
    public Often {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability is from 0 to 1, not " + probability);
        }
        if (count.isPresent() && count.getAsInt() < 1) {
            throw new IllegalArgumentException("a fault strikes at least once, not " + count.getAsInt() + " times");
        }
        window.ifPresent(time -> positive("a fault lasts for", time));
    }

    static void positive(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(what + " more than no time, not for " + time);
        }
    }

    /** The first so many times. */
    public static Often times(int count) {
        return new Often(1, OptionalInt.of(count), Optional.empty());
    }

    /** As long as this. */
    public static Often during(Duration window) {
        return new Often(1, OptionalInt.empty(), Optional.of(window));
    }

    /** With this probability. */
    public static Often chance(double probability) {
        return new Often(probability, OptionalInt.empty(), Optional.empty());
    }

    public Often atMost(int times) {
        return new Often(probability, OptionalInt.of(times), window);
    }

    /** The same for so much time of the emulator's clock. */
    public Often lasting(Duration time) {
        return new Often(probability, count, Optional.of(time));
    }

    boolean isEachTime() {
        return probability == 1 && count.isEmpty();
    }

    /** For people; empty for each time. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (probability < 1) {
            parts.add("with probability " + probability);
        }
        count.ifPresent(times -> parts.add(times == 1 ? "once" : times + " times"));
        window.ifPresent(time -> parts.add("for " + time));
        return String.join(", ", parts);
    }
}
