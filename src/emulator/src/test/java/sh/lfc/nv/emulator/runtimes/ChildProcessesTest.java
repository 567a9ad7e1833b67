package sh.lfc.nv.emulator.runtimes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildProcessesTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void linesAndTheExitCodeArrive() throws Exception {
        try (ChildProcesses processes = ChildProcesses.open(folder)) {
            BlockingQueue<String> out = new LinkedBlockingQueue<>();
            BlockingQueue<String> err = new LinkedBlockingQueue<>();

            ChildProcess child = processes.start(
                    shell("echo \"$GREETING\"; echo bad >&2; exit 7").with(Map.of("GREETING", "grüezi")),
                    out::add,
                    err::add);

            assertThat(child.onExit().get(10, TimeUnit.SECONDS)).isEqualTo(7);
            assertThat(out.poll(10, TimeUnit.SECONDS)).isEqualTo("grüezi");
            assertThat(err.poll(10, TimeUnit.SECONDS)).isEqualTo("bad");
        }
    }

    @Test
    void theEnvironmentIsOnlyWhatTheCommandSays() throws Exception {
        try (ChildProcesses processes = ChildProcesses.open(folder)) {
            BlockingQueue<String> lines = new LinkedBlockingQueue<>();

            processes
                    .start(
                            Command.of("env", List.of("/usr/bin/env", "-u", "PATH"))
                                    .with(Map.of("A", "1")),
                            lines::add)
                    .onExit()
                    .get(10, TimeUnit.SECONDS);

            assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("A=1");
            assertThat(lines).isEmpty();
        }
    }

    @Test
    void aProgramThatIsNotThereIsReported() throws Exception {
        try (ChildProcesses processes = ChildProcesses.open(folder)) {
            ChildProcess child = processes.start(Command.of("nothing", List.of("/no/such/program")), line -> {});

            assertThat(child.onExit().get(10, TimeUnit.SECONDS)).isBetween(126, 127);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closingEndsChildrenAndTheirChildren(boolean byShell) throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        ChildProcesses processes = byShell ? ChildProcesses.watchingByShell(folder) : ChildProcesses.open(folder);
        String deaf = byShell ? "" : "trap '' TERM; ";
        ChildProcess child = processes.start(shell(deaf + "sleep 1000 & echo $!; wait"), lines::add);
        long grandchild = Long.parseLong(lines.poll(10, TimeUnit.SECONDS));

        processes.close();

        assertThat(child.isAlive()).isFalse();
        await().atMost(SOON).until(() -> ProcessHandle.of(grandchild).isEmpty());
        assertThat(journals()).isEmpty();
        assertThatThrownBy(() -> processes.start(shell("true"), lines::add)).isInstanceOf(IOException.class);
    }

    @Test
    void closingGivesChildrenTheTimeToEndWell() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        ChildProcesses processes = ChildProcesses.open(folder);
        ChildProcess child = processes.start(
                shell("trap 'sleep 0.3; echo done; exit 5' TERM; echo ready; while :; do sleep 0.05; done"),
                lines::add);
        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("ready");

        processes.close();

        assertThat(lines.poll(10, TimeUnit.SECONDS)).isEqualTo("done");
        assertThat(child.onExit().get(10, TimeUnit.SECONDS)).isEqualTo(5);
    }

    /** What {@link #childrenEndWhenTheirJvmIsKilled} runs and kills. */
    static final class Parent {
        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            ChildProcesses processes = Boolean.parseBoolean(arguments[1])
                    ? ChildProcesses.watchingByShell(folder)
                    : ChildProcesses.open(folder);
            Path data = Files.createDirectory(folder.resolve("nv-emulator-data"));
            processes.owns(data);
            processes.start(shell("echo $$; exec sleep 1000"), System.out::println);
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void childrenEndWhenTheirJvmIsKilled(boolean byShell) throws Exception {
        Process parent = OwnJvm.start(Parent.class, folder.toString(), Boolean.toString(byShell));
        long child;
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            child = Long.parseLong(output.readLine());
            assertThat(ProcessHandle.of(child)).isPresent();
        } finally {
            parent.destroyForcibly().waitFor();
        }

        await().atMost(SOON).until(() -> ProcessHandle.of(child).isEmpty());
        assertThat(journals()).hasSize(1);
        assertThat(folder.resolve("nv-emulator-data")).exists();
        ChildProcesses.endLeftovers(folder);
        assertThat(journals()).isEmpty();
        assertThat(folder.resolve("nv-emulator-data")).doesNotExist();
    }

    @Test
    void whatAKilledEmulatorLeftIsEndedAndNothingElse() throws Exception {
        Process left = new ProcessBuilder("sleep", "1000").start();
        Process recycled = new ProcessBuilder("sleep", "1000").start();
        try {
            String birth = Birth.of(left.toHandle()).orElseThrow();
            String other = Birth.of(recycled.toHandle()).orElseThrow() + "1";
            Files.writeString(
                    folder.resolve("dead_1.journal"),
                    "process " + left.pid() + " " + birth + " TERM\nprocess " + recycled.pid() + " " + other
                            + " TERM\n");

            ChildProcesses.endLeftovers(folder);

            assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(recycled.isAlive()).isTrue();
            assertThat(journals()).isEmpty();
        } finally {
            left.destroyForcibly();
            recycled.destroyForcibly();
        }
    }

    @Test
    void aSecondEmulatorLeavesTheFirstOnesChildrenAlone() throws Exception {
        try (ChildProcesses first = ChildProcesses.open(folder)) {
            ChildProcess child = first.start(shell("exec sleep 1000"), line -> {});

            ChildProcesses.open(folder).close();

            assertThat(child.isAlive()).isTrue();
            assertThat(journals()).hasSize(1);
        }
    }

    @Test
    void aProcessIsToldFromOthersByItsBirth() {
        Optional<String> own = Birth.of(ProcessHandle.current());

        assertThat(own).isPresent().isEqualTo(Birth.of(ProcessHandle.current()));
        assertThat(Birth.of(ProcessHandle.current().parent().orElseThrow())).isNotEqualTo(own);
    }

    private List<Path> journals() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".journal")).toList();
        }
    }

    private static Command shell(String script) {
        return Command.of("shell", List.of("/bin/sh", "-c", script));
    }
}
