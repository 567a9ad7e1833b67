package sh.lfc.nv.emulator.services.iam;

import java.time.Clock;
import java.time.Duration;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.realism.Delay;

/**
 * How late decisions learn of changes in IAM ("Troubleshoot IAM": changes are not always immediately visible). IAM's own
 * operations know them at once.
 */
record Propagation(Clock clock, Duration lag) {

    /** Everybody knows everything at once. */
    static final Propagation AT_ONCE = new Propagation(Clock.systemUTC(), Duration.ZERO);

    static Propagation of(Platform platform) {
        return new Propagation(platform.clock(), platform.delays().of(Delay.IAM_PROPAGATION));
    }

    boolean isAtOnce() {
        return lag.isZero();
    }
}
