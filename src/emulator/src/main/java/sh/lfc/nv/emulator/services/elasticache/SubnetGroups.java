package sh.lfc.nv.emulator.services.elasticache;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import sh.lfc.nv.emulator.call.AwsError;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.paging.MarkerPage;
import software.amazon.awssdk.services.elasticache.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroup;
import software.amazon.awssdk.services.elasticache.model.CreateCacheSubnetGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateCacheSubnetGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheSubnetGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheSubnetGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheSubnetGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheSubnetGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheSubnetGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheSubnetGroupResponse;
import software.amazon.awssdk.services.elasticache.model.NetworkType;
import software.amazon.awssdk.services.elasticache.model.Subnet;

/** Cache subnet groups. */
final class SubnetGroups implements AwsService {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-]{1,255}");

    private final Regional<CacheRegion> regions;
    private final CacheNetwork network;

    SubnetGroups(Regional<CacheRegion> regions, CacheNetwork network) {
        this.regions = regions;
        this.network = network;
    }

    @Override
    public String sdkPackage() {
        return "elasticache";
    }

    public CreateCacheSubnetGroupResponse createCacheSubnetGroup(CreateCacheSubnetGroupRequest request, Call call) {
        String name = request.cacheSubnetGroupName();
        if (name == null) {
            throw CacheErrors.missing("CacheSubnetGroupName");
        }
        if (!NAME.matcher(name).matches() || name.equalsIgnoreCase("default")) {
            throw CacheErrors.value("The parameter CacheSubnetGroupName is not a valid identifier. It must contain no"
                    + " more than 255 alphanumeric characters or hyphens, and must not be \"Default\".");
        }
        if (request.cacheSubnetGroupDescription() == null) {
            throw CacheErrors.missing("CacheSubnetGroupDescription");
        }
        CacheRegion region = regions.of(call);
        CacheSubnetGroup group = group(
                call.scope(),
                CacheRegion.key(name),
                request.cacheSubnetGroupDescription(),
                subnets(call.scope(), request.subnetIds()));
        if (region.subnetGroups.putIfAbsent(group.cacheSubnetGroupName(), group) != null) {
            throw AwsError.badRequest(
                    "CacheSubnetGroupAlreadyExists", "Cache subnet group " + name + " already exists.");
        }
        region.tag(group.arn(), request.tags());
        return CreateCacheSubnetGroupResponse.builder().cacheSubnetGroup(group).build();
    }

    private List<CacheNetwork.Subnet> subnets(Scope scope, List<String> ids) {
        if (ids.isEmpty()) {
            throw CacheErrors.missing("SubnetIds");
        }
        List<CacheNetwork.Subnet> subnets = new LinkedHashSet<>(ids)
                .stream()
                        .map(id -> network.subnet(scope, id)
                                .orElseThrow(() -> AwsError.badRequest(
                                        "InvalidParameterValue", "Some input subnets in :[" + id + "] are invalid.")))
                        .toList();
        if (subnets.stream().map(CacheNetwork.Subnet::vpcId).distinct().count() > 1) {
            throw AwsError.badRequest("InvalidSubnet", "Subnets are not all in the same VPC.");
        }
        return subnets;
    }

    /** A group of subnets of one VPC. */
    static CacheSubnetGroup group(Scope scope, String name, String description, List<CacheNetwork.Subnet> subnets) {
        return CacheSubnetGroup.builder()
                .cacheSubnetGroupName(name)
                .cacheSubnetGroupDescription(description)
                .vpcId(subnets.get(0).vpcId())
                .subnets(subnets.stream().map(SubnetGroups::shown).toList())
                .arn(scope.arn("elasticache", "subnetgroup:" + name))
                .supportedNetworkTypes(NetworkType.IPV4)
                .build();
    }

    private static Subnet shown(CacheNetwork.Subnet subnet) {
        return Subnet.builder()
                .subnetIdentifier(subnet.id())
                .subnetAvailabilityZone(
                        AvailabilityZone.builder().name(subnet.zone()).build())
                .supportedNetworkTypes(NetworkType.IPV4)
                .build();
    }

    public DescribeCacheSubnetGroupsResponse describeCacheSubnetGroups(
            DescribeCacheSubnetGroupsRequest request, Call call) {
        CacheRegion region = regions.of(call);
        List<CacheSubnetGroup> groups = request.cacheSubnetGroupName() == null
                ? List.copyOf(region.subnetGroups.values())
                : List.of(region.subnetGroup(request.cacheSubnetGroupName()));
        MarkerPage<CacheSubnetGroup> page =
                MarkerPage.of(groups, CacheSubnetGroup::cacheSubnetGroupName, request.maxRecords(), request.marker());
        return DescribeCacheSubnetGroupsResponse.builder()
                .cacheSubnetGroups(page.items())
                .marker(page.marker())
                .build();
    }

    public ModifyCacheSubnetGroupResponse modifyCacheSubnetGroup(ModifyCacheSubnetGroupRequest request, Call call) {
        CacheRegion region = regions.of(call);
        CacheSubnetGroup before = region.subnetGroup(request.cacheSubnetGroupName());
        String description = request.cacheSubnetGroupDescription() == null
                ? before.cacheSubnetGroupDescription()
                : request.cacheSubnetGroupDescription();
        CacheSubnetGroup after = request.subnetIds().isEmpty()
                ? before.copy(shown -> shown.cacheSubnetGroupDescription(description))
                : group(
                        call.scope(),
                        before.cacheSubnetGroupName(),
                        description,
                        subnets(call.scope(), request.subnetIds()));
        if (!after.vpcId().equals(before.vpcId())) {
            throw AwsError.badRequest("InvalidSubnet", "The new subnets are not in the VPC of the subnet group.");
        }
        region.subnetGroups.put(before.cacheSubnetGroupName(), after);
        return ModifyCacheSubnetGroupResponse.builder().cacheSubnetGroup(after).build();
    }

    public DeleteCacheSubnetGroupResponse deleteCacheSubnetGroup(DeleteCacheSubnetGroupRequest request, Call call) {
        CacheRegion region = regions.of(call);
        CacheSubnetGroup group = region.subnetGroup(request.cacheSubnetGroupName());
        boolean used = region.groups.values().stream()
                .anyMatch(cache ->
                        cache.settings().subnetGroup().cacheSubnetGroupName().equals(group.cacheSubnetGroupName()));
        if (used) {
            throw AwsError.badRequest(
                    "CacheSubnetGroupInUse",
                    "Cache subnet group " + group.cacheSubnetGroupName() + " is currently in use by a cache cluster.");
        }
        region.subnetGroups.remove(group.cacheSubnetGroupName());
        region.forget(group.arn());
        return DeleteCacheSubnetGroupResponse.builder().build();
    }
}
