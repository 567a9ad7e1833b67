package sh.lfc.nv.emulator.services.scheduler;

import sh.lfc.nv.emulator.call.Scope;

/** Takes the metrics of the namespace {@code AWS/Scheduler}, all of which count, by schedule group. */
@FunctionalInterface
public interface ScheduleMetrics {

    /**
     * Counts one.
     *
     * @param metric for example {@code InvocationAttemptCount}
     */
    void count(Scope scope, String group, String metric);
}
