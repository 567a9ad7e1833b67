package sh.lfc.nv.emulator.realism;

import java.time.Duration;

/**
 * How long things take in one emulator: so many times as long as on AWS.
 *
 * @param scale 1 for AWS's times, 0.1 for a tenth, 0 for no time at all
 */
public record Delays(double scale) {

    /** Nothing takes any time. */
    public static final Delays NONE = new Delays(0);

    public boolean areNone() {
        return scale == 0;
    }

    public Duration of(Delay what) {
        return areNone()
                ? Duration.ZERO
                : Duration.ofNanos(Math.round(what.usual().toNanos() * scale));
    }
}
