package sh.lfc.nv.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.harness.HarnessException;

class ResponsesTest {
    private static final long HOUR = 3_600_000;

    @TempDir
    Path folder;

    @Test
    void shardsTogetherHaveThePercentilesOfAllTheirRequests() throws Exception {
        var random = new Random(7);
        var all = new Histogram(HOUR, 3);
        var logs = new ArrayList<Path>();
        for (var shard = 0; shard < 5; shard++) {
            var own = new Histogram(HOUR, 3);
            for (var i = 0; i < 10_000; i++) {
                var time = Math.round(Math.exp(random.nextGaussian() * 2 + shard));
                own.recordValue(time);
                all.recordValue(time);
            }
            logs.add(log("shard-" + shard, "download_from_S3|ok", own));
        }

        var responses = Responses.read(logs);

        assertThat(responses.requests()).containsExactly("download from S3");
        assertThat(responses.ok()).isEqualTo(all);
        for (var percentile : new double[] {1, 50, 95, 99, 99.9, 100}) {
            assertThat(responses.ok().getValueAtPercentile(percentile)).isEqualTo(all.getValueAtPercentile(percentile));
        }
    }

    @Test
    void failuresAreCountedByTheirStatusAndAreInNoPercentile() throws Exception {
        var responses = Responses.read(List.of(
                log("ok", "list|ok", times(5, 10)),
                log("busy", "list|failed-503", times(3, 9_000)),
                log("none", "upload|failed-none", times(2, 60_000))));

        assertThat(responses.failed()).isEqualTo(5);
        assertThat(responses.failed("list")).isEqualTo(3);
        assertThat(responses.failedByStatus()).isEqualTo(Map.of("503", 3L, "none", 2L));
        assertThat(responses.ok().getMaxValue()).isEqualTo(10);
        assertThat(responses.timeline().values()).singleElement().satisfies(second -> {
            assertThat(second.ok().getTotalCount()).isEqualTo(5);
            assertThat(second.failed()).isEqualTo(5);
        });
    }

    @Test
    void whatIsNoLogOfResponseTimesIsSaid() throws Exception {
        var text = Files.writeString(folder.resolve("text"), "Hello\n");
        var untagged = log("untagged", "list", times(1, 1));

        assertThatThrownBy(() -> Responses.read(List.of(folder.resolve("absent"))))
                .isInstanceOf(HarnessException.class)
                .hasMessageContaining("there are no response times in");
        assertThatThrownBy(() -> Responses.read(List.of(text)))
                .isInstanceOf(HarnessException.class)
                .hasMessageContaining("is not a log of response times");
        assertThatThrownBy(() -> Responses.read(List.of(untagged)))
                .isInstanceOf(HarnessException.class)
                .hasMessageContaining("\"list\", which is no request and outcome");
    }

    private static Histogram times(int count, long millis) {
        var histogram = new Histogram(HOUR, 3);
        histogram.recordValueWithCount(millis, count);
        return histogram;
    }

    private Path log(String name, String tag, Histogram histogram) throws Exception {
        var file = folder.resolve(name);
        try (var out = new PrintStream(new FileOutputStream(file.toFile()))) {
            var log = new HistogramLogWriter(out);
            log.outputLogFormatVersion();
            histogram.setTag(tag);
            log.outputIntervalHistogram(1, 2, histogram, 1);
        }
        return file;
    }
}
