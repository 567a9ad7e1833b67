package sh.lfc.nv.emulator.services.scheduler;

import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.ResourceTags;
import sh.lfc.nv.emulator.call.Scope;

/** EventBridge Scheduler: all schedules of an emulator. Safe for use by many threads. */
public final class EventBridgeScheduler {

    private final ResourceTags tags = new ResourceTags();
    private final List<AwsService> services;

    /**
     * @param targets how targets are invoked
     * @param metrics where {@code AWS/Scheduler} goes
     */
    public EventBridgeScheduler(Platform platform, ScheduleTargets targets, ScheduleMetrics metrics) {
        Regional<ScheduleGroups> groups = new Regional<>(
                scope -> new ScheduleGroups(scope, platform.clock().instant()));
        ScheduleRuns runs = new ScheduleRuns(platform, groups, targets, metrics);
        this.services = List.of(
                new ScheduleOperations(platform, groups, new ScheduleChecks(platform.clock(), targets), runs),
                new GroupOperations(platform, groups, tags, runs),
                new TagOperations(groups, tags));
    }

    /** The objects that answer Scheduler's operations. */
    public List<AwsService> services() {
        return services;
    }

    /** The tags of all schedule groups of an account and region, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        return tags.in(scope);
    }

    /** The tags of a schedule group; none where there is no such group. */
    public Map<String, String> tags(String arn) {
        return tags.of(arn);
    }
}
