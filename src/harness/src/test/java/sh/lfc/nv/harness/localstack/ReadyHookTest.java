package sh.lfc.nv.harness.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.harness.checkout.Checkout;

/** The init hook, with something in the place of LocalStack's command line that serves everything but databases. */
class ReadyHookTest {
    private static final Path HOOK = Checkout.around(Path.of("")).root().resolve("localstack/init/ready.d/served.sh");
    private static final String AWSLOCAL =
            """
            #!/bin/sh
            echo "$1" >> "$ASKED"
            [ "$1" != rds ] || { echo; echo "An error occurred (InternalFailure): not in your plan" >&2; exit 254; }
            """;

    @TempDir
    Path folder;

    @Test
    void itNamesWhatIsNotServedAndAsksForAllThatTheStacksUse() throws Exception {
        var awslocal = Files.writeString(folder.resolve("awslocal"), AWSLOCAL);
        Files.setPosixFilePermissions(awslocal, PosixFilePermissions.fromString("rwx------"));
        var asked = folder.resolve("asked");
        var builder = new ProcessBuilder(HOOK.toString()).redirectErrorStream(true);
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().put("ASKED", asked.toString());

        var hook = builder.start();

        assertThat(new String(hook.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        nv-demo: not served: rds (An error occurred (InternalFailure): not in your plan)
                        nv-demo: the stacks' services were asked for
                        """);
        assertThat(hook.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(hook.exitValue()).isZero();
        assertThat(Files.readAllLines(asked).stream().map(name -> name.replace("s3api", "s3")))
                .containsExactlyElementsOf(Arrays.stream(Service.values())
                        .map(Service::key)
                        .sorted()
                        .toList());
    }
}
