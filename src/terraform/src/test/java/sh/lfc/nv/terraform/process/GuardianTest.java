package sh.lfc.nv.terraform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.terraform.failure.ActionableException;

/** Programs whose starter is gone, and those that there are not. */
class GuardianTest {
    @TempDir
    private Path folder;

    /** Says which process it is, and runs a program for longer than any test. */
    static final class Starter {
        private Starter() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (var processes = new Processes()) {
                processes.run(
                        new Command(
                                List.of("sh", "-c", "trap 'exit 0' TERM; echo $$; while :; do sleep 0.05; done"),
                                Path.of("."),
                                Environment.inherited(),
                                Duration.ofMinutes(5)),
                        (stream, line) -> System.out.println(line));
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProgramDoesNotOutliveAKilledStarter() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var starter = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Starter.class.getName())
                .redirectErrorStream(true)
                .start();
        try (var out = new BufferedReader(new InputStreamReader(starter.getInputStream()))) {
            var program = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();

            starter.destroyForcibly();

            assertThat(program.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
        } finally {
            starter.destroyForcibly();
        }
    }

    @Test
    void aProgramThatThereIsNotIsSaidToBeMissing() {
        try (var processes = new Processes()) {
            var command =
                    new Command(List.of("no-such-program"), folder, Environment.inherited(), Duration.ofSeconds(10));

            assertThatThrownBy(() -> processes.run(command, LineListener.NONE))
                    .isInstanceOf(ActionableException.class)
                    .hasMessageContaining("could not be started");
        }
    }
}
