package sh.lfc.nv.emulator.services.elasticache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticache.model.ChangeType;
import software.amazon.awssdk.services.elasticache.model.Parameter;

/** The parameters of the family {@code redis7} ("Redis OSS-specific parameters"). */
final class FamilyParameters {

    private static final String POLICIES =
            "volatile-lru,allkeys-lru,volatile-lfu,allkeys-lfu,volatile-random,allkeys-random,volatile-ttl,noeviction";

    private static final Map<String, Parameter> ALL = new TreeMap<>();

    static {
        add("acllog-max-len", "128", "integer", "1-10000", true);
        add("activedefrag", "no", "string", "yes,no", true);
        add("active-expire-effort", "1", "integer", "1-10", true);
        add("appendonly", "no", "string", "yes,no", false);
        add("client-query-buffer-limit", "1073741824", "integer", "1048576-1073741824", true);
        add("close-on-replica-write", "yes", "string", "yes,no", true);
        add("cluster-allow-pubsubshard-when-down", "yes", "string", "yes,no", true);
        add("cluster-enabled", "no", "string", "yes,no", true);
        add("databases", "16", "integer", "1-1200000", true);
        add("hash-max-listpack-entries", "512", "integer", "0-2147483647", true);
        add("hash-max-listpack-value", "64", "integer", "0-2147483647", true);
        add("latency-tracking", "no", "string", "yes,no", true);
        add("lazyfree-lazy-eviction", "yes", "string", "yes,no", true);
        add("lazyfree-lazy-expire", "yes", "string", "yes,no", true);
        add("lazyfree-lazy-server-del", "yes", "string", "yes,no", true);
        add("lazyfree-lazy-user-del", "yes", "string", "yes,no", true);
        add("lfu-decay-time", "1", "integer", "0-2147483647", true);
        add("lfu-log-factor", "10", "integer", "1-2147483647", true);
        add("list-compress-depth", "0", "integer", "0-2147483647", true);
        add("list-max-listpack-size", "-2", "integer", "-5-2147483647", true);
        add("maxclients", "65000", "integer", "1-65000", false);
        add("maxmemory-policy", "volatile-lru", "string", POLICIES, true);
        add("maxmemory-samples", "3", "integer", "1-2147483647", true);
        add("min-replicas-max-lag", "10", "integer", "0-2147483647", true);
        add("min-replicas-to-write", "0", "integer", "0-2147483647", true);
        add("notify-keyspace-events", "", "string", null, true);
        add("proto-max-bulk-len", "536870912", "integer", "1048576-536870912", true);
        add("repl-backlog-size", "1048576", "integer", "16384-2147483647", true);
        add("reserved-memory-percent", "25", "integer", "0-100", true);
        add("set-max-intset-entries", "512", "integer", "0-2147483647", true);
        add("slowlog-log-slower-than", "10000", "integer", "-1-2147483647", true);
        add("slowlog-max-len", "128", "integer", "0-2147483647", true);
        add("tcp-keepalive", "300", "integer", "0-2147483647", true);
        add("timeout", "0", "integer", "0,20-2147483647", true);
        add("tracking-table-max-keys", "1000000", "integer", "1-100000000", true);
        add("zset-max-listpack-entries", "128", "integer", "0-2147483647", true);
        add("zset-max-listpack-value", "64", "integer", "0-2147483647", true);
    }

    private FamilyParameters() {}

    private static void add(String name, String value, String type, String allowed, boolean modifiable) {
        boolean restart = name.equals("databases") || name.equals("cluster-enabled");
        ALL.put(
                name,
                Parameter.builder()
                        .parameterName(name)
                        .parameterValue(value)
                        .description("Parameter of Redis: " + name)
                        .source("system")
                        .dataType(type)
                        .allowedValues(allowed)
                        .isModifiable(modifiable)
                        .minimumEngineVersion("7.0.4")
                        .changeType(restart ? ChangeType.REQUIRES_REBOOT : ChangeType.IMMEDIATE)
                        .build());
    }

    static Optional<Parameter> find(String name) {
        return Optional.ofNullable(name).map(ALL::get);
    }

    /** All, with what a group has set. */
    static List<Parameter> of(ParameterGroup group) {
        List<Parameter> list = new ArrayList<>();
        for (Parameter parameter : ALL.values()) {
            String set = group.values().get(parameter.parameterName());
            list.add(
                    set == null
                            ? parameter
                            : parameter.copy(
                                    shown -> shown.parameterValue(set).source(group.isStandard() ? "system" : "user")));
        }
        return list;
    }

    /** Refuses what ElastiCache refuses of a change. */
    static void check(String name, String value) {
        Parameter known = find(name)
                .filter(Parameter::isModifiable)
                .orElseThrow(() -> CacheErrors.value("The parameter " + name
                        + " is not a modifiable parameter of the family " + ParameterGroup.FAMILY + "."));
        if (value == null || known.allowedValues() != null && !isAllowed(known, value)) {
            throw CacheErrors.value("The parameter value " + value + " is not valid for parameter " + name
                    + ". Allowed values are: " + known.allowedValues());
        }
    }

    private static boolean isAllowed(Parameter known, String value) {
        if (known.dataType().equals("string")) {
            return List.of(known.allowedValues().split(",")).contains(value);
        }
        for (String range : known.allowedValues().split(",")) {
            String[] ends = range.split("(?<=[0-9])-", 2);
            try {
                long number = Long.parseLong(value);
                if (number >= Long.parseLong(ends[0]) && number <= Long.parseLong(ends[ends.length - 1])) {
                    return true;
                }
            } catch (NumberFormatException e) {
                return false;
            }
        }
        return false;
    }
}
