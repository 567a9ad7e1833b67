package sh.lfc.nv.emulator.services.elasticache;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroup;

/**
 * A cache parameter group.
 *
 * @param values what was set, by parameter
 */
record ParameterGroup(String name, String family, String description, String arn, Map<String, String> values) {

    static final String FAMILY = "redis7";

    ParameterGroup {
        values = Map.copyOf(values);
    }

    /** The groups that are there anyway; they cannot be changed. */
    static List<ParameterGroup> standard(Scope scope) {
        return List.of(
                standard(scope, "default.redis7", "Default parameter group for redis7", Map.of()),
                standard(
                        scope,
                        "default.redis7.cluster.on",
                        "Customized default parameter group for redis7 with cluster mode on",
                        Map.of("cluster-enabled", "yes")));
    }

    private static ParameterGroup standard(Scope scope, String name, String text, Map<String, String> values) {
        return new ParameterGroup(name, FAMILY, text, arn(scope, name), values);
    }

    static String arn(Scope scope, String name) {
        return scope.arn("elasticache", "parametergroup:" + name);
    }

    boolean isStandard() {
        return name.startsWith("default.");
    }

    ParameterGroup with(Map<String, String> changed) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(changed);
        return new ParameterGroup(name, family, description, arn, all);
    }

    ParameterGroup without(Collection<String> names) {
        Map<String, String> all = new TreeMap<>(values);
        all.keySet().removeAll(names);
        return new ParameterGroup(name, family, description, arn, all);
    }

    CacheParameterGroup shown() {
        return CacheParameterGroup.builder()
                .cacheParameterGroupName(name)
                .cacheParameterGroupFamily(family)
                .description(description)
                .isGlobal(false)
                .arn(arn)
                .build();
    }
}
