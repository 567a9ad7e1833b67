package sh.lfc.nv.emulator.services.eventbridge;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.time.Scheduler;

/** Has rules trigger themselves when their schedules say so. Safe for use by many threads. */
final class RuleSchedules {

    private final Platform platform;
    private final Regional<Buses> buses;
    private final Router router;
    private final Map<String, Scheduler.Planned> planned = new ConcurrentHashMap<>();

    RuleSchedules(Platform platform, Regional<Buses> buses, Router router) {
        this.platform = platform;
        this.buses = buses;
        this.router = router;
    }

    /** To be called after every change of a rule: what was planned before is void. */
    void plan(Scope scope, EventRule rule) {
        planned.compute(rule.arn(), (arn, before) -> {
            if (before != null) {
                before.cancel();
            }
            return rule.schedule() == null || !rule.enabled()
                    ? null
                    : platform.scheduler().recurring(rule.schedule()::next, () -> due(scope, rule));
        });
    }

    void cancel(String ruleArn) {
        Scheduler.Planned before = planned.remove(ruleArn);
        if (before != null) {
            before.cancel();
        }
    }

    /** The rule is looked up, for its targets change without a new plan. */
    private void due(Scope scope, EventRule plannedRule) {
        buses.of(scope)
                .findRule(plannedRule.bus(), plannedRule.name())
                .filter(EventRule::enabled)
                .ifPresent(rule -> router.trigger(scope, rule, event(scope, rule)));
    }

    private Event event(Scope scope, EventRule rule) {
        Instant now = platform.clock().instant();
        return Event.of(
                platform.ids().uuid(),
                scope,
                "aws.events",
                "Scheduled Event",
                now,
                List.of(rule.arn()),
                Event.JSON.createObjectNode(),
                now);
    }
}
