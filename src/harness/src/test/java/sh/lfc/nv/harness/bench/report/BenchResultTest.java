package sh.lfc.nv.harness.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchResultTest {
    private static final Machine MACHINE = new Machine(2, "Quick <1>", "Linux amd64", "17", 0.1);
    private static final List<String> ORDER = List.of("start", "api", "up");

    @Test
    void whatIsMeasuredAnewTakesThePlaceOfWhatWasThere(@TempDir Path folder) {
        BenchResult.in(folder).with(measured("up", 1), ORDER).write(folder);
        BenchResult.in(folder).with(measured("start", 2), ORDER).write(folder);
        BenchResult.in(folder).with(measured("up", 3), ORDER).write(folder);

        var result = BenchResult.in(folder);

        assertThat(result.sections())
                .extracting(
                        each -> each.section().name(),
                        each -> each.section().rows().get(0).ours().median())
                .containsExactly(tuple("start", 2.0), tuple("up", 3.0));
        assertThat(result.sections().get(0)).isEqualTo(measured("start", 2));
    }

    @Test
    void machinesReadTheVerdictToo(@TempDir Path folder) throws IOException {
        BenchResult.in(folder).with(measured("api", 1_000), ORDER).write(folder);

        var row = new ObjectMapper()
                .readTree(folder.resolve("bench.json").toFile())
                .at("/sections/0/section/rows/0");

        assertThat(row.at("/met").asBoolean()).isTrue();
        assertThat(row.at("/timesAsGood/peer").asDouble()).isEqualTo(10);
    }

    @Test
    void theTablesStandInTheReadmeAsTheyAre() {
        var text = new BenchMarkdown(new BenchResult(List.of(measured("api", 1_000)))).text();

        assertThat(text)
                .contains(
                        "### Title of api",
                        "Measured on 2026-11-29 02:00 UTC with `./harness bench` on 2 cores (Quick <1>), Linux amd64,"
                                + " Java 17, load before 0.1.",
                        "| what | embedded AWS | peer | times as good | goal |  |\n|---|--:|--:|--:|---|---|\n",
                        "| what | 1,000/s | 100/s | 10× | ≥ 10 × peer | met |\n",
                        "| stack | time |\n|---|--:|\n| vpc | 1 s |\n",
                        "\nA note.\n");
    }

    @Test
    void thePageNeedsNothingFromElsewhereAndFitsAPhone() {
        var page = new BenchPage(new BenchResult(List.of(measured("api", 1_000)))).html();

        assertThat(page)
                .contains("<meta name=\"viewport\"", "prefers-color-scheme: dark", "<svg ", "max-width: 42rem")
                .contains("Quick &lt;1&gt;", "<td class=\"good\">met</td>", "<code>./harness bench</code>")
                .contains("<td class=\"n\" data-of=\"peer\">100/s</td>")
                .doesNotContain("<script", "src=", "url(", "@import", "<link");
    }

    @Test
    void aChartHasALineForEachAndRoundNumbersBeside() {
        var svg = new ChartDrawing(chart()).svg();

        assertThat(svg).contains(">0.1 ms<", ">10 ms<", ">100<", ">10 k<", ">a &lt;line&gt;<");
        assertThat(svg.split("<polyline", -1)).hasSize(3);
    }

    private static Measured measured(String name, double ours) {
        var section = new Section(
                name,
                "Title of " + name,
                "Measured somehow.",
                List.of(RowTest.row(Unit.PER_SECOND, ours, 100, Goal.times("peer", 10))),
                List.of(new Table(List.of("stack", "time"), List.of(List.of("vpc", "1 s")))),
                List.of(chart()),
                List.of("A note."));
        return new Measured(section, "2026-11-29 02:00 UTC", "./harness bench", MACHINE);
    }

    private static Chart chart() {
        return new Chart(
                "Times",
                "objects",
                Unit.MILLISECONDS,
                List.of(
                        new Chart.Line("a <line>", List.of(new Chart.Point(100, 0.2), new Chart.Point(10_000, 8))),
                        new Chart.Line("another", List.of(new Chart.Point(100, 0.3)))));
    }
}
