package sh.lfc.nv.emulator.runtimes.lambda;

import java.time.Duration;

/**
 * How much of the machine functions may take.
 *
 * @param perFunction the most environments of one function at a time
 * @param inAll the most environments at a time
 * @param idle how long an environment that is not used is kept
 * @param patience how long an invocation waits for an environment when there can be no further one
 */
public record RuntimeSettings(int perFunction, int inAll, Duration idle, Duration patience) {

    /** For a laptop: ten environments a function, forty in all, ended after five idle minutes. */
    public static final RuntimeSettings DEFAULT =
            new RuntimeSettings(10, 40, Duration.ofMinutes(5), Duration.ofSeconds(20));
}
