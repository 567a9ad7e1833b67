package sh.lfc.nv.emulator.services.synthetics;

import java.time.Instant;
import java.util.Map;
import sh.lfc.nv.emulator.schedule.Schedule;
import software.amazon.awssdk.services.synthetics.model.Canary;
import software.amazon.awssdk.services.synthetics.model.CanaryState;
import software.amazon.awssdk.services.synthetics.model.CanaryStateReasonCode;
import software.amazon.awssdk.services.synthetics.model.CanaryStatus;

/**
 * A canary: what the API shows of it, and what it does not show.
 *
 * @param shown as GetCanary answers it
 * @param functionName the function that it runs in
 * @param environment the variables of its function
 * @param epoch counts starts and stops, so that what an earlier start has planned is told from what counts
 */
record CanaryEntry(Canary shown, String functionName, Map<String, String> environment, long epoch) {

    String name() {
        return shown.name();
    }

    CanaryState state() {
        return shown.status().state();
    }

    Schedule schedule() {
        return Schedule.ofCanary(shown.schedule().expression());
    }

    CanaryEntry with(Canary changed) {
        return new CanaryEntry(changed, functionName, environment, epoch);
    }

    CanaryEntry with(CanaryState state) {
        return with(state, null, null);
    }

    CanaryEntry with(CanaryState state, String reason, CanaryStateReasonCode code) {
        return with(shown.toBuilder()
                .status(CanaryStatus.builder()
                        .state(state)
                        .stateReason(reason)
                        .stateReasonCode(code)
                        .build())
                .build());
    }

    /** Starts anew what counts: everything planned before is void. */
    CanaryEntry nextEpoch() {
        return new CanaryEntry(shown, functionName, environment, epoch + 1);
    }

    CanaryEntry started(Instant now) {
        return with(shown.toBuilder()
                .timeline(shown.timeline().toBuilder().lastStarted(now).build())
                .build());
    }

    CanaryEntry stopped(Instant now) {
        return with(CanaryState.STOPPED)
                .with(shown.toBuilder()
                        .status(status -> status.state(CanaryState.STOPPED))
                        .timeline(shown.timeline().toBuilder().lastStopped(now).build())
                        .build());
    }
}
