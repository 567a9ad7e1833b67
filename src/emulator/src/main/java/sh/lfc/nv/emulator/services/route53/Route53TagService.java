package sh.lfc.nv.emulator.services.route53;

import java.util.List;
import java.util.Map;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import software.amazon.awssdk.services.route53.model.ChangeTagsForResourceRequest;
import software.amazon.awssdk.services.route53.model.ChangeTagsForResourceResponse;
import software.amazon.awssdk.services.route53.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.route53.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.route53.model.ListTagsForResourcesRequest;
import software.amazon.awssdk.services.route53.model.ListTagsForResourcesResponse;
import software.amazon.awssdk.services.route53.model.NoSuchHealthCheckException;
import software.amazon.awssdk.services.route53.model.ResourceTagSet;
import software.amazon.awssdk.services.route53.model.Tag;
import software.amazon.awssdk.services.route53.model.TagResourceType;

/** The tags of hosted zones, after Route 53's API reference. Health checks are not offered. */
public final class Route53TagService implements AwsService {

    private final Zones zones;

    Route53TagService(Zones zones) {
        this.zones = zones;
    }

    @Override
    public String sdkPackage() {
        return "route53";
    }

    public ChangeTagsForResourceResponse changeTagsForResource(ChangeTagsForResourceRequest request, Call call) {
        Map<String, String> tags = tags(request.resourceType(), request.resourceId(), call);
        tags.keySet().removeAll(request.removeTagKeys());
        request.addTags().forEach(tag -> tags.put(tag.key(), tag.value() == null ? "" : tag.value()));
        return ChangeTagsForResourceResponse.builder().build();
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request, Call call) {
        return ListTagsForResourceResponse.builder()
                .resourceTagSet(set(request.resourceType(), request.resourceId(), call))
                .build();
    }

    public ListTagsForResourcesResponse listTagsForResources(ListTagsForResourcesRequest request, Call call) {
        return ListTagsForResourcesResponse.builder()
                .resourceTagSets(request.resourceIds().stream()
                        .map(id -> set(request.resourceType(), id, call))
                        .toList())
                .build();
    }

    private ResourceTagSet set(TagResourceType type, String id, Call call) {
        List<Tag> tags = tags(type, id, call).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return ResourceTagSet.builder()
                .resourceType(type)
                .resourceId(id)
                .tags(tags)
                .build();
    }

    private Map<String, String> tags(TagResourceType type, String id, Call call) {
        if (type != TagResourceType.HOSTEDZONE) {
            throw NoSuchHealthCheckException.builder()
                    .message("No health check found with ID: " + id)
                    .build();
        }
        return zones.get(call, id).tags();
    }
}
