package sh.lfc.nv.harness.target;

import java.time.Duration;
import java.time.Instant;

/** The time of a target that can be moved. Safe for use by many threads; two moves at a time come one after the other. */
public interface TargetClock {

    /**
     * What the clock shows and how it runs.
     *
     * @param rate how many times as fast as usual; 0 when it stands
     * @param moved whether it is anything but the time of the machine
     */
    record Reading(Instant now, double rate, boolean moved) {}

    Reading read();

    /**
     * Moves the time forward and returns when all that became due on the way was done, in its order and at its own time.
     *
     * @throws sh.lfc.nv.harness.HarnessException when it is negative, or more than ten years
     */
    Reading advance(Duration by);

    /** Stops the time. */
    Reading freeze();

    /**
     * Lets the time run faster or slower.
     *
     * @param factor above 0, at most 86,400
     * @throws sh.lfc.nv.harness.HarnessException when it is not
     */
    Reading rate(double factor);

    /** Goes back to the time of the machine; what was done in the meantime stays done. */
    Reading reset();
}
