package sh.lfc.nv.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused is refused in a sentence, and nothing was made. */
class CanaryCommandTest {
    @TempDir
    Path checkout;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void aCheckoutWithAPassword() throws Exception {
        Files.createDirectories(checkout.resolve("terraform"));
        Files.writeString(checkout.resolve("terraform/stacks.yaml"), "stacks: []\n");
        Files.writeString(checkout.resolve("password"), "mysecretkey\n");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1, '--url must be an https address, such as https://nv-demo.nv.lfc.sh, not http://127.0.0.1'",
        "https:nowhere, '--url must be an https address, such as https://nv-demo.nv.lfc.sh, not https:nowhere'",
        "https://nowhere.invalid, 'there is no host nowhere.invalid: DNS knows no address of it'",
        "https://127.0.0.1:1, 'https://127.0.0.1:1 cannot be reached: Connection refused'"
    })
    void anAddressThatCannotBeTheServicesIsRefused(String url, String sentence) {
        assertThat(run("--url", url)).isEqualTo(1);

        assertThat(err.toString()).isEqualToIgnoringNewLines("error: " + sentence);
        assertThat(checkout.resolve(".harness/reports")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "often", "-5m", "9s", "25h", "1.5h", "999999999m"})
    void whatIsNoTimeIsRefused(String time) {
        assertThat(run("--url", "https://nowhere.invalid", "--every", time)).isEqualTo(2);

        assertThat(err.toString())
                .contains("'--every'", "\"" + time + "\" is no time from 10s up to 24h, such as 30s, 5m or 1h");
        assertThat(checkout.resolve(".harness")).doesNotExist();
    }

    @Test
    void onlyALiveSystemIsLookedAt() {
        assertThat(run("--url", "https://nowhere.invalid", "--target", "embedded"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--target", "embedded");

        assertThat(run("--url", "https://nowhere.invalid", "--target", "live")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no host nowhere.invalid");
    }

    private int run(String... more) {
        var arguments = new ArrayList<>(List.of("canary", "--user", "nvclient", "--password-from"));
        arguments.add(checkout.resolve("password").toString());
        arguments.addAll(List.of(more));
        return new Main(checkout)
                .run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
    }
}
