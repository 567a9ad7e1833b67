package sh.lfc.nv.emulator.services.scheduler;

import java.util.List;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.ResourceTags;
import sh.lfc.nv.emulator.paging.OffsetPage;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.DeleteScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupRequest;
import software.amazon.awssdk.services.scheduler.model.GetScheduleGroupResponse;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsRequest;
import software.amazon.awssdk.services.scheduler.model.ListScheduleGroupsResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleGroupSummary;
import software.amazon.awssdk.services.scheduler.model.Tag;

/** The operations on schedule groups. A group that is deleted is gone at once, and its schedules with it. */
final class GroupOperations implements AwsService {

    private static final int PAGE = 100;

    private final Platform platform;
    private final Regional<ScheduleGroups> groups;
    private final ResourceTags tags;
    private final ScheduleRuns runs;

    GroupOperations(Platform platform, Regional<ScheduleGroups> groups, ResourceTags tags, ScheduleRuns runs) {
        this.platform = platform;
        this.groups = groups;
        this.tags = tags;
        this.runs = runs;
    }

    @Override
    public String sdkPackage() {
        return "scheduler";
    }

    public CreateScheduleGroupResponse createScheduleGroup(CreateScheduleGroupRequest request, Call call) {
        ScheduleChecks.name("name", request.name());
        ScheduleGroups own = groups.of(call);
        own.add(request.name(), platform.clock().instant());
        String arn = own.groupArn(request.name());
        tags.add(arn, request.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)));
        return CreateScheduleGroupResponse.builder().scheduleGroupArn(arn).build();
    }

    public GetScheduleGroupResponse getScheduleGroup(GetScheduleGroupRequest request, Call call) {
        return groups.of(call).get(request.name());
    }

    public DeleteScheduleGroupResponse deleteScheduleGroup(DeleteScheduleGroupRequest request, Call call) {
        if (ScheduleGroups.DEFAULT.equals(request.name())) {
            throw Refusals.invalid("The default schedule group cannot be deleted.");
        }
        ScheduleGroups own = groups.of(call);
        own.remove(request.name()).forEach(entry -> runs.cancel(entry.arn()));
        tags.forget(own.groupArn(request.name()));
        return DeleteScheduleGroupResponse.builder().build();
    }

    public ListScheduleGroupsResponse listScheduleGroups(ListScheduleGroupsRequest request, Call call) {
        Constraints.json().range("maxResults", request.maxResults(), 1, PAGE).check(Refusals::invalid);
        List<GetScheduleGroupResponse> wanted = groups.of(call).all().stream()
                .filter(group -> request.namePrefix() == null || group.name().startsWith(request.namePrefix()))
                .toList();
        OffsetPage<GetScheduleGroupResponse> page = OffsetPage.of(
                wanted,
                request.nextToken(),
                request.maxResults() == null ? PAGE : request.maxResults(),
                Refusals::invalidToken);
        return ListScheduleGroupsResponse.builder()
                .scheduleGroups(page.map(GroupOperations::listed))
                .nextToken(page.marker())
                .build();
    }

    private static ScheduleGroupSummary listed(GetScheduleGroupResponse group) {
        return ScheduleGroupSummary.builder()
                .arn(group.arn())
                .name(group.name())
                .state(group.state())
                .creationDate(group.creationDate())
                .lastModificationDate(group.lastModificationDate())
                .build();
    }
}
