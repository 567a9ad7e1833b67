package sh.lfc.nv.emulator.services.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.delivery.Delivery;
import sh.lfc.nv.emulator.delivery.Retries;
import sh.lfc.nv.emulator.time.Scheduler;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindow;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.RetryPolicy;

/** Has targets invoked when their schedules are due. Safe for use by many threads. */
final class ScheduleRuns {

    private final Platform platform;
    private final Regional<ScheduleGroups> groups;
    private final ScheduleTargets targets;
    private final ScheduleMetrics metrics;
    private final Map<String, Scheduler.Planned> planned = new ConcurrentHashMap<>();

    ScheduleRuns(Platform platform, Regional<ScheduleGroups> groups, ScheduleTargets targets, ScheduleMetrics metrics) {
        this.platform = platform;
        this.groups = groups;
        this.targets = targets;
        this.metrics = metrics;
    }

    /**
     * To be called after every change of a schedule: what was planned before is void.
     *
     * @param anew whether a rate without a start date, which invokes its target at once, begins now
     */
    void plan(Scope scope, ScheduleEntry entry, boolean anew) {
        planned.compute(entry.arn(), (arn, before) -> {
            if (before != null) {
                before.cancel();
            }
            return entry.enabled() ? platform.scheduler().recurring(entry.when()::next, () -> due(scope, entry)) : null;
        });
        boolean atOnce = entry.shown().scheduleExpression().startsWith("rate(")
                && entry.shown().startDate() == null;
        if (anew && atOnce && entry.enabled()) {
            platform.scheduler().run(() -> due(scope, entry));
        }
    }

    void cancel(String scheduleArn) {
        Scheduler.Planned before = planned.remove(scheduleArn);
        if (before != null) {
            before.cancel();
        }
    }

    private void due(Scope scope, ScheduleEntry entry) {
        Instant time = platform.clock().instant();
        if (isCurrent(scope, entry)) {
            platform.scheduler().after(delay(entry.shown().flexibleTimeWindow()), () -> begin(scope, entry, time));
        }
    }

    private boolean isCurrent(Scope scope, ScheduleEntry entry) {
        return groups.of(scope)
                .find(entry.group(), entry.name())
                .filter(found -> found == entry)
                .isPresent();
    }

    /** Somewhere in the window, in whole seconds; where, follows from the emulator's seed. */
    private Duration delay(FlexibleTimeWindow window) {
        if (window.mode() != FlexibleTimeWindowMode.FLEXIBLE) {
            return Duration.ZERO;
        }
        long seconds = Duration.ofMinutes(window.maximumWindowInMinutes()).toSeconds();
        return Duration.ofSeconds(Long.parseLong(platform.ids().hex(8), 16) % seconds);
    }

    private void begin(Scope scope, ScheduleEntry entry, Instant time) {
        if (!isCurrent(scope, entry)) {
            return;
        }
        Optional<Instant> next = entry.when().next(time);
        ScheduledInvocation invocation = new ScheduledInvocation(
                new ScheduledInvocation.Surroundings(
                        targets, metric -> metrics.count(scope, entry.group(), metric), () -> {
                            if (next.isEmpty() && entry.deletedWhenCompleted()) {
                                delete(scope, entry);
                            }
                        }),
                scope,
                groups.of(scope).groupArn(entry.group()),
                entry,
                time.truncatedTo(ChronoUnit.SECONDS),
                platform.ids().hex(16));
        RetryPolicy policy = entry.shown().target().retryPolicy();
        Delivery.begin(
                platform, Retries.of(policy.maximumRetryAttempts(), policy.maximumEventAgeInSeconds()), invocation);
    }

    private void delete(Scope scope, ScheduleEntry entry) {
        if (groups.of(scope).removeIfSame(entry)) {
            cancel(entry.arn());
        }
    }
}
