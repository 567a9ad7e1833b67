package sh.lfc.nv.harness.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** Metrics as CloudWatch has them in the end. */
class RunMetricsTest {
    @TempDir
    Path folder;

    @Test
    void aRunItsFeaturesAndItsScenariosAreMeasured() {
        try (var target = EmbeddedTarget.start(0, folder)) {
            var run = Runs.failed(1, "why", null);

            assertThat(new RunMetrics(target.aws()).publish(run)).isEmpty();

            assertThat(value(target.aws(), run, "SuccessPercent")).isZero();
            assertThat(value(target.aws(), run, "Duration")).isEqualTo(5_000);
            assertThat(value(target.aws(), run, "SuccessPercent", "Feature", "upload"))
                    .isEqualTo(50);
            assertThat(value(target.aws(), run, "Duration", "Feature", "list")).isEqualTo(300);
            assertThat(value(target.aws(), run, "Duration", "Feature", "upload", "Scenario", "Nobody else"))
                    .isEqualTo(500);
        }
    }

    @Test
    void whatCannotBePublishedIsToldInASentence() throws IOException {
        AwsAccess nobody;
        try (var target = EmbeddedTarget.start(0, folder)) {
            nobody = target.aws().as(AwsAccess.Keys.of("AKIAIOSFODNN7EXAMPLE", "wrong"));

            assertThat(new RunMetrics(nobody).publish(Runs.passed(1)).orElseThrow())
                    .startsWith("the metrics were not published: ")
                    .doesNotContain("\n");
        }
    }

    private static double value(AwsAccess aws, RunRecord run, String metric, String... dimensions) {
        try (var cloudWatch = aws.client(CloudWatchClient.builder())) {
            return cloudWatch
                    .getMetricStatistics(get -> get.namespace(RunMetrics.NAMESPACE)
                            .metricName(metric)
                            .dimensions(dimensions(Arrays.asList(dimensions)))
                            .startTime(run.begin().minus(Duration.ofHours(1)))
                            .endTime(run.begin().plus(Duration.ofHours(1)))
                            .period(3_600)
                            .statistics(Statistic.AVERAGE))
                    .datapoints()
                    .stream()
                    .mapToDouble(Datapoint::average)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    private static List<Dimension> dimensions(List<String> pairs) {
        return pairs.isEmpty()
                ? List.of()
                : pairs.size() == 2
                        ? List.of(dimension(pairs.get(0), pairs.get(1)))
                        : List.of(dimension(pairs.get(0), pairs.get(1)), dimension(pairs.get(2), pairs.get(3)));
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }
}
