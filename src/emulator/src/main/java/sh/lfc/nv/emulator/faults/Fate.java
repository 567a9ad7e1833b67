package sh.lfc.nv.emulator.faults;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import sh.lfc.nv.emulator.call.AwsError;

/**
 * What faults make of one call.
 *
 * @param late by how much its answer comes late
 * @param refusal what it is answered in place of being performed
 * @param line what becomes of its connection
 * @param released for a call that is held: whether it is to be held no longer
 */
public record Fate(Duration late, Optional<AwsError> refusal, Line line, BooleanSupplier released) {

    /** What every call meets with as long as there is no fault. */
    public static final Fate NONE = new Fate(Duration.ZERO, Optional.empty(), Line.ANSWERS, () -> true);

    /** What becomes of a connection. */
    public enum Line {
        ANSWERS,
        /** It is closed without an answer. */
        IS_DROPPED,
        /** Nothing comes until the client gives up. */
        IS_HELD
    }

    static Fate late(Duration by) {
        return by.isZero() ? NONE : new Fate(by, Optional.empty(), Line.ANSWERS, () -> true);
    }

    Fate refused(AwsError with) {
        return new Fate(late, Optional.of(with), line, released);
    }

    Fate dropped() {
        return new Fate(late, refusal, Line.IS_DROPPED, released);
    }

    Fate held(BooleanSupplier until) {
        return new Fate(late, refusal, Line.IS_HELD, until);
    }

    /** Whether the call is not performed and gets no answer either. */
    public boolean isUnanswered() {
        return line != Line.ANSWERS;
    }

    /**
     * Undergoes it where there is no connection: within AWS, where a call without an answer is one that failed.
     *
     * @param service the SDK's package
     * @throws AwsError what the call is answered in place of being performed
     */
    public void undergo(String service) {
        if (!late.isZero()) {
            sleep(late);
        }
        refusal.ifPresent(error -> {
            throw error;
        });
        if (isUnanswered()) {
            throw ServiceErrors.internal(service);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
