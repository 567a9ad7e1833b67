package sh.lfc.nv.emulator.services.elasticache;

import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.elasticache.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.elasticache.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.elasticache.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.elasticache.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.elasticache.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.elasticache.model.RemoveTagsFromResourceResponse;

/** The tags of all resources of ElastiCache. */
final class TagOperations implements AwsService {

    private final Regional<CacheRegion> regions;

    TagOperations(Regional<CacheRegion> regions) {
        this.regions = regions;
    }

    @Override
    public String sdkPackage() {
        return "elasticache";
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request, Call call) {
        return ListTagsForResourceResponse.builder()
                .tagList(existing(request.resourceName(), call).tags(request.resourceName()))
                .build();
    }

    public AddTagsToResourceResponse addTagsToResource(AddTagsToResourceRequest request, Call call) {
        CacheRegion region = existing(request.resourceName(), call);
        region.tag(request.resourceName(), request.tags());
        return AddTagsToResourceResponse.builder()
                .tagList(region.tags(request.resourceName()))
                .build();
    }

    public RemoveTagsFromResourceResponse removeTagsFromResource(RemoveTagsFromResourceRequest request, Call call) {
        CacheRegion region = existing(request.resourceName(), call);
        region.untag(request.resourceName(), request.tagKeys());
        return RemoveTagsFromResourceResponse.builder()
                .tagList(region.tags(request.resourceName()))
                .build();
    }

    /** The region, when it has a resource of this ARN. */
    private CacheRegion existing(String arn, Call call) {
        CacheRegion region = regions.of(call);
        String prefix = call.scope().arn("elasticache", "");
        String[] resource = arn == null || !arn.startsWith(prefix)
                ? new String[0]
                : arn.substring(prefix.length()).split(":", 2);
        if (resource.length != 2) {
            throw AwsError.badRequest(
                    "InvalidARN",
                    "The requested Amazon Resource Name (ARN) does not refer to an" + " existing resource: " + arn);
        }
        String name = resource[1];
        switch (resource[0]) {
            case "replicationgroup" -> region.group(name);
            case "subnetgroup" -> region.subnetGroup(name);
            case "parametergroup" -> region.parameterGroup(name);
            case "cluster" ->
                region.groups.values().stream()
                        .filter(group -> GroupView.of(group).memberClusters().contains(name))
                        .findFirst()
                        .orElseThrow(() -> CacheErrors.clusterNotFound(name));
            case "user" -> {}
            default ->
                throw AwsError.badRequest(
                        "InvalidARN",
                        "The requested Amazon Resource Name (ARN) does not refer to an existing resource: " + arn);
        }
        return region;
    }
}
