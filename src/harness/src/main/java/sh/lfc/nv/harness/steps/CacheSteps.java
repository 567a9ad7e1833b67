package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Optional;
import redis.clients.jedis.args.ClientPauseMode;
import sh.lfc.nv.canary.steps.Eventually;
import sh.lfc.nv.canary.steps.Scene;

/** Whether answers come from the cache, and what happens without it. */
public final class CacheSteps {
    private static final String HEADER = "X-Cache";

    private final Scene scene;
    private final Inside inside;

    public CacheSteps(Scene scene, Inside inside) {
        this.scene = scene;
        this.inside = inside;
    }

    @When("the client reads the list again")
    public void readAgain() {
        scene.answer(scene.client().list());
    }

    @Then("the answer came from the cache")
    public void fromCache() {
        assertThat(scene.answer().header(HEADER)).contains("HIT");
    }

    @Then("the list is soon answered from the cache again")
    public void soonFromCache() {
        Eventually.see(
                "a list from the cache",
                Eventually.SOON,
                () -> scene.client().list(),
                answer -> answer.status() == 200 && answer.header(HEADER).equals(Optional.of("HIT")));
    }

    @When("the cache stops answering for {int} seconds")
    public void cacheStopsAnswering(int seconds) {
        try (var redis = inside.cache()) {
            // Nobody can end it early: a paused server takes no command of anybody, not even that one.
            redis.clientPause(seconds * 1_000L, ClientPauseMode.ALL);
        }
    }

    @Then("the list is answered past the cache")
    public void pastCache() {
        var answer = scene.client().list();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header(HEADER)).contains("BYPASS");
    }
}
