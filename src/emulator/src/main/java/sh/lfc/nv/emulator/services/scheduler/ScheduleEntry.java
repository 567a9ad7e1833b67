package sh.lfc.nv.emulator.services.scheduler;

import sh.lfc.nv.emulator.schedule.Schedule;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

/**
 * A schedule. Immutable.
 *
 * @param shown as GetSchedule answers it
 * @param when it is due
 * @param clientToken of the request that made it, by which the same request is known again
 */
record ScheduleEntry(GetScheduleResponse shown, Schedule when, String clientToken) {

    String name() {
        return shown.name();
    }

    String group() {
        return shown.groupName();
    }

    String arn() {
        return shown.arn();
    }

    boolean enabled() {
        return shown.state() == ScheduleState.ENABLED;
    }

    boolean deletedWhenCompleted() {
        return shown.actionAfterCompletion() == ActionAfterCompletion.DELETE;
    }

    /** As ListSchedules shows it. */
    ScheduleSummary listed() {
        return ScheduleSummary.builder()
                .arn(shown.arn())
                .name(shown.name())
                .groupName(shown.groupName())
                .state(shown.state())
                .creationDate(shown.creationDate())
                .lastModificationDate(shown.lastModificationDate())
                .target(target -> target.arn(shown.target().arn()))
                .build();
    }
}
