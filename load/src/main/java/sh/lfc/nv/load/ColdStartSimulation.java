package sh.lfc.nv.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/**
 * Many clients at once after a time without any: whoever finds no idle execution environment needs a new one. How long
 * nobody comes before the burst is the system property {@code idle}, in seconds; so many users as the profile has a second
 * come at once, and again after the same time.
 */
public final class ColdStartSimulation extends Simulation {
    private static final int USUAL_IDLE_SECONDS = 5;

    public ColdStartSimulation() {
        var profile = Profile.chosen();
        var shard = Shard.chosen();
        var idle = Duration.ofSeconds(Math.round(Settings.number("idle", 0, USUAL_IDLE_SECONDS)));
        var burst = shard.of((int) Math.max(1, Math.round(profile.users())));
        var list = Service.authorized(http("list after idle").get("/api/list"))
                .check(status().is(200), jsonPath("$.files").exists());
        setUp(scenario("burst")
                        .exec(list)
                        .injectOpen(nothingFor(idle), atOnceUsers(burst), nothingFor(idle), atOnceUsers(burst)))
                .maxDuration(profile.longest().plus(idle.multipliedBy(2)))
                .protocols(Service.http())
                .assertions(Promises.of("cold-start", profile).assertions(0));
    }
}
