package sh.lfc.nv.emulator.services.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.StatisticSet;

/** The operations of CloudWatch on metrics, after its API reference. */
final class CloudWatchMetrics implements AwsService {

    private static final int MAX_DATAPOINTS = 1440;
    private static final int PAGE = 500;
    private static final Set<Integer> RESOLUTIONS = Set.of(1, 60);
    private static final Duration LISTED = Duration.ofDays(14);

    private final CloudWatch cloudWatch;
    private final Platform platform;

    CloudWatchMetrics(CloudWatch cloudWatch, Platform platform) {
        this.cloudWatch = cloudWatch;
        this.platform = platform;
    }

    @Override
    public String sdkPackage() {
        return "cloudwatch";
    }

    public PutMetricDataResponse putMetricData(PutMetricDataRequest request, Call call) {
        String namespace = request.namespace();
        CloudWatchErrors.require("Namespace", namespace);
        if (namespace.startsWith("AWS/") || namespace.startsWith(":")) {
            throw CloudWatchErrors.invalid("The value " + namespace + " for parameter Namespace is invalid.");
        }
        List<MetricDatum> data = new ArrayList<>(request.metricData());
        request.entityMetricData().forEach(entity -> data.addAll(entity.metricData()));
        for (int i = 0; i < data.size(); i++) {
            check(data.get(i), "MetricData.member." + (i + 1) + ".");
        }
        data.forEach(datum -> store(namespace, datum, call));
        return PutMetricDataResponse.builder().build();
    }

    private void check(MetricDatum datum, String member) {
        CloudWatchErrors.require(member + "MetricName", datum.metricName());
        boolean hasValues = !datum.values().isEmpty();
        if (datum.value() == null && datum.statisticValues() == null && !hasValues) {
            throw CloudWatchErrors.missing(member + "Value");
        }
        if (datum.value() != null && (datum.statisticValues() != null || hasValues)) {
            throw CloudWatchErrors.combination("The parameters " + member + "Value and " + member
                    + "StatisticValues are mutually exclusive and you have specified both.");
        }
        if (!datum.counts().isEmpty() && datum.counts().size() != datum.values().size()) {
            throw CloudWatchErrors.invalid(
                    "The parameters " + member + "Values and " + member + "Counts must be of the same size.");
        }
        if (datum.storageResolution() != null && !RESOLUTIONS.contains(datum.storageResolution())) {
            throw CloudWatchErrors.invalid("The value " + datum.storageResolution() + " for parameter " + member
                    + "StorageResolution is not supported. Valid values are 1 and 60.");
        }
        Stream.concat(Stream.ofNullable(datum.value()), datum.values().stream()).forEach(value -> {
            if (value.isNaN() || value.isInfinite()) {
                throw CloudWatchErrors.invalid("The value " + value + " for parameter " + member + "Value is invalid.");
            }
        });
        Instant now = platform.clock().instant();
        Instant time = datum.timestamp();
        if (time != null && (time.isBefore(now.minus(LISTED)) || time.isAfter(now.plus(Duration.ofHours(2))))) {
            throw CloudWatchErrors.invalid("The parameter " + member
                    + "Timestamp must specify a time within the past two weeks and no more than two hours ahead.");
        }
    }

    private void store(String namespace, MetricDatum datum, Call call) {
        MetricKey key = MetricKey.of(namespace, datum.metricName(), datum.dimensions());
        Instant time = datum.timestamp() == null ? platform.clock().instant() : datum.timestamp();
        String unit = datum.unit() == null ? "None" : datum.unitAsString();
        boolean bySecond = datum.storageResolution() != null && datum.storageResolution() == 1;
        cloudWatch.of(call.scope()).record(key, time, unit, bySecond, values -> {
            StatisticSet statistics = datum.statisticValues();
            if (datum.value() != null) {
                values.add(datum.value(), 1);
            } else if (statistics != null) {
                values.addSummary(
                        statistics.sampleCount(), statistics.sum(), statistics.minimum(), statistics.maximum());
            }
            for (int i = 0; i < datum.values().size(); i++) {
                double times = datum.counts().isEmpty() ? 1 : datum.counts().get(i);
                values.add(datum.values().get(i), times);
            }
        });
    }

    public ListMetricsResponse listMetrics(ListMetricsRequest request, Call call) {
        Instant since = platform.clock()
                .instant()
                .minus("PT3H".equals(request.recentlyActiveAsString()) ? Duration.ofHours(3) : LISTED);
        List<Metric> found = cloudWatch.of(call.scope()).all().entrySet().stream()
                .filter(entry -> entry.getValue().activeSince(since))
                .map(Map.Entry::getKey)
                .filter(key ->
                        request.namespace() == null || request.namespace().equals(key.namespace()))
                .filter(key ->
                        request.metricName() == null || request.metricName().equals(key.name()))
                .filter(key -> request.dimensions().stream()
                        .allMatch(filter -> key.dimensions().containsKey(filter.name())
                                && (filter.value() == null
                                        || filter.value()
                                                .equals(key.dimensions().get(filter.name())))))
                .map(MetricKey::toMetric)
                .sorted(Comparator.comparing(Metric::toString))
                .toList();
        int from = request.nextToken() == null ? 0 : page(request.nextToken());
        int to = Math.min(found.size(), from + PAGE);
        return ListMetricsResponse.builder()
                .metrics(found.subList(Math.min(from, to), to))
                .nextToken(to < found.size() ? Integer.toString(to) : null)
                .build();
    }

    private static int page(String token) {
        try {
            return Integer.parseUnsignedInt(token);
        } catch (NumberFormatException e) {
            throw CloudWatchErrors.invalid("The value " + token + " for parameter NextToken is invalid.");
        }
    }

    public GetMetricStatisticsResponse getMetricStatistics(GetMetricStatisticsRequest request, Call call) {
        CloudWatchErrors.require("Namespace", request.namespace());
        CloudWatchErrors.require("MetricName", request.metricName());
        CloudWatchErrors.require("StartTime", request.startTime());
        CloudWatchErrors.require("EndTime", request.endTime());
        CloudWatchErrors.require("Period", request.period());
        List<String> plain = request.statisticsAsStrings();
        List<String> extended = request.extendedStatistics();
        if (plain.isEmpty() && extended.isEmpty()) {
            throw CloudWatchErrors.combination(
                    "At least one of the parameters Statistics and ExtendedStatistics must " + "be specified.");
        }
        Stream.concat(plain.stream(), extended.stream())
                .filter(name -> !Statistics.isKnown(name))
                .findFirst()
                .ifPresent(name -> {
                    throw CloudWatchErrors.invalid("The value " + name + " for parameter Statistics is not supported.");
                });
        Timeline timeline = Timeline.of(request.startTime(), request.endTime(), request.period());
        if (timeline.size() > MAX_DATAPOINTS) {
            throw CloudWatchErrors.combination("You have requested up to " + timeline.size()
                    + " datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by "
                    + "increasing Period, or decreasing the time range.");
        }
        Series series = cloudWatch
                .of(call.scope())
                .of(MetricKey.of(request.namespace(), request.metricName(), request.dimensions()));
        List<Datapoint> points = new ArrayList<>();
        for (Instant start : timeline.starts()) {
            Series.Period period =
                    series.between(start, start.plus(timeline.period()), request.unitAsString(), !extended.isEmpty());
            if (!period.aggregate().isEmpty()) {
                points.add(datapoint(start, period, Set.copyOf(plain), extended));
            }
        }
        return GetMetricStatisticsResponse.builder()
                .label(request.metricName())
                .datapoints(points)
                .build();
    }

    private static Datapoint datapoint(Instant start, Series.Period period, Set<String> plain, List<String> extended) {
        Aggregate aggregate = period.aggregate();
        Map<String, Double> percentiles = new HashMap<>();
        extended.forEach(name -> {
            double value = Statistics.of(aggregate, name);
            if (!Double.isNaN(value)) {
                percentiles.put(name, value);
            }
        });
        return Datapoint.builder()
                .timestamp(start)
                .unit(period.unit())
                .sampleCount(plain.contains("SampleCount") ? aggregate.count() : null)
                .average(plain.contains("Average") ? aggregate.average() : null)
                .sum(plain.contains("Sum") ? aggregate.sum() : null)
                .minimum(plain.contains("Minimum") ? aggregate.minimum() : null)
                .maximum(plain.contains("Maximum") ? aggregate.maximum() : null)
                .extendedStatistics(percentiles.isEmpty() ? null : percentiles)
                .build();
    }

    public GetMetricDataResponse getMetricData(GetMetricDataRequest request, Call call) {
        CloudWatchErrors.require("StartTime", request.startTime());
        CloudWatchErrors.require("EndTime", request.endTime());
        MetricQueries queries = new MetricQueries(
                cloudWatch.of(call.scope()), request.metricDataQueries(), request.startTime(), request.endTime());
        return GetMetricDataResponse.builder()
                .metricDataResults(queries.results(!"TimestampAscending".equals(request.scanByAsString())))
                .build();
    }
}
