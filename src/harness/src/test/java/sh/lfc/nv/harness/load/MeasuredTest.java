package sh.lfc.nv.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import sh.lfc.nv.harness.load.Measured.Row;
import sh.lfc.nv.harness.load.Metric.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

class MeasuredTest {
    private static final Instant FIRST = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-11-29T12:01:00Z");

    @Test
    void minutesBecomeAWholeWhereThatFollowsFromThem() {
        var measured = Measured.of(
                List.of(
                        metric("requests", Statistic.SUM),
                        metric("latency", Statistic.P99),
                        metric("at a time", Statistic.MAXIMUM),
                        metric("processor", Statistic.AVERAGE)),
                List.of(
                        result("m0", 2.0, 3.0),
                        result("m1", 30.0, 12.0),
                        result("m2", 2.0, 7.0),
                        result("m3", 45.0, 15.0)));

        assertThat(measured.rows())
                .containsExactly(
                        new Row("api", "requests, sum", "", OptionalDouble.of(5), 3, FIRST),
                        new Row("api", "latency, p99", "", OptionalDouble.empty(), 30, SECOND),
                        new Row("api", "at a time, maximum", "", OptionalDouble.of(7), 7, FIRST),
                        new Row("api", "processor, average", "", OptionalDouble.of(30), 45, SECOND));
        assertThat(measured.absent()).isEmpty();
    }

    @Test
    void resultsThatComeInPartsAreOne() {
        var measured = Measured.of(
                List.of(metric("requests", Statistic.SUM)), List.of(result("m0", 2.0), result("m0", 1.0, 4.0)));

        assertThat(measured.rows())
                .containsExactly(new Row("api", "requests, sum", "", OptionalDouble.of(7), 4, FIRST));
    }

    @Test
    void whatHasNoValuesIsNamed() {
        var measured = Measured.of(
                List.of(metric("requests", Statistic.SUM), metric("processor", Statistic.AVERAGE)),
                List.of(result("m0", 1.0), result("m1")));

        assertThat(measured.rows()).hasSize(1);
        assertThat(measured.absent()).containsExactly("api, processor");
    }

    @Test
    void aTableShowsWhatWasMeasuredAndSaysWhatWasNot() {
        var table = MeasuredTable.html(new Measured(
                List.of(
                        new Row("HTTP API", "latency, p99", "ms", OptionalDouble.empty(), 12.34, FIRST),
                        new Row("cache", "hits, sum", "", OptionalDouble.of(12_345), 99, FIRST)),
                List.of("database, processor")));

        assertThat(table)
                .contains("<td>latency, p99</td><td class=\"n\">–</td><td class=\"n\">12.3 ms</td>")
                .contains("<td class=\"n\">12,345</td><td class=\"n\">99</td>")
                .contains("Not measured there: database, processor.");
    }

    private static Metric metric(String title, Statistic statistic) {
        return new Metric("api", title, "", "AWS/Lambda", "Any", Map.of(), statistic);
    }

    /** Values of the second minute, then of the first: CloudWatch answers the newest first. */
    private static MetricDataResult result(String id, Double... values) {
        return MetricDataResult.builder()
                .id(id)
                .values(Arrays.asList(values))
                .timestamps(List.of(SECOND, FIRST).subList(0, values.length))
                .build();
    }
}
