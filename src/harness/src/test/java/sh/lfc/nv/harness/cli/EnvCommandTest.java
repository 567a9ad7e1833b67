package sh.lfc.nv.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"plain", "with space", "it's", "$HOME `id` \"x\" \\ *", "", "ünï", "a\nb"})
    void aShellReadsBackWhatWasQuoted(String value) throws Exception {
        var script = "printf %s " + EnvCommand.quoted(value);
        var shell = new ProcessBuilder("sh", "-c", script).start();

        var read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(shell.waitFor()).isZero();
        assertThat(read).isEqualTo(value);
    }
}
