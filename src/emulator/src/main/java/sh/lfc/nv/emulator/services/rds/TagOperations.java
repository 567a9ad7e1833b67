package sh.lfc.nv.emulator.services.rds;

import java.util.function.Predicate;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceResponse;

/** The tags of all resources of RDS. */
final class TagOperations implements AwsService {

    private final Regional<RdsRegion> regions;

    TagOperations(Regional<RdsRegion> regions) {
        this.regions = regions;
    }

    @Override
    public String sdkPackage() {
        return "rds";
    }

    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request, Call call) {
        return ListTagsForResourceResponse.builder()
                .tagList(existing(request.resourceName(), call).tags(request.resourceName()))
                .build();
    }

    public AddTagsToResourceResponse addTagsToResource(AddTagsToResourceRequest request, Call call) {
        existing(request.resourceName(), call).tag(request.resourceName(), request.tags());
        return AddTagsToResourceResponse.builder().build();
    }

    public RemoveTagsFromResourceResponse removeTagsFromResource(RemoveTagsFromResourceRequest request, Call call) {
        existing(request.resourceName(), call).untag(request.resourceName(), request.tagKeys());
        return RemoveTagsFromResourceResponse.builder().build();
    }

    /** The region, when it has a resource of this ARN. */
    private RdsRegion existing(String arn, Call call) {
        RdsRegion region = regions.of(call);
        String prefix = call.scope().arn("rds", "");
        if (arn == null || !arn.startsWith(prefix)) {
            throw RdsErrors.value("Invalid resource name: " + arn);
        }
        String[] resource = arn.substring(prefix.length()).split(":", 2);
        switch (resource[0]) {
            case "db" -> region.database(resource[resource.length - 1]);
            case "pg" -> region.parameterGroup(resource[resource.length - 1]);
            case "subgrp" -> has(region.subnetGroups.values().stream().map(DBSubnetGroup::dbSubnetGroupArn), arn);
            case "snapshot" -> has(region.snapshots.values().stream().map(DBSnapshot::dbSnapshotArn), arn);
            case "og" -> {}
            default -> throw RdsErrors.value("Invalid resource name: " + arn);
        }
        return region;
    }

    private static void has(Stream<String> arns, String arn) {
        if (arns.noneMatch(Predicate.isEqual(arn))) {
            throw new AwsError(
                    "ResourceNotFoundFault",
                    404,
                    "The specified resource name does not match an RDS" + " resource in this region: " + arn);
        }
    }
}
