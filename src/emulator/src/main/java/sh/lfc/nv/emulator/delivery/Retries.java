package sh.lfc.nv.emulator.delivery;

import java.time.Duration;

/**
 * How often, and for how long, a delivery is tried again: what a retry policy asks for.
 *
 * @param maximumAttempts the most retries, beside the first attempt
 * @param maximumAge how old what is delivered may become
 */
public record Retries(int maximumAttempts, Duration maximumAge) {

    /** The most retries that can be asked for, and as many as there are when nothing is. */
    public static final int MOST_ATTEMPTS = 185;

    /** The highest age that can be asked for, in seconds, and the one that holds when nothing is. */
    public static final int MOST_SECONDS = 86_400;

    /** The lowest age that can be asked for, in seconds. */
    public static final int LEAST_SECONDS = 60;

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** What a policy with these settings asks for, each of which may be null. */
    public static Retries of(Integer maximumAttempts, Integer maximumAgeInSeconds) {
        return new Retries(
                maximumAttempts == null ? MOST_ATTEMPTS : maximumAttempts,
                Duration.ofSeconds(maximumAgeInSeconds == null ? MOST_SECONDS : maximumAgeInSeconds));
    }

    /**
     * What comes of a failed attempt.
     *
     * @param pause until the next attempt; null when there is none
     * @param exhausted the condition because of which there is none; else null
     */
    record Verdict(Duration pause, String exhausted) {}

    /**
     * @param retries those that have failed, too
     * @param age how long it is since the first attempt
     */
    Verdict afterFailure(int retries, Duration age) {
        if (retries >= maximumAttempts) {
            return new Verdict(null, "MaximumRetryAttempts");
        }
        Duration pause = pause(retries);
        return age.plus(pause).compareTo(maximumAge) > 0
                ? new Verdict(null, "MaximumEventAgeInSeconds")
                : new Verdict(pause, null);
    }

    /** Doubles with each retry. AWS adds a random part, which would make runs differ. */
    private static Duration pause(int retries) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(retries, 30));
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
}
