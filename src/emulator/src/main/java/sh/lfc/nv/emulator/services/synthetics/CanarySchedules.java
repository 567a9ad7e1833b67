package sh.lfc.nv.emulator.services.synthetics;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.schedule.Rate;
import software.amazon.awssdk.services.synthetics.model.CanaryState;

/** Runs canaries that are started when they are due. A rate is due at the start, too; a rate of zero only then. */
final class CanarySchedules {

    private final Platform platform;
    private final Regional<Canaries> canaries;
    private final CanaryRunner runner;

    CanarySchedules(Platform platform, Regional<Canaries> canaries, CanaryRunner runner) {
        this.platform = platform;
        this.canaries = canaries;
        this.runner = runner;
    }

    /** To be called when a canary has come to run, in a thread that may take the time of a run. */
    void started(Scope scope, CanaryEntry entry) {
        platform.scheduler()
                .recurring(
                        after -> current(scope, entry)
                                .flatMap(running -> running.schedule().next(after)),
                        () -> current(scope, entry).ifPresent(running -> due(scope, running)));
        if (entry.schedule() instanceof Rate rate) {
            runner.run(scope, canaries.of(scope), entry);
            if (rate.once()) {
                stop(scope, entry);
            }
        }
    }

    /** The canary as it is now, unless it has been stopped since it was started. */
    private Optional<CanaryEntry> current(Scope scope, CanaryEntry planned) {
        return canaries.of(scope)
                .find(planned.name())
                .filter(entry -> entry.epoch() == planned.epoch() && entry.state() == CanaryState.RUNNING)
                .filter(entry -> entry.shown().id().equals(planned.shown().id()));
    }

    private void due(Scope scope, CanaryEntry entry) {
        if (isOver(entry)) {
            stop(scope, entry);
        } else {
            runner.run(scope, canaries.of(scope), entry);
        }
    }

    private boolean isOver(CanaryEntry entry) {
        Long seconds = entry.shown().schedule().durationInSeconds();
        Instant started = entry.shown().timeline().lastStarted();
        return seconds != null
                && seconds > 0
                && started.plus(Duration.ofSeconds(seconds))
                        .isBefore(platform.clock().instant());
    }

    private void stop(Scope scope, CanaryEntry entry) {
        canaries.of(scope)
                .settle(entry, current -> current.stopped(platform.clock().instant())
                        .nextEpoch());
    }
}
