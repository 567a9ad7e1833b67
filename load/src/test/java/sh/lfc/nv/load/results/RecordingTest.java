package sh.lfc.nv.load.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final long NOW = 1_795_918_031_874L;

    @TempDir
    Path folder;

    @Test
    void eachSecondRequestAndOutcomeHasAHistogram() throws Exception {
        var recording = new Recording();
        recording.request("upload to S3", NOW, NOW + 70, true, "");
        recording.request("list", NOW + 1_000, NOW + 1_005, true, "");
        recording.request("list", NOW, NOW + 2_000, true, "");
        recording.request("list", NOW, NOW + 4, false, "status.find.in(200,307), found 503");
        recording.request("list", NOW, NOW + 60_000, false, "i.g.h.c.i.RequestTimeoutException: after 60000 ms");
        recording.request("list", NOW, NOW + 9_000_000, true, "");

        var file = folder.resolve("log");
        recording.write(file);

        assertThat(read(file))
                .containsExactly(
                        "1795918031 upload_to_S3|ok 1 70",
                        "1795918031 list|ok 2 3600383",
                        "1795918031 list|failed-503 1 4",
                        "1795918031 list|failed-none 1 60031",
                        "1795918032 list|ok 1 5");
        assertThat(recording.first()).isEqualTo(NOW);
        assertThat(recording.last()).isEqualTo(NOW + 9_000_000);
        assertThat(recording.errors())
                .containsEntry("list: status.find.in(200,307), found 503", 1L)
                .hasSize(2);
    }

    @Test
    void aLongRunFitsIntoMemory() throws Exception {
        var recording = new Recording();
        for (var second = 0; second < 20_000; second++) {
            for (var request : List.of("a", "b", "c", "d", "e", "f")) {
                recording.request(request, NOW + second * 1_000L, NOW + second * 1_000L + second % 50, true, "");
            }
        }

        var file = folder.resolve("log");
        recording.write(file);

        assertThat(read(file)).hasSize(120_000);
    }

    @Test
    void aRunWithoutRequestsIsALogWithoutHistograms() throws Exception {
        var recording = new Recording();

        var file = folder.resolve("log");
        recording.write(file);

        assertThat(read(file)).isEmpty();
        assertThat(recording.first()).isZero();
    }

    private static List<String> read(Path file) throws Exception {
        var seen = new ArrayList<String>();
        try (var log = new HistogramLogReader(file.toFile())) {
            while (log.hasNext()) {
                if (log.nextIntervalHistogram() instanceof Histogram histogram) {
                    seen.add("%d %s %d %d"
                            .formatted(
                                    histogram.getStartTimeStamp() / 1_000,
                                    histogram.getTag(),
                                    histogram.getTotalCount(),
                                    histogram.getMaxValue()));
                }
            }
        }
        return seen;
    }
}
