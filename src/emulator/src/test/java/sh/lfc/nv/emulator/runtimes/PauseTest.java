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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that stand still, and do not outlive the emulator for that. */
@EnabledOnOs(OS.LINUX)
class PauseTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    /** Ends when it gets a signal to act on, as PostgreSQL does when the emulator has gone; has a child that ends soon. */
    private static Command engine() {
        return Command.of(
                        "engine",
                        List.of(
                                "/bin/sh",
                                "-c",
                                "trap 'exit 0' TERM; echo $$ ready; while :; do sleep 5 & echo $!; wait; done"))
                .endedBy(Signal.TERM, Signal.TERM);
    }

    private static char state(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).charAt(0);
    }

    @Test
    void anEngineStandsStillWithAllThatItHasStartedAndGoesOn() throws Exception {
        try (ChildProcesses processes = ChildProcesses.open(folder)) {
            EngineProcess engine = new EngineProcess(
                    processes,
                    PauseTest::engine,
                    line -> line.contains("ready"),
                    new EngineLog(folder.resolve("log")),
                    () -> {});
            assertThatThrownBy(engine::pause).isInstanceOf(IOException.class);
            engine.start();
            await().until(() ->
                    ProcessHandle.of(engine.pid()).orElseThrow().children().count() == 1);
            long child = ProcessHandle.of(engine.pid())
                    .orElseThrow()
                    .children()
                    .findFirst()
                    .orElseThrow()
                    .pid();

            engine.pause();
            engine.pause();

            await().atMost(SOON).until(() -> state(engine.pid()) == 'T' && state(child) == 'T');
            engine.resume();
            await().atMost(SOON).until(() -> state(engine.pid()) != 'T' && state(child) != 'T');

            engine.pause();
            long begin = System.nanoTime();
            engine.stop(Signal.TERM);

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(EngineProcess.GRACE);
            await().atMost(SOON).until(() -> ProcessHandle.of(child).isEmpty());
        }
    }

    /** What {@link #whatStandsStillEndsWithTheJvmThatIsKilled} runs and kills. */
    static final class Parent {
        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            ChildProcesses processes = Boolean.parseBoolean(arguments[1])
                    ? ChildProcesses.watchingByShell(folder)
                    : ChildProcesses.open(folder);
            BlockingQueue<String> lines = new LinkedBlockingQueue<>();
            ChildProcess child = processes.start(engine(), lines::add);
            List<String> pids = new ArrayList<>();
            pids.add(lines.take().split(" ")[0]);
            pids.add(lines.take());
            Pause.of(processes, "engine", Pause.family(child));
            System.out.println(String.join(" ", pids));
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatStandsStillEndsWithTheJvmThatIsKilled(boolean byShell) throws Exception {
        Process parent = OwnJvm.start(Parent.class, folder.toString(), Boolean.toString(byShell));
        List<Long> pids = new ArrayList<>();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            for (String pid : output.readLine().split(" ")) {
                pids.add(Long.parseLong(pid));
            }
            for (long pid : pids) {
                await().atMost(SOON).until(() -> state(pid) == 'T');
            }
        } finally {
            parent.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }

        await().atMost(SOON).until(() -> pids.stream()
                .noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
        ChildProcesses.endLeftovers(folder);
    }
}
