package sh.lfc.nv.harness.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.harness.bench.UpTimes.StackTimes;

class UpPageTest {

    @Test
    void everyStackIsARowThatBeginsWhenItBegan() {
        var page = new UpPage(new UpTimes(
                        1_000,
                        99_000,
                        0,
                        List.of(
                                new StackTimes("vpc", 0, 1_000, 20_000, 3_000, 31),
                                new StackTimes("postgres", 21_000, 1_000, 77_000, 90_000, 12))))
                .html();

        assertThat(page)
                .contains(">vpc</text>", ">postgres</text>", ">21 s</text>", ">78 s</text>")
                // 420 of the drawing's units are 100 seconds, from 170 on.
                .contains("<rect x=\"174.2\"", "<rect x=\"262.4\"")
                .doesNotContain("<script", "src=", "url(", "<link", "width=\"-");
    }
}
