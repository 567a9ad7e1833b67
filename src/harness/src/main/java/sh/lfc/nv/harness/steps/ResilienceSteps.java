package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.canary.client.ClientCredentials;
import sh.lfc.nv.canary.steps.AuthorizationSteps;
import sh.lfc.nv.canary.steps.Eventually;
import sh.lfc.nv.canary.steps.Scene;
import sh.lfc.nv.harness.deadletters.Redrive;

/** What goes wrong on purpose, on targets where that can be had, and how the service bears it. */
public final class ResilienceSteps {
    private final Scene scene;
    private final Deployed deployed;

    public ResilienceSteps(Scene scene, Deployed deployed) {
        this.scene = scene;
        this.deployed = deployed;
    }

    @Given("the storage's events arrive twice, and now and then in the wrong order")
    public void eventsInDisorder() {
        var bucket = scene.system().named("storage");
        fault("duplicate", Map.of("bucket", bucket));
        fault("reorder", Map.of("bucket", bucket, "by", "PT2S", "probability", "0.5"));
    }

    @Given("the database is down")
    public void databaseDown() {
        fault("stop", Map.of("on", "db:" + scene.system().named("db")));
    }

    @Given("the cache is {}")
    public void cacheIs(String state) {
        var cache = "cache:" + scene.system().named("cache");
        switch (state) {
            case "dead" -> fault("stop", Map.of("on", cache));
            case "slow" -> fault("slow", Map.of("on", cache, "by", "PT1.5S"));
            case "full of garbage" -> {
                scene.client().list();
                fault("garbage", Map.of("on", cache, "keys", "*"));
            }
            default -> throw new AssertionError("unknown state of a cache: " + state);
        }
    }

    @Given("Secrets Manager refuses two of three calls because there are too many")
    public void secretsThrottled() {
        fault("throttle", Map.of("service", "secretsmanager", "operation", "GetSecretValue", "count", "2"));
    }

    @Given("every function starts anew")
    public void startAnew() {
        for (var function : new String[] {"api", "authorizer", "postgres-update"}) {
            fault("cold-start", Map.of("function", scene.system().named(function)));
        }
    }

    @Given("{string} crashes at every request")
    public void crashes(String function) {
        fault("crash", Map.of("function", function));
    }

    @When("{string} fails at every request")
    public void fails(String function) {
        fault("error", Map.of("function", function));
    }

    @When("all is well again")
    public void well() {
        deployed.target().faults().clear();
    }

    @After("@faults")
    public void clear() {
        well();
    }

    private void fault(String kind, Map<String, String> options) {
        deployed.target().faults().add(kind, options);
    }

    @When("somebody whom the authorizer has not seen yet asks for the list")
    public void stranger() {
        var stranger = new ClientCredentials("stranger", AuthorizationSteps.somethingNew());
        scene.answer(scene.client().send("GET", "/api/list", Optional.of(stranger.authorization())));
    }

    @Then("the answer is an error without a word of the list")
    public void error() {
        assertThat(scene.answer().status()).isGreaterThanOrEqualTo(400);
        assertThat(scene.answer().text()).doesNotContain("files");
    }

    @Then("the events of the uploads wait in the dead-letter queue")
    public void deadLettersWait() {
        Eventually.see("dead letters", Eventually.SOON, () -> redrive().waiting(), waiting -> waiting > 0);
    }

    @When("the dead letters are given to the function again")
    public void redriven() {
        assertThat(redrive().run().reasons()).isEmpty();
    }

    @Then("no dead letter is left")
    public void noneLeft() {
        assertThat(redrive().waiting()).isZero();
    }

    private Redrive redrive() {
        var function = scene.system().named("postgres-update");
        return new Redrive(deployed.target().aws(), function + "-dead-letter", function);
    }
}
