package sh.lfc.nv.emulator.services.elasticache;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.paging.MarkerPage;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroup;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** Makes, describes and deletes replication groups. */
final class ReplicationGroups implements AwsService {

    private static final int DEFAULT_PORT = 6379;

    private final Regional<CacheRegion> regions;
    private final CacheNetwork network;
    private final GroupWork work;

    ReplicationGroups(Regional<CacheRegion> regions, CacheNetwork network, GroupWork work) {
        this.regions = regions;
        this.network = network;
        this.work = work;
    }

    @Override
    public String sdkPackage() {
        return "elasticache";
    }

    @Override
    public void close() {
        regions.all().values().stream()
                .flatMap(region -> region.groups.values().stream())
                .parallel()
                .forEach(work::end);
    }

    public CreateReplicationGroupResponse createReplicationGroup(CreateReplicationGroupRequest request, Call call) {
        GroupRules.checkCreation(request);
        String version = EngineVersions.full(request.engine(), request.engineVersion());
        CacheRegion region = regions.of(call);
        Scope scope = call.scope();
        String id = CacheRegion.key(request.replicationGroupId());
        if (region.groups.containsKey(id)) {
            throw CacheErrors.groupExists(id);
        }
        ParameterGroup parameters = region.parameterGroup(
                request.cacheParameterGroupName() == null
                        ? "default." + ParameterGroup.FAMILY
                        : request.cacheParameterGroupName());
        if ("yes".equals(parameters.values().get("cluster-enabled"))) {
            throw CacheErrors.combination("Cluster mode is not supported by this emulator: one node group only.");
        }
        CacheSubnetGroup subnets = request.cacheSubnetGroupName() == null
                ? defaultSubnets(scope)
                : region.subnetGroup(request.cacheSubnetGroupName());
        Group.Settings settings = new Group.Settings(
                version,
                parameters.name(),
                subnets,
                securityGroups(scope, network, subnets.vpcId(), request.securityGroupIds()),
                request.preferredMaintenanceWindow() == null
                        ? "sun:05:00-sun:06:00"
                        : request.preferredMaintenanceWindow(),
                request.port() == null ? DEFAULT_PORT : request.port());
        boolean encrypted = Boolean.TRUE.equals(request.transitEncryptionEnabled());
        int count = GroupRules.count(request);
        Group group = new Group(
                scope,
                EndpointNames.of(scope, id, encrypted),
                call.time(),
                shown(request, id, count, call),
                settings,
                Optional.ofNullable(request.authToken()));
        if (region.groups.putIfAbsent(id, group) != null) {
            throw CacheErrors.groupExists(id);
        }
        region.tag(group.shown().arn(), request.tags());
        group.shown().memberClusters().forEach(cluster -> region.tag(clusterArn(scope, cluster), request.tags()));
        ReplicationGroup answer = GroupView.of(group);
        work.create(group, count, parameters.values());
        return CreateReplicationGroupResponse.builder().replicationGroup(answer).build();
    }

    static String clusterArn(Scope scope, String clusterId) {
        return scope.arn("elasticache", "cluster:" + clusterId);
    }

    private CacheSubnetGroup defaultSubnets(Scope scope) {
        List<CacheNetwork.Subnet> subnets = network.defaultSubnets(scope);
        if (subnets.isEmpty()) {
            throw CacheErrors.combination("Use of cache security groups is not permitted in this API version for your"
                    + " account: there is no default VPC, so name a cache subnet group.");
        }
        return SubnetGroups.group(scope, "default", "Default CacheSubnetGroup", subnets);
    }

    static List<String> securityGroups(Scope scope, CacheNetwork network, String vpcId, List<String> asked) {
        for (String group : asked) {
            if (!network.hasSecurityGroup(scope, vpcId, group)) {
                throw CacheErrors.value("Some security groups do not exist in the VPC " + vpcId + ": [" + group + "]");
            }
        }
        return asked.isEmpty() ? List.of(network.defaultSecurityGroup(scope, vpcId)) : List.copyOf(asked);
    }

    private static ReplicationGroup shown(CreateReplicationGroupRequest request, String id, int count, Call call) {
        boolean encrypted = Boolean.TRUE.equals(request.transitEncryptionEnabled());
        return ReplicationGroup.builder()
                .replicationGroupId(id)
                .description(request.replicationGroupDescription())
                .status("creating")
                .pendingModifiedValues(pending -> {})
                .memberClusters(IntStream.rangeClosed(1, count)
                        .mapToObj(number -> Nodes.clusterId(id, number))
                        .toList())
                .automaticFailover(Boolean.TRUE.equals(request.automaticFailoverEnabled()) ? "enabled" : "disabled")
                .multiAZ(Boolean.TRUE.equals(request.multiAZEnabled()) ? "enabled" : "disabled")
                .snapshotRetentionLimit(request.snapshotRetentionLimit() == null ? 0 : request.snapshotRetentionLimit())
                .snapshotWindow(request.snapshotWindow() == null ? "03:00-04:00" : request.snapshotWindow())
                .clusterEnabled(false)
                .clusterMode("disabled")
                .cacheNodeType(request.cacheNodeType())
                .authTokenEnabled(request.authToken() != null)
                .authTokenLastModifiedDate(request.authToken() == null ? null : call.time())
                .transitEncryptionEnabled(encrypted)
                .transitEncryptionMode(
                        encrypted
                                ? Optional.ofNullable(request.transitEncryptionModeAsString())
                                        .orElse("required")
                                : null)
                .atRestEncryptionEnabled(Boolean.TRUE.equals(request.atRestEncryptionEnabled()))
                .kmsKeyId(request.kmsKeyId())
                .arn(call.scope().arn("elasticache", "replicationgroup:" + id))
                .logDeliveryConfigurations(List.of())
                .replicationGroupCreateTime(call.time())
                .dataTiering("disabled")
                .autoMinorVersionUpgrade(!Boolean.FALSE.equals(request.autoMinorVersionUpgrade()))
                .networkType("ipv4")
                .ipDiscovery("ipv4")
                .engine(EngineVersions.ENGINE)
                .build();
    }

    public DescribeReplicationGroupsResponse describeReplicationGroups(
            DescribeReplicationGroupsRequest request, Call call) {
        CacheRegion region = regions.of(call);
        List<Group> groups = request.replicationGroupId() == null
                ? List.copyOf(region.groups.values())
                : List.of(region.group(request.replicationGroupId()));
        MarkerPage<Group> page = MarkerPage.of(groups, Group::id, request.maxRecords(), request.marker());
        return DescribeReplicationGroupsResponse.builder()
                .replicationGroups(page.items().stream().map(GroupView::of).toList())
                .marker(page.marker())
                .build();
    }

    public DeleteReplicationGroupResponse deleteReplicationGroup(DeleteReplicationGroupRequest request, Call call) {
        CacheRegion region = regions.of(call);
        Group group = region.group(request.replicationGroupId());
        if (!group.isAvailable() && !group.shown().status().equals("create-failed")) {
            throw CacheErrors.groupState(group.id());
        }
        if (Boolean.TRUE.equals(request.retainPrimaryCluster())) {
            throw CacheErrors.combination("This emulator deletes replication groups with all of their clusters.");
        }
        group.show(shown -> shown.status("deleting"));
        ReplicationGroup answer = GroupView.of(group);
        work.delete(group, () -> {
            region.groups.remove(group.id());
            region.forget(group.shown().arn());
            group.shown().memberClusters().forEach(cluster -> region.forget(clusterArn(region.scope, cluster)));
        });
        return DeleteReplicationGroupResponse.builder().replicationGroup(answer).build();
    }
}
