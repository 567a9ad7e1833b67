package sh.lfc.nv.emulator.services.rds;

import java.util.Map;
import java.util.TreeMap;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.rds.model.DBParameterGroup;

/**
 * A DB parameter group.
 *
 * @param values what was set, by parameter
 */
record ParameterGroup(String name, String family, String description, String arn, Map<String, Setting> values) {

    static final String FAMILY = "postgres14";

    /**
     * A value that was set.
     *
     * @param method {@code immediate} or {@code pending-reboot}
     */
    record Setting(String value, String method) {}

    ParameterGroup {
        values = Map.copyOf(values);
    }

    /** The group that instances have unless told otherwise; it cannot be changed. */
    static ParameterGroup standard(Scope scope) {
        String name = "default." + FAMILY;
        return new ParameterGroup(
                name, FAMILY, "Default parameter group for " + FAMILY, scope.arn("rds", "pg:" + name), Map.of());
    }

    boolean isStandard() {
        return name.startsWith("default.");
    }

    ParameterGroup with(Map<String, Setting> changed) {
        Map<String, Setting> all = new TreeMap<>(values);
        all.putAll(changed);
        return new ParameterGroup(name, family, description, arn, all);
    }

    ParameterGroup without(java.util.Collection<String> names) {
        Map<String, Setting> all = new TreeMap<>(values);
        all.keySet().removeAll(names);
        return new ParameterGroup(name, family, description, arn, all);
    }

    /** What was set, without how. */
    Map<String, String> plain() {
        Map<String, String> plain = new TreeMap<>();
        values.forEach((parameter, setting) -> plain.put(parameter, setting.value()));
        return plain;
    }

    DBParameterGroup shown() {
        return DBParameterGroup.builder()
                .dbParameterGroupName(name)
                .dbParameterGroupFamily(family)
                .description(description)
                .dbParameterGroupArn(arn)
                .build();
    }
}
