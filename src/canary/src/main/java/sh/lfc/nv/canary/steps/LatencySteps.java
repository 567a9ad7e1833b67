package sh.lfc.nv.canary.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long the service takes to answer. */
public final class LatencySteps {
    private final Scene scene;
    private final List<Duration> times = new ArrayList<>();

    public LatencySteps(Scene scene) {
        this.scene = scene;
    }

    @When("somebody asks for the health {int} times")
    public void askForHealth(int count) {
        for (var i = 0; i < count; i++) {
            scene.answer(scene.client().send("GET", "/healthz", Optional.empty()));
            assertThat(scene.answer().status()).as(scene.answer().text()).isEqualTo(200);
            times.add(scene.answer().took());
        }
    }

    /** One slow answer is a cold start. */
    @Then("the middle one of the answers took at most {int} seconds")
    public void middle(int seconds) {
        var middle = times.stream().sorted().toList().get(times.size() / 2);
        assertThat(middle).isLessThanOrEqualTo(Duration.ofSeconds(seconds));
    }
}
