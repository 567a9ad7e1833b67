package sh.lfc.nv.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sh.lfc.nv.harness.checkout.Checkout;
import sh.lfc.nv.harness.checkout.Session;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import sh.lfc.nv.harness.target.TargetFaults.Fault;

/** The command against an embedded AWS that runs for a checkout. */
class FaultCommandTest {
    @TempDir
    Path checkout;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private EmbeddedTarget target;

    @BeforeEach
    void aRunningEmbeddedAws() throws Exception {
        Files.createDirectories(checkout.resolve("terraform"));
        Files.writeString(checkout.resolve("terraform/stacks.yaml"), "stacks: []\n");
        target = EmbeddedTarget.start(0, checkout.resolve("aws"));
        Session.ofThisProcess(target.endpoint().toString(), target.caCertificate(), Session.Phase.READY)
                .record(Checkout.around(checkout));
    }

    @AfterEach
    void end() {
        target.close();
    }

    @Test
    void aFaultIsAddedListedAndCleared() {
        assertThat(run(
                        "fault",
                        "add",
                        "throttle",
                        "--service",
                        "secretsmanager",
                        "--operation",
                        "GetSecretValue",
                        "--principal",
                        "nv-demo-api",
                        "--probability",
                        "0.3",
                        "--count",
                        "5",
                        "--for",
                        "PT2M"))
                .isZero();
        assertThat(run("fault", "list")).isZero();

        var line = "fault-1  throttle of secretsmanager GetSecretValue by nv-demo-api,"
                + " with probability 0.3, 5 times, for PT2M: has not struck\n";
        assertThat(out).hasToString(line + line);

        assertThat(run("fault", "clear", "fault-1")).isZero();
        assertThat(run("fault", "list")).isZero();
        assertThat(run("fault", "clear")).isZero();
        assertThat(out.toString())
                .endsWith("fault-1 is cleared; has not struck\nThere is no fault.\nThere is no fault.\n");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add flood --service s3 | there is no fault \"flood\"; there are: throttle, ",
                "add throttle --service s4 | there is no service s4; there are: acm, ",
                "add throttle --service s3 --probability 2 | a probability is from 0 to 1, not 2.0",
                "add latency --service s3 --by=-PT1S | the fault latency holds up for more than no time",
                "add stop --on db:nv-demo-db | there is no db:nv-demo-db; there is none at all",
                "add crash --function nv-demo-api | there is no function nv-demo-api; ",
                "add | Missing required parameter: 'KIND'",
                "clear fault-9 | there is no fault fault-9; there is none",
            })
    void wrongUsageIsSaidInASentence(String arguments, String said) {
        assertThat(run(("fault " + arguments).split(" "))).isEqualTo(2);

        assertThat(err.toString()).contains("error: " + said).contains("Try: ./harness fault");
        assertThat(target.faults().list()).isEmpty();
    }

    @Test
    void testsAddFaultsThroughTheirTarget() {
        Fault fault = target.faults().add("drop", Map.of("service", "s3", "resource", "arn:aws:s3:::a/*&x"));

        assertThat(fault.target()).isEqualTo("s3 on arn:aws:s3:::a/*&x");
        assertThat(target.faults().list()).containsExactly(fault);
        assertThatThrownBy(() -> target.faults().clear("fault-2")).isInstanceOf(IllegalArgumentException.class);
        assertThat(target.faults().clear()).containsExactly(fault);
        assertThat(target.faults().list()).isEmpty();
    }

    private int run(String... arguments) {
        return new Main(checkout).run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
