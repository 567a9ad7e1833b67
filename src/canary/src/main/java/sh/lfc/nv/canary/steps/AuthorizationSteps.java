package sh.lfc.nv.canary.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.canary.client.ClientCredentials;

/** Who gets in. */
public final class AuthorizationSteps {
    private static final Map<String, Integer> REFUSALS = Map.of("no credentials", 401);

    private final Scene scene;

    public AuthorizationSteps(Scene scene) {
        this.scene = scene;
    }

    @When("somebody asks for the list with {}")
    public void askForListWith(String credentials) {
        scene.answer(scene.client().send("GET", "/api/list", header(credentials)));
        assertThat(scene.answer().status())
                .as("the answer to " + credentials)
                .isEqualTo(REFUSALS.getOrDefault(credentials, 403));
    }

    @When("somebody sends {string} to {string} without credentials")
    public void sendWithoutCredentials(String method, String path) {
        scene.answer(scene.client().send(method, path, Optional.empty()));
    }

    @When("somebody asks for the health without credentials")
    public void askForHealth() {
        scene.answer(scene.client().send("GET", "/healthz", Optional.empty()));
    }

    @Then("the request is refused")
    public void refused() {
        assertThat(scene.answer().status()).isIn(401, 403);
    }

    @Then("the refusal gives nothing away")
    public void givesNothingAway() {
        assertThat(scene.answer().text()).isIn("{\"message\":\"Unauthorized\"}", "{\"message\":\"Forbidden\"}");
    }

    @Then("the service says that it is healthy")
    public void healthy() {
        assertThat(scene.answer().status()).isEqualTo(200);
        assertThat(scene.answer().json("status").orElse("")).isEqualTo("ok");
    }

    @Then("the answer names no part of the system")
    public void namesNoPart() {
        var everything = scene.answer().headers().map() + scene.answer().text();
        assertThat(everything.toLowerCase(Locale.ROOT))
                .doesNotContain(
                        "postgres",
                        "redis",
                        "lambda",
                        "java",
                        "jetty",
                        scene.system().environment());
    }

    private Optional<String> header(String credentials) {
        var client = scene.system().client();
        return switch (credentials) {
            case "no credentials" -> Optional.empty();
            case "a wrong password" ->
                Optional.of(
                        new ClientCredentials(client.username(), client.password() + somethingNew()).authorization());
            case "an unknown user" -> Optional.of(new ClientCredentials("nobody", client.password()).authorization());
            case "an empty password" -> Optional.of(new ClientCredentials(client.username(), "").authorization());
            case "a bearer token" -> Optional.of("Bearer " + client.password());
            case "a malformed header" -> Optional.of("Basic !!!not-base64!!!");
            default -> throw new AssertionError("unknown kind of credentials: " + credentials);
        };
    }

    /** What no authorizer has answered before, so that no answer to it is kept anywhere. */
    public static String somethingNew() {
        return HexFormat.of().formatHex(Scene.randomBytes(4));
    }
}
