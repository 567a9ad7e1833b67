package sh.lfc.nv.harness.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusPageTest {
    private static final URI SERVICE = URI.create("https://nv-demo.nv.lfc.sh");

    @Test
    void theLastRunIsTheState() {
        assertThat(page(Runs.failed(1, "why", null), Runs.passed(2))).contains("All is well");
        assertThat(page(Runs.passed(1), Runs.failed(2, "why", null))).contains("Something fails");
    }

    @Test
    void theLastFailureIsToldWithItsRequest() {
        var page = page(
                Runs.failed(1, "an older one", "older="),
                Runs.failed(2, "upload: the text \"<b>\" comes back", "QwE1x=="),
                Runs.passed(3));

        assertThat(page)
                .contains(
                        "<p class=\"why\">2026-11-24 12:10:00 UTC: upload: the text &quot;&lt;b&gt;&quot; comes back</p>")
                .contains("<code>QwE1x==</code>")
                .doesNotContain("<code>older=</code>");
    }

    @Test
    void uptimeIsOneHundredOnlyWhenAllHavePassed() {
        var runs = new ArrayList<RunRecord>();
        for (var i = 0; i < 30_000; i++) {
            runs.add(Runs.passed(i));
        }
        assertThat(StatusPage.uptime(runs)).isEqualTo("100 %");

        runs.add(Runs.failed(30_000, "why", null));

        assertThat(StatusPage.uptime(runs)).isEqualTo("99.99 %");
        assertThat(StatusPage.uptime(List.of(Runs.failed(1, "why", null)))).isEqualTo("0.00 %");
    }

    @Test
    void itNeedsNothingFromElsewhereAndFitsAPhone() {
        assertThat(page(Runs.passed(1)))
                .contains("<meta name=\"viewport\"", "prefers-color-scheme: dark", "<svg ")
                .doesNotContain("<script", "src=", "url(", "@import", "<link");
    }

    @Test
    void theChartMarksFailuresAndLeavesOutWhatWasNotAnswered() {
        var svg = StatusPage.times(List.of(Runs.passed(1), Runs.failed(2, "why", null), Runs.passed(3)))
                .html();

        assertThat(svg.split("class=\"failed\"", -1)).hasSize(2);
        assertThat(svg)
                .containsPattern("points=\"[\\d.]+,[\\d.]+ [\\d.]+,[\\d.]+\"")
                .contains(">40 ms<");
    }

    @Test
    void examplesOfAnOutlineAreOneScenario() {
        var page = page(Runs.failed(1, "why", null));

        assertThat(page.split("upload: Nobody else", -1)).hasSize(2);
        assertThat(page).contains("<td class=\"bad\">fails</td><td class=\"n\">50.0 %</td>");
    }

    private static String page(RunRecord... runs) {
        return new StatusPage(SERVICE, List.of(runs)).html();
    }
}
