package sh.lfc.nv.emulator.services.eventbridge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.ResourceTags;
import sh.lfc.nv.emulator.call.Scope;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;

/**
 * EventBridge: all event buses and rules of an emulator, for its own operations and for the services that put events.
 *
 * <p>Safe for use by many threads.
 */
public final class EventBridge {

    private final Platform platform;
    private final Regional<Buses> buses;
    private final ResourceTags tags = new ResourceTags();
    private final Router router;
    private final List<AwsService> services;

    /**
     * @param calls how targets are reached
     * @param metrics where {@code AWS/Events} goes
     */
    public EventBridge(Platform platform, TargetCalls calls, RuleMetrics metrics) {
        this.platform = platform;
        this.buses = new Regional<>(scope -> new Buses(scope, platform.clock().instant()));
        this.router = new Router(platform, buses, calls, metrics);
        RuleSchedules schedules = new RuleSchedules(platform, buses, router);
        this.services = List.of(
                new BusOperations(platform, buses, tags),
                new PermissionOperations(platform, buses),
                new RuleOperations(platform, buses, tags, schedules),
                new TargetOperations(buses),
                new EventOperations(platform, buses, router),
                new TagOperations(buses, tags));
    }

    /** The objects that answer EventBridge's operations. */
    public List<AwsService> services() {
        return services;
    }

    /**
     * Puts an event of a service of AWS on the account's default event bus.
     *
     * @param source for example {@code aws.s3}
     * @param resources ARNs
     * @param detail an object, in JSON
     */
    public void put(
            Scope scope, String source, String detailType, Instant time, List<String> resources, String detail) {
        ObjectNode object =
                Event.object(detail).orElseThrow(() -> new IllegalArgumentException("no object: " + detail));
        Instant now = platform.clock().instant();
        router.receive(
                scope,
                Buses.DEFAULT,
                Event.of(platform.ids().uuid(), scope, source, detailType, time, resources, object, now));
    }

    /** The policy of an event bus, in JSON; empty where there is no such bus or it has none. */
    public Optional<String> policy(String arn) {
        return arn.contains(":event-bus/")
                ? buses.of(Scope.ofArn(arn)).find(arn).map(DescribeEventBusResponse::policy)
                : Optional.empty();
    }

    /** The tags of all rules and event buses of an account and region, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        return tags.in(scope);
    }

    /** The tags of a rule or an event bus. */
    public Map<String, String> tags(String arn) {
        return tags.of(arn);
    }
}
