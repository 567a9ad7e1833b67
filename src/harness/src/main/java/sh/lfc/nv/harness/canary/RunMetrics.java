package sh.lfc.nv.harness.canary;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sh.lfc.nv.canary.aws.AwsAccess;
import sh.lfc.nv.harness.canary.RunRecord.Scenario;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * Publishes runs to CloudWatch: the metrics {@code SuccessPercent} and {@code Duration} of the whole run, of each feature
 * and of each scenario, named as Synthetics names its own.
 */
public record RunMetrics(AwsAccess aws) {
    /** Their namespace. */
    public static final String NAMESPACE = "nv-demo/Canary";

    private static final String FEATURE = "Feature";
    private static final String SCENARIO = "Scenario";

    /** @return why it could not be done, in a sentence; empty when it was */
    public Optional<String> publish(RunRecord run) {
        try (var cloudWatch = aws.client(CloudWatchClient.builder())) {
            cloudWatch.putMetricData(put -> put.namespace(NAMESPACE).metricData(data(run)));
            return Optional.empty();
        } catch (SdkException e) {
            return Optional.of("the metrics were not published: " + e.getMessage());
        }
    }

    static List<MetricDatum> data(RunRecord run) {
        var data = new ArrayList<MetricDatum>();
        var at = run.begin();
        data.addAll(pair(at, List.of(), run.passed() ? 100 : 0, run.millis()));
        var byFeature = run.scenarios().stream()
                .collect(Collectors.groupingBy(Scenario::feature, TreeMap::new, Collectors.toList()));
        byFeature.forEach((feature, scenarios) -> {
            var dimension = dimension(FEATURE, feature);
            data.addAll(pair(
                    at,
                    List.of(dimension),
                    percent(scenarios),
                    scenarios.stream().mapToLong(Scenario::millis).sum()));
            // An outline's examples are one scenario by name.
            var byName = scenarios.stream()
                    .collect(Collectors.groupingBy(Scenario::scenario, TreeMap::new, Collectors.toList()));
            byName.forEach((name, examples) -> data.addAll(pair(
                    at,
                    List.of(dimension, dimension(SCENARIO, name)),
                    percent(examples),
                    examples.stream().mapToLong(Scenario::millis).average().orElse(0))));
        });
        return data;
    }

    private static double percent(List<Scenario> scenarios) {
        return 100.0 * scenarios.stream().filter(Scenario::passed).count() / scenarios.size();
    }

    private static List<MetricDatum> pair(Instant at, List<Dimension> dimensions, double percent, double millis) {
        return Stream.of(
                        MetricDatum.builder()
                                .metricName("SuccessPercent")
                                .unit(StandardUnit.PERCENT)
                                .value(percent),
                        MetricDatum.builder()
                                .metricName("Duration")
                                .unit(StandardUnit.MILLISECONDS)
                                .value(millis))
                .map(datum -> datum.timestamp(at).dimensions(dimensions).build())
                .toList();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }
}
