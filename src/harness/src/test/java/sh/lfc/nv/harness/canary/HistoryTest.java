package sh.lfc.nv.harness.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    @TempDir
    Path folder;

    @Test
    void runsAreKeptFromOneProcessToTheNext() {
        history().add(Runs.passed(1));
        history().add(Runs.failed(2, "list: it is empty", "abc="));

        assertThat(history().runs()).containsExactly(Runs.passed(1), Runs.failed(2, "list: it is empty", "abc="));
    }

    @Test
    void aLineThatWasCutOffCostsNoOther() throws IOException {
        history().add(Runs.passed(1));
        Files.writeString(file(), "{\"time\":\"2026-11-2\n{}\n", StandardOpenOption.APPEND);

        assertThat(history().add(Runs.passed(2))).containsExactly(Runs.passed(1), Runs.passed(2));
    }

    @Test
    void theOldestRunsGoWhenThereAreTooMany() throws IOException {
        var history = history();
        history.add(Runs.passed(0));
        var line = Files.readString(file());
        Files.writeString(file(), line.repeat(History.MOST + 100), StandardOpenOption.TRUNCATE_EXISTING);

        var runs = history.add(Runs.passed(1));

        assertThat(runs).hasSize(History.MOST).endsWith(Runs.passed(1));
        assertThat(Files.readAllLines(file())).hasSize(History.MOST);
    }

    private History history() {
        return new History(file());
    }

    private Path file() {
        return folder.resolve("history.jsonl");
    }
}
