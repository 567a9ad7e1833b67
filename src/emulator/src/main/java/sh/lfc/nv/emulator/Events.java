package sh.lfc.nv.emulator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.authorization.Resources;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.cloudwatch.CloudWatch;
import sh.lfc.nv.emulator.services.eventbridge.EventBridge;
import sh.lfc.nv.emulator.services.lambda.Lambda;
import sh.lfc.nv.emulator.services.logs.LogPolicies;
import sh.lfc.nv.emulator.services.logs.LogsService;
import sh.lfc.nv.emulator.services.scheduler.EventBridgeScheduler;
import sh.lfc.nv.emulator.services.sts.StsService;

/** What happens because of something else, or at its time: EventBridge and Scheduler, and the policies of log groups. */
record Events(EventBridge eventBridge, EventBridgeScheduler scheduler, LogPolicies logPolicies) {

    /**
     * What events and schedules lead to.
     *
     * @param lambda asked for when something is delivered
     */
    record Surroundings(
            Supplier<Lambda> lambda,
            Messaging messaging,
            LogsService logs,
            StsService sts,
            IamRoles roles,
            Permissions permissions) {}

    /** @param calls how schedules call operations */
    static Events of(Platform platform, OwnCalls calls, Surroundings around) {
        CloudWatch metrics = around.messaging().cloudWatch();
        TargetsOfRules ruleTargets = new TargetsOfRules(
                around.lambda(),
                around.messaging(),
                around.logs(),
                around.roles(),
                around.permissions(),
                () -> calls.endpoint().get().toString());
        return new Events(
                new EventBridge(
                        platform,
                        ruleTargets,
                        (scope, metric, dimensions) ->
                                metrics.record(scope, "AWS/Events", metric, dimensions, 1, "Count")),
                new EventBridgeScheduler(
                        platform,
                        new TargetsOfSchedules(calls, around.sts(), around.roles()),
                        (scope, group, metric) -> metrics.record(
                                scope, "AWS/Scheduler", metric, Map.of("ScheduleGroup", group), 1, "Count")),
                new LogPolicies(platform));
    }

    /** What policies ask of rules, event buses, schedule groups and log groups, by what stands for them in an ARN. */
    Map<String, Resources> resources(LogsService logs) {
        return Map.of(
                "events", TaggedResources.of(eventBridge::tags).withPolicies(eventBridge::policy),
                "scheduler", TaggedResources.of(scheduler::tags),
                "logs", TaggedResources.of(logs::tags).withPolicies(logPolicies::policy));
    }

    /** The tags of all rules, event buses and schedule groups of an account and region, by ARN. */
    Map<String, Map<String, String>> tagged(Scope scope) {
        Map<String, Map<String, String>> found = new TreeMap<>(eventBridge.tagged(scope));
        found.putAll(scheduler.tagged(scope));
        return found;
    }

    List<AwsService> services() {
        return Stream.of(eventBridge.services(), scheduler.services(), List.<AwsService>of(logPolicies))
                .flatMap(List::stream)
                .toList();
    }
}
