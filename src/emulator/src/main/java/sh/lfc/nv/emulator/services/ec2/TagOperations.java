package sh.lfc.nv.emulator.services.ec2;

import java.util.ArrayList;
import java.util.List;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** The operations on the tags of all kinds of resources ("Tag your Amazon EC2 resources"). */
final class TagOperations extends Ec2Part {

    private static final Listing<TagDescription> LISTING = Listing.<TagDescription>of(
                    null, tag -> tag.resourceId() + "/" + tag.key())
            .by("key", TagDescription::key)
            .by("value", TagDescription::value)
            .by("resource-id", TagDescription::resourceId)
            .by("resource-type", TagDescription::resourceTypeAsString);

    TagOperations(Regional<Ec2Region> regions) {
        super(regions);
    }

    public CreateTagsResponse createTags(CreateTagsRequest request, Call call) {
        Ec2Region region = region(call);
        if (request.tags().isEmpty()) {
            throw Refusals.missing("tagSet");
        }
        synchronized (region) {
            checkResources(region, request.resources());
            request.resources().forEach(id -> region.tags.put(id, request.tags()));
        }
        return CreateTagsResponse.builder().build();
    }

    private static void checkResources(Ec2Region region, List<String> ids) {
        if (ids.isEmpty()) {
            throw Refusals.missing("resourceIdSet");
        }
        for (String id : ids) {
            ResourceKind kind = ResourceKind.of(id)
                    .orElseThrow(() -> AwsError.badRequest("InvalidID", "The ID '" + id + "' is not valid"));
            if (!region.has(kind, id)) {
                throw kind.missing(id);
            }
        }
    }

    public DeleteTagsResponse deleteTags(DeleteTagsRequest request, Call call) {
        Ec2Region region = region(call);
        synchronized (region) {
            checkResources(region, request.resources());
            request.resources().forEach(id -> region.tags.remove(id, request.tags()));
        }
        return DeleteTagsResponse.builder().build();
    }

    public DescribeTagsResponse describeTags(DescribeTagsRequest request, Call call) {
        Ec2Region region = region(call);
        List<TagDescription> all = new ArrayList<>();
        region.tags
                .all()
                .forEach((id, tags) -> tags.forEach((key, value) -> all.add(TagDescription.builder()
                        .resourceId(id)
                        .resourceType(
                                ResourceKind.of(id).map(ResourceKind::tagged).orElse(null))
                        .key(key)
                        .value(value)
                        .build())));
        List<TagDescription> wanted = all;
        var filters = new ArrayList<>(request.filters());
        for (var filter : request.filters()) {
            if (filter.name() != null && filter.name().startsWith("tag:")) {
                String key = filter.name().substring("tag:".length());
                wanted = wanted.stream().filter(tag -> tag.key().equals(key)).toList();
                filters.remove(filter);
                filters.add(filter.toBuilder().name("value").build());
            }
        }
        Listing.Page<TagDescription> page =
                LISTING.select(wanted, List.of(), filters, null, request.maxResults(), request.nextToken());
        return DescribeTagsResponse.builder()
                .tags(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
