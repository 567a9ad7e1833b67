package sh.lfc.nv.harness.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.sql.SQLException;
import java.util.Map;
import sh.lfc.nv.canary.steps.Scene;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** The function that makes the database ready, and the database itself. */
public final class DatabaseSteps {
    private final Scene scene;
    private final Deployed deployed;
    private final Inside inside;
    private InvokeResponse answer;
    private Throwable refusal;

    public DatabaseSteps(Scene scene, Deployed deployed, Inside inside) {
        this.scene = scene;
        this.deployed = deployed;
        this.inside = inside;
    }

    @Given("the database was initialised")
    @When("the database is initialised again")
    public void initialise() {
        ask("init");
        assertThat(answer.functionError()).as(payload().toString()).isNull();
    }

    @When("the database is initialised in vain")
    public void initialiseInVain() {
        ask("init");
        assertThat(answer.functionError()).as(payload().toString()).isNotNull();
    }

    @When("the initialisation is asked for the task {string}")
    public void ask(String task) {
        try (var lambda = deployed.target().aws().client(LambdaClient.builder())) {
            answer = lambda.invoke(invoke -> invoke.functionName(scene.system().named("postgres-init"))
                    .payload(SdkBytes.fromUtf8String(Json.text(Map.of("name", task)))));
        }
    }

    @Then("nothing was applied")
    public void nothingApplied() {
        assertThat(payload().path("applied")).isEmpty();
        assertThat(payload().path("schema_version").asText()).isNotBlank();
    }

    @Then("the initialisation fails and names the task")
    public void fails() {
        assertThat(answer.functionError()).isEqualTo("Unhandled");
        assertThat(payload().path("errorMessage").asText()).contains("drop everything");
    }

    @Then("the database has the table {string}")
    public void hasTable(String table) throws SQLException {
        try (var connection = inside.database("require");
                var tables = connection.getMetaData().getTables(null, "public", table, new String[] {"TABLE"})) {
            assertThat(tables.next()).as("there is a table " + table).isTrue();
        }
    }

    @Then("the database is PostgreSQL newer than {int}")
    public void newerThan(int version) throws SQLException {
        try (var connection = inside.database("require")) {
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isGreaterThan(version);
        }
    }

    @When("somebody connects to the database without encryption")
    public void connectWithoutEncryption() {
        refusal = catchThrowable(() -> inside.database("disable").close());
    }

    @Then("the database refuses")
    public void refuses() {
        assertThat(refusal).isInstanceOfSatisfying(SQLException.class, why -> assertThat(why.getSQLState())
                .as(why.getMessage())
                .isEqualTo("28000"));
    }

    private JsonNode payload() {
        return Json.read(answer.payload().asUtf8String());
    }
}
