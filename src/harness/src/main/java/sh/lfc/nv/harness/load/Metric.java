package sh.lfc.nv.harness.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import sh.lfc.nv.harness.system.DeployedSystem;
import sh.lfc.nv.harness.system.HttpApis;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/**
 * A metric that AWS itself publishes of a part of the service.
 *
 * @param part of the service, for people
 * @param title what it measures, for people
 * @param unit such as {@code ms}, or empty
 * @param statistic what one value stands for
 */
record Metric(
        String part,
        String title,
        String unit,
        String namespace,
        String name,
        Map<String, String> dimensions,
        Statistic statistic) {

    /** The title of the one that counts requests. */
    static final String REQUESTS = "requests";

    private static final int MINUTE = 60;

    /** How what was measured within a minute becomes one value, and those of minutes one for all. */
    enum Statistic {
        SUM("Sum", "sum"),
        AVERAGE("Average", "average"),
        MAXIMUM("Maximum", "maximum"),
        /** That of the whole does not follow from those of minutes. */
        P99("p99", "p99");

        private final String name;
        private final String shown;

        Statistic(String name, String shown) {
            this.name = name;
            this.shown = shown;
        }

        String shown() {
            return shown;
        }

        OptionalDouble of(List<Double> minutes) {
            var all = minutes.stream().mapToDouble(Double::doubleValue);
            return switch (this) {
                case SUM -> OptionalDouble.of(all.sum());
                case AVERAGE -> all.average();
                case MAXIMUM -> all.max();
                case P99 -> OptionalDouble.empty();
            };
        }
    }

    /** All that are looked at, by the names of AWS's pages "HTTP API metrics", "Lambda metrics" and so on. */
    static List<Metric> of(DeployedSystem system) {
        var metrics = new ArrayList<Metric>();
        HttpApis.named(system.target().aws(), system.named("api")).ifPresent(found -> {
            var api = new Source("HTTP API", "AWS/ApiGateway", Map.of("ApiId", found.apiId()));
            metrics.add(api.metric(REQUESTS, "", "Count", Statistic.SUM));
            metrics.add(api.metric("refused (4xx)", "", "4xx", Statistic.SUM));
            metrics.add(api.metric("failed (5xx)", "", "5xx", Statistic.SUM));
            metrics.add(api.metric("latency", "ms", "Latency", Statistic.P99));
            metrics.add(api.metric("of it the function", "ms", "IntegrationLatency", Statistic.P99));
        });
        for (var name : List.of("authorizer", "api", "postgres-update")) {
            var function = new Source(name, "AWS/Lambda", Map.of("FunctionName", system.named(name)));
            metrics.add(function.metric("duration", "ms", "Duration", Statistic.P99));
            metrics.add(function.metric("at a time", "", "ConcurrentExecutions", Statistic.MAXIMUM));
            metrics.add(function.metric("throttled", "", "Throttles", Statistic.SUM));
            metrics.add(function.metric("failed", "", "Errors", Statistic.SUM));
        }
        var database = new Source("database", "AWS/RDS", Map.of("DBInstanceIdentifier", system.named("db")));
        metrics.add(database.metric("processor", "%", "CPUUtilization", Statistic.AVERAGE));
        metrics.add(database.metric("connections", "", "DatabaseConnections", Statistic.MAXIMUM));
        var cache = new Source("cache", "AWS/ElastiCache", Map.of("CacheClusterId", system.named("cache") + "-001"));
        metrics.add(cache.metric("processor", "%", "EngineCPUUtilization", Statistic.AVERAGE));
        metrics.add(cache.metric("hits", "", "CacheHits", Statistic.SUM));
        metrics.add(cache.metric("misses", "", "CacheMisses", Statistic.SUM));
        return metrics;
    }

    /** What the metrics of a part have in common. */
    private record Source(String part, String namespace, Map<String, String> dimensions) {
        Metric metric(String title, String unit, String name, Statistic statistic) {
            return new Metric(part, title, unit, namespace, name, dimensions, statistic);
        }
    }

    /** Asks for its values by the minute. */
    MetricDataQuery query(String id) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(
                        stat -> stat.period(MINUTE).stat(statistic.name).metric(metric -> metric.namespace(namespace)
                                .metricName(name)
                                .dimensions(dimensions.entrySet().stream()
                                        .map(one -> Dimension.builder()
                                                .name(one.getKey())
                                                .value(one.getValue())
                                                .build())
                                        .toList())))
                .build();
    }
}
