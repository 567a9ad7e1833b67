package sh.lfc.nv.harness.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.harness.mutants.MutantResult.Verdict;

class MutationReportTest {

    @TempDir
    private Path folder;

    @Test
    void aSurvivorAndAFalseAlarmAreNotGood() {
        assertThat(new MutationReport(List.of(result("a", false, Verdict.SURVIVED))).good())
                .isFalse();
        assertThat(new MutationReport(List.of(result("a", true, Verdict.KILLED))).good())
                .isFalse();
        assertThat(new MutationReport(List.of(
                                result("a", false, Verdict.KILLED),
                                result("b", false, Verdict.REFUSED),
                                result("c", true, Verdict.SURVIVED)))
                        .good())
                .isTrue();
    }

    @Test
    void whatStandsInAMutantCannotBreakThePage() throws IOException {
        new MutationReport(List.of(result("<script>", false, Verdict.SURVIVED))).write(folder);

        assertThat(Files.readString(folder.resolve("mutants.html")))
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
        assertThat(Files.readString(folder.resolve("mutants.json"))).contains("\"survived\" : 1");
    }

    @Test
    void resultsAreFoundAgainAndACutOffLineIsNot() throws IOException {
        var file = new ResultsFile(folder.resolve("results.jsonl"));
        file.add(result("a", false, Verdict.KILLED));
        Files.writeString(
                folder.resolve("results.jsonl"),
                Files.readString(folder.resolve("results.jsonl")) + "{\"name\": \"b\", \"sa");

        assertThat(file.read()).containsOnlyKeys("a");
    }

    private static MutantResult result(String name, boolean harmless, Verdict verdict) {
        return new MutantResult(name, name, "vpc", harmless, verdict, "", 1, "--- a.tf\n- x\n+ y", "f");
    }
}
