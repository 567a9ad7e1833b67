package sh.lfc.nv.emulator.services.eventbridge;

import java.util.List;
import java.util.stream.Collectors;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.ResourceTags;
import sh.lfc.nv.emulator.validation.Constraints;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.TagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.TagResourceResponse;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceRequest;
import software.amazon.awssdk.services.eventbridge.model.UntagResourceResponse;

/** The operations on the tags of rules and event buses. */
final class TagOperations implements AwsService {

    private static final String RULE = ":rule/";

    private final Regional<Buses> buses;
    private final ResourceTags tags;

    TagOperations(Regional<Buses> buses, ResourceTags tags) {
        this.buses = buses;
        this.tags = tags;
    }

    @Override
    public String sdkPackage() {
        return "eventbridge";
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request, Call call) {
        requireResource(request.resourceARN(), call);
        List<Tag> shown = tags.of(request.resourceARN()).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return ListTagsForResourceResponse.builder().tags(shown).build();
    }

    public TagResourceResponse tagResource(TagResourceRequest request, Call call) {
        requireResource(request.resourceARN(), call);
        tags.add(
                request.resourceARN(),
                request.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value, (first, second) -> second)));
        return TagResourceResponse.builder().build();
    }

    public UntagResourceResponse untagResource(UntagResourceRequest request, Call call) {
        requireResource(request.resourceARN(), call);
        tags.remove(request.resourceARN(), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    private void requireResource(String arn, Call call) {
        Constraints.json().required("resourceARN", arn).check();
        Buses own = buses.of(call);
        int rule = arn.indexOf(RULE);
        if (rule >= 0) {
            String[] names = arn.substring(rule + RULE.length()).split("/");
            own.rule(names.length == 1 ? Buses.DEFAULT : names[0], names[names.length - 1]);
        } else if (arn.contains(":event-bus/")) {
            own.get(arn);
        } else {
            throw Refusals.invalid(
                    "Parameter " + arn + " is not valid. Reason: Provided Arn is not in correct format.");
        }
    }
}
