package sh.lfc.nv.emulator.services.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.delivery.Retries;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.schedule.OneTime;
import sh.lfc.nv.emulator.schedule.Rate;
import sh.lfc.nv.emulator.schedule.Schedule;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesRequest;
import software.amazon.awssdk.services.scheduler.model.ListSchedulesResponse;
import software.amazon.awssdk.services.scheduler.model.RetryPolicy;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;
import software.amazon.awssdk.services.scheduler.model.Target;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.UpdateScheduleResponse;

/** The operations on schedules. */
final class ScheduleOperations implements AwsService {

    private static final int PAGE = 100;

    private final Platform platform;
    private final Regional<ScheduleGroups> groups;
    private final ScheduleChecks checks;
    private final ScheduleRuns runs;

    ScheduleOperations(Platform platform, Regional<ScheduleGroups> groups, ScheduleChecks checks, ScheduleRuns runs) {
        this.platform = platform;
        this.groups = groups;
        this.checks = checks;
        this.runs = runs;
    }

    @Override
    public String sdkPackage() {
        return "scheduler";
    }

    public CreateScheduleResponse createSchedule(CreateScheduleRequest request, Call call) {
        ScheduleGroups own = groups.of(call);
        String group = ScheduleGroups.orDefault(request.groupName());
        Instant now = platform.clock().instant();
        GetScheduleResponse asked = GetScheduleResponse.builder()
                .name(request.name())
                .groupName(group)
                .arn(own.scheduleArn(group, request.name()))
                .scheduleExpression(request.scheduleExpression())
                .scheduleExpressionTimezone(request.scheduleExpressionTimezone())
                .startDate(request.startDate())
                .endDate(request.endDate())
                .description(request.description())
                .state(request.state())
                .kmsKeyArn(request.kmsKeyArn())
                .target(request.target())
                .flexibleTimeWindow(request.flexibleTimeWindow())
                .actionAfterCompletion(request.actionAfterCompletion())
                .creationDate(now)
                .lastModificationDate(now)
                .build();
        ScheduleEntry entry = entry(asked, null, own, request.clientToken());
        if (own.add(entry)) {
            runs.plan(call.scope(), entry, true);
        }
        return CreateScheduleResponse.builder().scheduleArn(entry.arn()).build();
    }

    public UpdateScheduleResponse updateSchedule(UpdateScheduleRequest request, Call call) {
        ScheduleGroups own = groups.of(call);
        ScheduleEntry before = own.schedule(request.groupName(), request.name());
        Instant now = platform.clock().instant();
        GetScheduleResponse asked = before.shown().toBuilder()
                .scheduleExpression(request.scheduleExpression())
                .scheduleExpressionTimezone(request.scheduleExpressionTimezone())
                .startDate(request.startDate())
                .endDate(request.endDate())
                .description(request.description())
                .state(request.state())
                .kmsKeyArn(request.kmsKeyArn())
                .target(request.target())
                .flexibleTimeWindow(request.flexibleTimeWindow())
                .actionAfterCompletion(request.actionAfterCompletion())
                .lastModificationDate(now)
                .build();
        ScheduleEntry changed = entry(asked, before.shown(), own, before.clientToken());
        own.replace(changed);
        runs.plan(call.scope(), changed, startsAnew(before, changed));
        return UpdateScheduleResponse.builder().scheduleArn(changed.arn()).build();
    }

    private static boolean startsAnew(ScheduleEntry before, ScheduleEntry changed) {
        return !before.enabled()
                || !before.shown().scheduleExpression().equals(changed.shown().scheduleExpression());
    }

    /** A schedule as it was asked for, with what Scheduler fills in. */
    private ScheduleEntry entry(
            GetScheduleResponse asked, GetScheduleResponse before, ScheduleGroups own, String token) {
        own.get(asked.groupName());
        GetScheduleResponse filled = asked.toBuilder()
                .scheduleExpressionTimezone(Objects.requireNonNullElse(asked.scheduleExpressionTimezone(), "UTC"))
                .state(Objects.requireNonNullElse(asked.state(), ScheduleState.ENABLED))
                .actionAfterCompletion(
                        Objects.requireNonNullElse(asked.actionAfterCompletion(), ActionAfterCompletion.NONE))
                .target(filled(asked.target()))
                .build();
        Schedule read = checks.check(filled, before, own.groupArn(filled.groupName()));
        return new ScheduleEntry(filled, when(read, filled), token);
    }

    private static Target filled(Target target) {
        if (target == null) {
            return null;
        }
        RetryPolicy asked = target.retryPolicy();
        Retries retries = asked == null
                ? Retries.of(null, null)
                : Retries.of(asked.maximumRetryAttempts(), asked.maximumEventAgeInSeconds());
        return target.toBuilder()
                .retryPolicy(shown -> shown.maximumRetryAttempts(retries.maximumAttempts())
                        .maximumEventAgeInSeconds((int) retries.maximumAge().toSeconds()))
                .build();
    }

    /** One-time schedules have no bounds; a rate begins with its start date, or when it is set. */
    private static Schedule when(Schedule read, GetScheduleResponse shown) {
        if (read instanceof OneTime) {
            return read;
        }
        Schedule begun = read instanceof Rate rate
                ? rate.from(Objects.requireNonNullElse(shown.startDate(), shown.lastModificationDate()))
                : read;
        return begun.between(shown.startDate(), shown.endDate());
    }

    public GetScheduleResponse getSchedule(GetScheduleRequest request, Call call) {
        return groups.of(call).schedule(request.groupName(), request.name()).shown();
    }

    public DeleteScheduleResponse deleteSchedule(DeleteScheduleRequest request, Call call) {
        runs.cancel(groups.of(call).remove(request.groupName(), request.name()).arn());
        return DeleteScheduleResponse.builder().build();
    }

    public ListSchedulesResponse listSchedules(ListSchedulesRequest request, Call call) {
        Constraints.json().range("maxResults", request.maxResults(), 1, PAGE).check(Refusals::invalid);
        List<ScheduleEntry> wanted = groups.of(call).schedules(request.groupName()).stream()
                .filter(entry -> request.namePrefix() == null || entry.name().startsWith(request.namePrefix()))
                .filter(entry -> request.state() == null || entry.shown().state() == request.state())
                .toList();
        OffsetPage<ScheduleEntry> page = OffsetPage.of(
                wanted,
                request.nextToken(),
                request.maxResults() == null ? PAGE : request.maxResults(),
                Refusals::invalidToken);
        return ListSchedulesResponse.builder()
                .schedules(page.map(ScheduleEntry::listed))
                .nextToken(page.marker())
                .build();
    }
}
