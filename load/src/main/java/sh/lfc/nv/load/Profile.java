package sh.lfc.nv.load;

import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.OpenInjectionStep;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * How much load: new users a second, after a ramp, for how long. The system property {@code profile} names one of
 * {@link Kind}; {@code users}, {@code ramp} and {@code seconds} change it. {@code max-rate} is a limit that nothing
 * exceeds, in new users a second.
 *
 * @param kind what it began as
 * @param users new users a second, once ramped up
 * @param ramp how long it takes to get there
 * @param steady how long it stays there
 */
record Profile(Kind kind, double users, Duration ramp, Duration steady) {

    /** For the files that a simulation needs at its begin, and for who comes last. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What profiles there are. */
    enum Kind {
        /** Whether it works at all. */
        SMOKE(2, 2, 10),
        /** A busy hour. */
        LOAD(20, 5, 60),
        /** More and more, from little to ten times a busy hour: where does it break? */
        STRESS(200, 120, 10),
        /** A normal hour for long: does anything grow? */
        SOAK(10, 10, 890);

        private final double users;
        private final Duration ramp;
        private final Duration steady;

        Kind(double users, long rampSeconds, long steadySeconds) {
            this.users = users;
            this.ramp = Duration.ofSeconds(rampSeconds);
            this.steady = Duration.ofSeconds(steadySeconds);
        }

        static Kind named(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("profile must be one of %s, not %s"
                            .formatted(Arrays.toString(values()).toLowerCase(Locale.ROOT), name)));
        }
    }

    static Profile chosen() {
        var kind = Kind.named(Settings.text("profile").orElse("smoke"));
        var most = Settings.number("max-rate", 0.01, Double.MAX_VALUE);
        return new Profile(
                kind,
                Math.min(most, Settings.number("users", 0.01, kind.users)),
                seconds("ramp", 0, kind.ramp),
                seconds("seconds", 1, kind.steady));
    }

    private static Duration seconds(String name, double lowest, Duration otherwise) {
        return Duration.ofSeconds(Math.round(Settings.number(name, lowest, otherwise.toSeconds())));
    }

    /**
     * The users of a shard.
     *
     * @param requests how many requests a user makes one after another: so many times fewer users come, so that the
     *     service sees as many requests as with a simulation of one request
     */
    OpenInjectionStep[] users(Shard shard, int requests) {
        var rate = shard.of(users / requests);
        var steady = CoreDsl.constantUsersPerSec(rate).during(this.steady);
        return ramp.isZero()
                ? new OpenInjectionStep[] {steady}
                : new OpenInjectionStep[] {CoreDsl.rampUsersPerSec(0).to(rate).during(ramp), steady};
    }

    /** After how long everything ends, whatever is still under way. */
    Duration longest() {
        return ramp.plus(steady).plus(PATIENCE);
    }

    /** How many users that are in all, over all shards, on average a second while they keep coming. */
    double offered() {
        var whole = ramp.toMillis() + steady.toMillis();
        return users * (ramp.toMillis() / 2.0 + steady.toMillis()) / whole;
    }
}
