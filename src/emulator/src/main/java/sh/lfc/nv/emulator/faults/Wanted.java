package sh.lfc.nv.emulator.faults;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fault as it is asked for.
 *
 * @param by how long what is late is late: a call, an exchange, an event, a start. For {@link Kind#REORDER} how long an
 *     event is held back at most
 * @param keys for {@link Kind#GARBAGE}: a pattern of the keys
 */
public record Wanted(Kind kind, Target target, Optional<Duration> by, Optional<String> keys, Often often) {

    /** An hour; whoever asks for more has mistaken a unit. */
    private static final Duration MOST = Duration.ofHours(1);

    /** @throws IllegalArgumentException when this is no fault that there could be, with a sentence that says why */
    public Wanted {
        Objects.requireNonNull(target);
        if (!kind.suits(target)) {
            throw new IllegalArgumentException(
                    "the fault " + kind.word() + " is for " + kind.aims() + ", not for " + target);
        }
        if (by.isEmpty() && kind.needsTime()) {
            throw new IllegalArgumentException("the fault " + kind.word() + " needs a time: how long is it to be?");
        }
        if (by.isPresent() && !kind.takesTime()) {
            throw new IllegalArgumentException("the fault " + kind.word() + " has no time that it takes");
        }
        by.ifPresent(time -> {
            Often.positive("the fault " + kind.word() + " holds up for", time);
            if (time.compareTo(MOST) > 0) {
                throw new IllegalArgumentException(
                        "the fault " + kind.word() + " holds up for an hour at most, not for " + time);
            }
        });
        if (keys.isPresent() && kind != Kind.GARBAGE) {
            throw new IllegalArgumentException("the fault " + kind.word() + " is not about keys");
        }
        requireRepeatable(kind, kind.isOnce() || kind == Kind.COLD_START && by.isEmpty(), often);
    }

    private static void requireRepeatable(Kind kind, boolean isOnce, Often often) {
        if (isOnce && !often.equals(Often.ALWAYS)) {
            throw new IllegalArgumentException(
                    "the fault " + kind.word() + " is done once and at once: it has no probability, count or duration");
        }
        if (kind.isState() && !often.isEachTime()) {
            throw new IllegalArgumentException(
                    "the fault " + kind.word() + " is a state: it has a duration, and no probability or count");
        }
    }

    Wanted(Kind kind, Target target, Often often) {
        this(kind, target, Optional.empty(), Optional.empty(), often);
    }

    Wanted(Kind kind, Target target, Duration by, Often often) {
        this(kind, target, Optional.of(by), Optional.empty(), often);
    }

    /** For people, without the kind and the target. */
    String how() {
        return Stream.of(by.map(time -> "by " + time), keys.map(pattern -> "keys " + pattern), Optional.of(often + ""))
                .flatMap(Optional::stream)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
