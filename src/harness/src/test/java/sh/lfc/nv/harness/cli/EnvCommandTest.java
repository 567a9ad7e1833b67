package sh.lfc.nv.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @Test
    void anAwsCliThatKnowsNoEndpointVariableIsToldByAnArgument(@TempDir Path folder) throws Exception {
        var aws = folder.resolve("aws");
        Files.writeString(aws, "#!/bin/sh\nprintf '%s,' \"$@\"\n");
        assertThat(aws.toFile().setExecutable(true)).isTrue();
        var script = ToolEnvironment.AWS_FUNCTION
                + "; AWS_ENDPOINT_URL=http://here; aws s3 ls 'a b'; AWS_ENDPOINT_URL=; aws s3 ls";
        var builder = new ProcessBuilder("sh", "-c", script);
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        var shell = builder.start();

        var read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(shell.waitFor()).isZero();
        assertThat(read).isEqualTo("--endpoint-url=http://here,s3,ls,a b,s3,ls,");
    }
}
