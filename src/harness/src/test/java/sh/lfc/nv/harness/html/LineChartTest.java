package sh.lfc.nv.harness.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.harness.html.LineChart.Band;
import sh.lfc.nv.harness.html.LineChart.Series;

class LineChartTest {

    @Test
    void theAxisEndsAtARoundNumberAboveAllValues() {
        assertThat(chart(new Series("a", List.of(3.0, 33.0))).html()).contains(">40 ms<", ">0 ms<");
        assertThat(chart(new Series("a", List.of(0.0))).html())
                .contains(">0 ms<")
                .doesNotContain("NaN", "Infinity");
    }

    @Test
    void whatIsNotThereIsLeftOut() {
        assertThat(chart(new Series("a", List.of(1.0, Double.NaN, 2.0))).html())
                .containsPattern("points=\"[\\d.]+,[\\d.]+ [\\d.]+,[\\d.]+\"");
    }

    @Test
    void severalSeriesHaveAKeyAndABandIsDrawnBehindThem() {
        var html = chart(
                        new Series("one <1>", List.of(1.0, 2.0)),
                        new Series("two", List.of(2.0, 1.0), Optional.of(new Band(0.5, 1.5))))
                .html();

        assertThat(html).contains("one &lt;1&gt;</span>", "two</span>", "<rect ");
        assertThat(html.split("<polyline", -1)).hasSize(3);
    }

    private static LineChart chart(Series... series) {
        return new LineChart("A chart", "ms", List.of("begin", "end"), List.of(series));
    }
}
