package sh.lfc.nv.emulator.services.eventbridge;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;

/**
 * The event buses of one account and region, as DescribeEventBus answers them, and their rules. One bus is there from the
 * start. Safe for use by many threads.
 */
final class Buses {

    static final String DEFAULT = "default";
    private static final int MOST_RULES = 300;

    private final Scope scope;
    private final NavigableMap<String, DescribeEventBusResponse> buses = new ConcurrentSkipListMap<>();
    private final Map<String, NavigableMap<String, EventRule>> rules = new ConcurrentHashMap<>();

    Buses(Scope scope, Instant now) {
        this.scope = scope;
        add(DescribeEventBusResponse.builder()
                .name(DEFAULT)
                .arn(arn(DEFAULT))
                .creationTime(now)
                .lastModifiedTime(now)
                .build());
    }

    String arn(String busName) {
        return scope.arn("events", "event-bus/" + busName);
    }

    String ruleArn(String busName, String ruleName) {
        return scope.arn("events", "rule/" + (busName.equals(DEFAULT) ? "" : busName + "/") + ruleName);
    }

    /** The name of a bus out of its name or ARN; the default's where there is neither. */
    static String name(String nameOrArn) {
        if (nameOrArn == null || nameOrArn.isEmpty()) {
            return DEFAULT;
        }
        return nameOrArn.startsWith("arn:")
                ? nameOrArn.substring(nameOrArn.indexOf(":event-bus/") + ":event-bus/".length())
                : nameOrArn;
    }

    NavigableMap<String, DescribeEventBusResponse> all() {
        return buses;
    }

    Optional<DescribeEventBusResponse> find(String nameOrArn) {
        return Optional.ofNullable(buses.get(name(nameOrArn)));
    }

    DescribeEventBusResponse get(String nameOrArn) {
        return find(nameOrArn).orElseThrow(() -> Refusals.noBus(name(nameOrArn)));
    }

    synchronized void add(DescribeEventBusResponse bus) {
        if (buses.putIfAbsent(bus.name(), bus) != null) {
            throw ResourceAlreadyExistsException.builder()
                    .message("Event bus " + bus.name() + " already exists.")
                    .build();
        }
        rules.put(bus.name(), new ConcurrentSkipListMap<>());
    }

    synchronized DescribeEventBusResponse change(
            String nameOrArn, Instant now, UnaryOperator<DescribeEventBusResponse.Builder> change) {
        DescribeEventBusResponse changed =
                change.apply(get(nameOrArn).toBuilder()).lastModifiedTime(now).build();
        buses.put(changed.name(), changed);
        return changed;
    }

    synchronized void remove(String name) {
        if (!rules.getOrDefault(name, new ConcurrentSkipListMap<>()).isEmpty()) {
            throw Refusals.invalid("Event bus can't be deleted since it has rules.");
        }
        buses.remove(name);
        rules.remove(name);
    }

    /** The rules of a bus by name. */
    NavigableMap<String, EventRule> rules(String busNameOrArn) {
        return rules.get(get(busNameOrArn).name());
    }

    Optional<EventRule> findRule(String busName, String name) {
        return Optional.ofNullable(rules.get(busName)).map(own -> own.get(name));
    }

    EventRule rule(String busNameOrArn, String name) {
        EventRule rule = name == null ? null : rules(busNameOrArn).get(name);
        if (rule == null) {
            throw Refusals.noRule(name, name(busNameOrArn));
        }
        return rule;
    }

    /** Puts a rule in the place of one of its name, whose targets it keeps, or beside the others. */
    synchronized EventRule put(EventRule rule) {
        NavigableMap<String, EventRule> own = rules(rule.bus());
        EventRule old = own.get(rule.name());
        if (old == null && own.size() >= MOST_RULES) {
            throw Refusals.limitExceeded();
        }
        EventRule kept =
                old == null ? rule : new EventRule(rule.shown(), rule.pattern(), rule.schedule(), old.targets());
        own.put(rule.name(), kept);
        return kept;
    }

    synchronized EventRule changeRule(String busNameOrArn, String name, UnaryOperator<EventRule> change) {
        EventRule changed = change.apply(rule(busNameOrArn, name));
        rules(busNameOrArn).put(name, changed);
        return changed;
    }

    /** What is not there is gone already. */
    synchronized Optional<EventRule> removeRule(String busNameOrArn, String name) {
        EventRule rule = rules(busNameOrArn).get(name);
        if (rule != null && !rule.targets().isEmpty()) {
            throw Refusals.invalid("Rule can't be deleted since it has targets.");
        }
        return Optional.ofNullable(rules(busNameOrArn).remove(name));
    }
}
