package sh.lfc.nv.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadCommandTest {
    @TempDir
    Path checkout;

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aCheckout() throws Exception {
        Files.createDirectories(checkout.resolve("terraform"));
        Files.writeString(checkout.resolve("terraform/stacks.yaml"), "stacks: []\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--profile smoke | Missing required option: '--simulation=<simulation>'",
                "--simulation list --users 0 | --users must be from 0.01 to 100000, not 0",
                "--simulation list --seconds 7201 | --seconds must be from 1 to 7200, not 7201",
                "--simulation list --processes 9 | --processes must be from 1 to 8, not 9",
                "--simulation list --target live --url https://a.invalid --user u --max-rate 5"
                        + " | --target live needs --url, --user, --max-rate and --yes-load-live: real clients use it",
                "--simulation list --target live --yes-load-live --url https://a.invalid --user u"
                        + " | --target live needs --url, --user, --max-rate and --yes-load-live: real clients use it",
                "--simulation list --target live --yes-load-live --url https://a.invalid --user u --max-rate 51"
                        + " | --max-rate must be from 0.01 to 50, not 51",
            })
    void whatCannotBeIsRefusedBeforeAnythingIsSent(String arguments, String sentence) {
        assertThat(run("load " + arguments)).isEqualTo(2);

        assertThat(err.toString()).startsWith("error: " + sentence).hasLineCount(2);
    }

    @Test
    void aLiveServiceThatIsNotThereGetsNoLoad() {
        var exitCode = run("load --simulation list --target live --yes-load-live --max-rate 1 --user u"
                + " --url https://nowhere.invalid --password-from " + checkout.resolve("terraform/stacks.yaml"));

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString()).contains("there is no host nowhere.invalid");
        assertThat(checkout.resolve(".harness/reports")).doesNotExist();
    }

    @Test
    void nothingCanBeMergedFromAFolderWithoutRuns() {
        assertThat(run("load merge " + checkout)).isEqualTo(1);

        assertThat(err.toString()).contains("there is no run in [" + checkout + "]");
    }

    private int run(String arguments) {
        return new Main(checkout)
                .run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), arguments.split(" +"));
    }
}
