package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientPauseMode;

/** Whether answers come from the cache, and what happens without it. */
public final class CacheSteps {
    private static final String HEADER = "X-Cache";

    /** Longer than any scenario; it is ended by the scenario itself. */
    private static final long PAUSE_MILLIS = 60_000;

    private final Scene scene;
    private final Inside inside;
    private boolean paused;

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
        assertThat(scene.answer().header(HEADER)).isEqualTo("HIT");
    }

    @Given("the list is in the cache")
    @Then("the list is soon answered from the cache")
    public void soonFromCache() {
        Eventually.see(
                "a list from the cache",
                Eventually.SOON,
                () -> scene.client().list(),
                answer -> answer.statusCode() == 200 && "HIT".equals(answer.header(HEADER)));
    }

    @When("the cache does not answer")
    public void cacheDoesNotAnswer() {
        try (var redis = inside.cache()) {
            redis.clientPause(PAUSE_MILLIS, ClientPauseMode.ALL);
            paused = true;
        }
    }

    @When("the cache answers again")
    public void cacheAnswers() {
        try (Jedis redis = inside.cache()) {
            redis.clientUnpause();
            paused = false;
        }
    }

    @After
    public void endPause() {
        if (paused) {
            cacheAnswers();
        }
    }

    @Then("the list is answered past the cache")
    public void pastCache() {
        var answer = scene.client().list();
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.header(HEADER)).isEqualTo("BYPASS");
    }
}
