package sh.lfc.nv.harness.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import sh.lfc.nv.harness.HarnessException;
import sh.lfc.nv.harness.yaml.YamlFile;

/**
 * What costs by the hour in each stack, in {@code terraform/bill.yaml}: kinds, and how much of each. A kind is a resource
 * type, and after a colon the size that its price depends on. It is known before anything is made; a test compares it with
 * what the stacks really make.
 *
 * @param stacks by name
 */
public record Bill(Map<String, Map<String, Double>> stacks) {

    /** @throws HarnessException when the file cannot be understood */
    public static Bill read(Path file) {
        try {
            return YamlFile.read(file, Bill::of);
        } catch (IOException e) {
            throw new HarnessException("cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Bill of(Object root) {
        if (!(root instanceof Map<?, ?> fields)) {
            throw new HarnessException("it must hold kinds and amounts by stack");
        }
        var stacks = new TreeMap<String, Map<String, Double>>();
        fields.forEach((stack, kinds) -> stacks.put(String.valueOf(stack), amounts(kinds)));
        return new Bill(stacks);
    }

    private static Map<String, Double> amounts(Object kinds) {
        var amounts = new TreeMap<String, Double>();
        if (kinds instanceof Map<?, ?> entries) {
            entries.forEach((kind, amount) -> {
                if (!(amount instanceof Number number)) {
                    throw new HarnessException("the amount of %s must be a number".formatted(kind));
                }
                amounts.put(String.valueOf(kind), number.doubleValue());
            });
        }
        return amounts;
    }

    /**
     * What of a stack's state costs by the hour.
     *
     * @param state as {@code terraform show -json} has it
     * @param prices the kinds that have a price
     */
    public static Map<String, Double> ofState(JsonNode state, Prices prices) {
        var amounts = new TreeMap<String, Double>();
        state.path("values").path("root_module").path("resources").forEach(resource -> {
            if (resource.path("mode").asText().equals("managed")) {
                var type = resource.path("type").asText();
                var values = resource.path("values");
                count(amounts, prices, kind(type, values), 1);
                if (type.equals("aws_db_instance")) {
                    count(
                            amounts,
                            prices,
                            "aws_db_instance:GB",
                            values.path("allocated_storage").asDouble());
                }
            }
        });
        return amounts;
    }

    private static void count(Map<String, Double> amounts, Prices prices, String kind, double amount) {
        if (prices.isPriced(kind)) {
            amounts.merge(kind, amount, Double::sum);
        }
    }

    /** The cache's nodes are counted in its group. */
    private static String kind(String type, JsonNode values) {
        return switch (type) {
            case "aws_db_instance" -> type + ":" + values.path("instance_class").asText();
            case "aws_elasticache_replication_group" ->
                type + ":" + values.path("node_type").asText() + "x"
                        + values.path("num_cache_clusters").asText();
            default -> type;
        };
    }

    /** All stacks of a selection together. */
    Map<String, Double> of(Collection<String> names) {
        var all = new TreeMap<String, Double>();
        names.forEach(name ->
                stacks.getOrDefault(name, Map.of()).forEach((kind, amount) -> all.merge(kind, amount, Double::sum)));
        return all;
    }
}
