package sh.lfc.nv.emulator.services.cloudwatch;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;

/**
 * What identifies a metric.
 *
 * @param dimensions by name; a metric with other dimensions is another metric
 */
record MetricKey(String namespace, String name, Map<String, String> dimensions) {

    MetricKey {
        dimensions = Map.copyOf(dimensions);
    }

    static MetricKey of(String namespace, String name, Collection<Dimension> dimensions) {
        Map<String, String> map = new TreeMap<>();
        dimensions.forEach(dimension -> map.put(dimension.name(), dimension.value()));
        return new MetricKey(namespace, name, map);
    }

    static MetricKey of(Metric metric) {
        return of(metric.namespace(), metric.metricName(), metric.dimensions());
    }

    Metric toMetric() {
        return Metric.builder()
                .namespace(namespace)
                .metricName(name)
                .dimensions(new TreeMap<>(dimensions)
                        .entrySet().stream()
                                .map(entry -> Dimension.builder()
                                        .name(entry.getKey())
                                        .value(entry.getValue())
                                        .build())
                                .toList())
                .build();
    }
}
