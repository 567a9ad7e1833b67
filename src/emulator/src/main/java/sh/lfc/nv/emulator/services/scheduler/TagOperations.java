package sh.lfc.nv.emulator.services.scheduler;

import java.util.List;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.ResourceTags;
import software.amazon.awssdk.services.scheduler.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.scheduler.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.scheduler.model.Tag;
import software.amazon.awssdk.services.scheduler.model.TagResourceRequest;
import software.amazon.awssdk.services.scheduler.model.TagResourceResponse;
import software.amazon.awssdk.services.scheduler.model.UntagResourceRequest;
import software.amazon.awssdk.services.scheduler.model.UntagResourceResponse;

/** The operations on the tags of schedule groups; schedules have none. */
final class TagOperations implements AwsService {

    private static final String GROUP = ":schedule-group/";

    private final Regional<ScheduleGroups> groups;
    private final ResourceTags tags;

    TagOperations(Regional<ScheduleGroups> groups, ResourceTags tags) {
        this.groups = groups;
        this.tags = tags;
    }

    @Override
    public String sdkPackage() {
        return "scheduler";
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request, Call call) {
        requireGroup(request.resourceArn(), call);
        List<Tag> shown = tags.of(request.resourceArn()).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return ListTagsForResourceResponse.builder().tags(shown).build();
    }

    public TagResourceResponse tagResource(TagResourceRequest request, Call call) {
        requireGroup(request.resourceArn(), call);
        tags.add(
                request.resourceArn(),
                request.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value, (first, second) -> second)));
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request, Call call) {
        requireGroup(request.resourceArn(), call);
        tags.remove(request.resourceArn(), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    private void requireGroup(String arn, Call call) {
        int name = arn.indexOf(GROUP);
        if (name < 0) {
            throw Refusals.invalid("Only schedule groups have tags, not " + arn + ".");
        }
        groups.of(call).get(arn.substring(name + GROUP.length()));
    }
}
