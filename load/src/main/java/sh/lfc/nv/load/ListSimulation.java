package sh.lfc.nv.load;

import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;

/** Clients that look at the list. */
public final class ListSimulation extends Simulation {
    public ListSimulation() {
        var profile = Profile.chosen();
        var shard = Shard.chosen();
        var list = Service.authorized(http("list").get("/api/list"))
                .check(status().is(200), jsonPath("$.files").exists());
        setUp(scenario("list").exec(list).injectOpen(profile.users(shard, 1)))
                .maxDuration(profile.longest())
                .protocols(Service.http())
                .assertions(Promises.of("list", profile).assertions(shard.of(profile.offered())));
    }
}
