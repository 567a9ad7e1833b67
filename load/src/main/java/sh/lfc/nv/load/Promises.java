package sh.lfc.nv.load;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.CoreDsl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What has to hold for a run to have passed. It stands in {@code promises/TARGET.conf}, so that one target's numbers never
 * judge another: what holds for every simulation in {@code all}, what differs under the simulation's name, and under its
 * name a profile's.
 *
 * <p>{@code failed-percent}: of all requests; {@code p95} and {@code p99}: in milliseconds, of the requests that were
 * answered well; {@code throughput-share}: how much of the load that was offered has to be answered, from 0 to 1.
 */
final class Promises {
    private final Config promises;

    private Promises(Config promises) {
        this.promises = promises;
    }

    /** Those of the target that the system property {@code target} names. */
    static Promises of(String simulation, Profile profile) {
        return of(target(), simulation, profile.kind());
    }

    static String target() {
        return Settings.text("target").orElse("embedded");
    }

    static Promises of(String target, String simulation, Profile.Kind kind) {
        if (!target.matches("[a-z]+") || Promises.class.getResource("/promises/" + target + ".conf") == null) {
            throw new IllegalArgumentException("nothing is promised for a target " + target);
        }
        var all = ConfigFactory.parseResources("promises/" + target + ".conf").resolve();
        var layers = List.of("all", "all." + name(kind), simulation, simulation + "." + name(kind));
        var promises = ConfigFactory.empty();
        for (var layer : layers) {
            if (all.hasPath(layer)) {
                promises = all.getConfig(layer).withFallback(promises);
            }
        }
        return new Promises(promises);
    }

    private static String name(Profile.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    double failedPercent() {
        return promises.getDouble("failed-percent");
    }

    int p95() {
        return promises.getInt("p95");
    }

    int p99() {
        return promises.getInt("p99");
    }

    /**
     * As Gatling checks them.
     *
     * @param requests a second that this process makes
     */
    Assertion[] assertions(double requests) {
        var assertions = new ArrayList<Assertion>();
        assertions.add(CoreDsl.global().failedRequests().percent().lte(failedPercent()));
        assertions.add(CoreDsl.global().responseTime().percentile(95).lte(p95()));
        assertions.add(CoreDsl.global().responseTime().percentile(99).lte(p99()));
        assertions.add(CoreDsl.global().requestsPerSec().gte(requests * promises.getDouble("throughput-share")));
        return assertions.toArray(Assertion[]::new);
    }
}
