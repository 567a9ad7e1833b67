package sh.lfc.nv.harness.bench.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.harness.bench.Progress;
import sh.lfc.nv.harness.bench.Servers;
import sh.lfc.nv.harness.bench.Setting;
import sh.lfc.nv.harness.bench.api.ApiMeasurement.Effort;
import sh.lfc.nv.harness.bench.report.Row;
import sh.lfc.nv.harness.bench.server.MotoServer;
import sh.lfc.nv.harness.bench.server.Peer;
import sh.lfc.nv.harness.bench.server.Server;

class ApiMeasurementTest {
    private static final Effort LITTLE = new Effort(2, Duration.ofMillis(20), Duration.ofMillis(1), 20, 5);

    @Test
    void everySmallCallIsMeasuredOnARealOneBesideWhatIsThere(@TempDir Path folder) throws InterruptedException {
        var told = new ArrayList<String>();
        try (var running = new Servers()) {
            var setting = new Setting(
                    folder,
                    folder,
                    1,
                    List.of("1 KiB", "ListObjectsV2", "DescribeVpcs", "GetSecretValue", "Invoke"),
                    false,
                    List.of(new Missing()),
                    running,
                    new Told(told));

            var section = new ApiMeasurement(LITTLE).measure(setting);

            assertThat(section.rows())
                    .extracting(Row::what)
                    .contains(
                            "S3 PutObject, 1 KiB",
                            "S3 GetObject, 1 KiB",
                            "S3 ListObjectsV2, all of 20 keys by pages of 1,000",
                            "EC2 DescribeVpcs, 5 VPCs",
                            "Secrets Manager GetSecretValue",
                            "Lambda Invoke, warm, a function that does nothing")
                    .containsAll(told);
            assertThat(section.rows())
                    .allSatisfy(row -> assertThat(row.ours().median()).isPositive());
            assertThat(section.rows().get(0).peers()).singleElement().satisfies(peer -> assertThat(peer.absence())
                    .isEqualTo("not installed"));
            assertThat(section.rows().stream().filter(row -> row.what().contains("p99")))
                    .hasSize(5);
        }
    }

    private record Missing() implements Peer {
        @Override
        public String name() {
            return MotoServer.NAME;
        }

        @Override
        public Optional<String> absence() {
            return Optional.of("not installed");
        }

        @Override
        public String version() {
            throw new IllegalStateException("there is none");
        }

        @Override
        public Server start() {
            throw new IllegalStateException("there is none");
        }
    }

    private record Told(List<String> rows) implements Progress {
        @Override
        public void doing(String what) {}

        @Override
        public void found(Row row) {
            rows.add(row.what());
        }
    }
}
