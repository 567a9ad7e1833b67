package sh.lfc.nv.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.Session;

class MainTest {
    @TempDir
    Path checkout;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aCheckoutWithOneStack() throws Exception {
        Files.createDirectories(checkout.resolve("terraform/vpc"));
        Files.writeString(checkout.resolve("terraform/stacks.yaml"), "stacks:\n  - name: vpc\n");
    }

    @Test
    void aWrongFlagIsNamedWithWhereToLook() {
        assertThat(run("up", "--prot", "1")).isEqualTo(2);

        assertThat(err.toString()).contains("'--prot'").contains("./harness up --help");
    }

    @Test
    void withoutAnEmbeddedAwsACommandSaysHowToStartOne() {
        assertThat(run("logs", "nv-demo-api")).isEqualTo(1);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines("error: no embedded AWS is running: start one with ./harness up");
    }

    @Test
    void aSubcommandThatIsUsedWronglyNamesItsOwnHelp() {
        assertThat(run("network", "explain", "--from", "function:nv-demo-api")).isEqualTo(2);
        assertThat(err.toString()).contains("--to").contains("./harness network explain --help");

        assertThat(run("network")).isEqualTo(2);
        assertThat(err.toString()).contains("say what to do: explain");
    }

    @Test
    void serversAreNamedForLocalStackAlone() {
        assertThat(run("up", "--postgres", "localhost:5432", "--redis", "localhost:6379"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("only with --target localstack: --postgres, --redis");

        assertThat(run("up", "--target", "localstack", "--postgres", "localhost"))
                .isEqualTo(7);
        assertThat(err.toString()).contains("a server is a host and its port");
    }

    @Test
    void statusOfNothingIsAFailureForScripts() {
        assertThat(run("status")).isEqualTo(1);

        assertThat(out.toString()).contains("Nothing is running.");
    }

    @Test
    void downWithNothingRunningIsFine() {
        assertThat(run("down")).isZero();
    }

    @Test
    void aPortInUseIsNamedWithoutAStackTrace() throws Exception {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThat(run("emulator", "--port", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(1);

            assertThat(err.toString())
                    .startsWith("error: port " + taken.getLocalPort() + " is in use")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void anUnknownStackIsNamedWithThoseThatThereAre() {
        assertThat(run("up", "--port", "0", "--stack", "vcp")).isEqualTo(1);

        assertThat(err.toString()).contains("there is no stack \"vcp\"; there are: vpc");
        assertThat(out.toString()).as("nothing was started").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536"})
    void whatIsNoPortIsRefused(String port) {
        assertThat(run("emulator", "--port", port)).isEqualTo(1);

        assertThat(err.toString()).startsWith("error: there is no port " + port);
    }

    @Test
    void aMissingTerraformIsNamedBeforeAnythingStarts() {
        assertThat(run("up", "--port", "0", "--terraform", "/nowhere/terraform"))
                .isEqualTo(1);

        assertThat(err.toString()).contains("there is no executable \"/nowhere/terraform\"");
        assertThat(out.toString()).as("nothing was started").isEmpty();
    }

    @Test
    void twoDoNotApplyTheStacksAtTheSameTime() {
        var applying = Session.ofThisProcess("http://127.0.0.1:1", checkout.resolve("ca.pem"), Session.Phase.APPLYING);
        applying.record(Checkout.around(checkout));

        assertThat(run("up", "--port", "0")).isEqualTo(1);

        assertThat(err.toString()).contains("is still applying the stacks: wait for it");
    }

    @Test
    void outsideOfACheckoutThatIsSaid(@TempDir Path elsewhere) {
        assertThat(runIn(elsewhere, "status")).isEqualTo(1);

        assertThat(err.toString()).contains("run this in the project's checkout");
    }

    private int run(String... arguments) {
        return runIn(checkout, arguments);
    }

    private int runIn(Path folder, String... arguments) {
        return new Main(folder).run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
