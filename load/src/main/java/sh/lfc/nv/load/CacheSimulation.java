package sh.lfc.nv.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/**
 * What the cache is worth: each client asks for a page of the list that nobody has asked for, which the database answers,
 * and then for the same page again, which Redis answers.
 */
public final class CacheSimulation extends Simulation {
    private static final int REQUESTS = 2;

    public CacheSimulation() {
        var profile = Profile.chosen();
        var shard = Shard.chosen();
        var miss = Service.authorized(http("list (not cached)").get("/api/list?limit=10&next_token=#{token}"))
                .check(status().is(200), header("X-Cache").is("MISS"));
        var hit = Service.authorized(http("list (cached)").get("/api/list?limit=10&next_token=#{token}"))
                .check(status().is(200), header("X-Cache").is("HIT"));
        var client = scenario("miss, then hit")
                .exec(session -> session.set("token", token()))
                .exec(exec(miss).exitHereIfFailed().exec(hit));
        setUp(client.injectOpen(profile.users(shard, REQUESTS)))
                .maxDuration(profile.longest())
                .protocols(Service.http())
                .assertions(Promises.of("cache", profile).assertions(shard.of(profile.offered())));
    }

    /** The page that begins after a key that nobody has: where it would be among the others. */
    private static String token() {
        var key = "load-nobody-" + UUID.randomUUID();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
