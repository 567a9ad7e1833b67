package sh.lfc.nv.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.harness.load.Summary.Row;
import sh.lfc.nv.harness.load.Trend.Measure;

class TrendTest {

    @Test
    void whatIsUsualComesFromTheRunsBefore() {
        var quiet = runs(20, 21, 20, 19, 20, 21);
        var noisy = runs(20, 35, 12, 28, 15, 24);

        assertThat(Trend.of(with(quiet, 26)).regressed(Measure.P95)).isTrue();
        assertThat(Trend.of(with(noisy, 26)).regressed(Measure.P95)).isFalse();
        assertThat(Trend.of(with(quiet, 22)).regressed(Measure.P95)).isFalse();
        assertThat(Trend.of(with(quiet, 10)).regressed(Measure.P95)).isFalse();
    }

    @Test
    void oneOddRunDoesNotHideARegression() {
        assertThat(Trend.of(with(runs(20, 21, 20, 900, 19, 20, 21), 40)).regressed(Measure.P95))
                .isTrue();
    }

    @Test
    void lessThroughputIsWorseAndMoreIsNot() {
        assertThat(Trend.of(with(runs(20, 20, 20, 20, 20), run(20, 70))).regressed(Measure.THROUGHPUT))
                .isTrue();
        assertThat(Trend.of(with(runs(20, 20, 20, 20, 20), run(20, 130))).regressed(Measure.THROUGHPUT))
                .isFalse();
    }

    @Test
    void aFewRunsSayNothingOfWhatIsUsual() {
        var trend = Trend.of(with(runs(20, 20, 20, 20), 500));

        assertThat(trend.band(Measure.P95)).isEmpty();
        assertThat(trend.regressions()).isEmpty();
    }

    @Test
    void onlyRunsOfTheSameKindAreCompared() {
        var others = new ArrayList<Summary>();
        runs(20, 20, 20, 20, 20).forEach(run -> others.add(kind(run, "stress")));

        assertThat(Trend.of(with(others, 500)).runs()).hasSize(1);
    }

    @Test
    void thePageMarksTheRegression() {
        var page = new TrendPage(with(runs(20, 21, 20, 19, 20, 21), 60)).html();

        assertThat(page)
                .contains("Worse than before", "p95 is 60.00 ms, usually 20.00 ±", "<svg ", "<rect ")
                .doesNotContain("<script", "src=", "url(", "<link");
        assertThat(new TrendPage(runs(20)).html()).contains("As usual");
    }

    private static List<Summary> runs(long... p95) {
        var runs = new ArrayList<Summary>();
        for (var each : p95) {
            runs.add(run(each, 100));
        }
        return runs;
    }

    private static List<Summary> with(List<Summary> before, long p95) {
        return with(before, run(p95, 100));
    }

    private static List<Summary> with(List<Summary> before, Summary newest) {
        var all = new ArrayList<>(before);
        all.add(newest);
        return all;
    }

    private static Summary run(long p95, double perSecond) {
        var row = new Row("all", 1_000, 0, 5, p95, 2 * p95, 3 * p95, perSecond);
        return new Summary(
                "r",
                "2026-11-29T12:00:00Z",
                "list",
                "load",
                "embedded",
                1,
                60,
                true,
                row,
                List.of(),
                Map.of(),
                List.of());
    }

    private static Summary kind(Summary run, String profile) {
        return new Summary(
                run.run(),
                run.at(),
                run.simulation(),
                profile,
                run.target(),
                1,
                60,
                true,
                run.all(),
                List.of(),
                Map.of(),
                List.of());
    }
}
