package sh.lfc.nv.terraform;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Failures that a second try can cure: the network's, never the configuration's. Immutable.
 *
 * @param patterns what such a failure says
 * @param attempts how often a command is tried, the first time included
 * @param pause how long to wait between the first two tries
 * @param factor what each further pause is longer by; 1 keeps them equal
 * @param longest what no pause is longer than
 */
public record RetryableErrors(List<Pattern> patterns, int attempts, Duration pause, double factor, Duration longest) {
    /** Nothing is tried again. */
    public static final RetryableErrors NONE = new RetryableErrors(List.of(), 1, Duration.ZERO);

    /**
     * What goes wrong between Terraform, its registry and its provider's endpoints on a bad day: three tries, with two
     * seconds between them.
     */
    public static final RetryableErrors NETWORK = matching(
            3,
            Duration.ofSeconds(2),
            "could not query provider registry",
            "could not connect to registry",
            "failed to (retrieve|fetch|install).*(timeout|timed out|reset|EOF)",
            "TLS handshake timeout",
            "connection reset by peer",
            "unexpected EOF",
            "i/o timeout",
            "Client\\.Timeout exceeded");

    /** Those with equal pauses. */
    public RetryableErrors(List<Pattern> patterns, int attempts, Duration pause) {
        this(patterns, attempts, pause, 1, pause);
    }

    /**
     * Failures whose messages contain a match of one of these regular expressions, in upper or lower case.
     *
     * @param attempts at least 1, the first time included
     */
    public static RetryableErrors matching(int attempts, Duration pause, String... patterns) {
        return new RetryableErrors(
                List.of(patterns).stream()
                        .map(p -> Pattern.compile(p, Pattern.CASE_INSENSITIVE | Pattern.DOTALL))
                        .toList(),
                attempts,
                pause);
    }

    /**
     * The same, with each pause longer than the one before.
     *
     * @param factor at least 1; 2 doubles
     * @param longest what no pause is longer than
     */
    public RetryableErrors growing(double factor, Duration longest) {
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("pauses grow by a factor of at least 1, not " + factor);
        }
        return new RetryableErrors(patterns, attempts, pause, factor, longest);
    }

    /** How long to wait after the try of this number, which counts from 1. */
    Duration pauseAfter(int attempt) {
        var millis = pause.toMillis() * Math.pow(factor, attempt - 1);
        return Duration.ofMillis((long) Math.min(millis, longest.toMillis()));
    }

    boolean matches(TerraformException failure) {
        return patterns.stream().anyMatch(p -> p.matcher(failure.getMessage()).find());
    }
}
