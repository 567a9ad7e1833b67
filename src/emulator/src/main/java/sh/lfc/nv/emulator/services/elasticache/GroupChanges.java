package sh.lfc.nv.emulator.services.elasticache;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Call;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.realism.Delay;
import software.amazon.awssdk.services.elasticache.model.AuthTokenUpdateStrategyType;
import software.amazon.awssdk.services.elasticache.model.DecreaseReplicaCountRequest;
import software.amazon.awssdk.services.elasticache.model.DecreaseReplicaCountResponse;
import software.amazon.awssdk.services.elasticache.model.IncreaseReplicaCountRequest;
import software.amazon.awssdk.services.elasticache.model.IncreaseReplicaCountResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.TestFailoverRequest;
import software.amazon.awssdk.services.elasticache.model.TestFailoverResponse;

/**
 * Changes replication groups. All changes apply at once: the maintenance window, for which some would wait on AWS,
 * never comes here.
 */
final class GroupChanges implements AwsService {

    private static final String MODIFYING = "modifying";

    private final Regional<CacheRegion> regions;
    private final CacheNetwork network;
    private final GroupWork work;

    GroupChanges(Regional<CacheRegion> regions, CacheNetwork network, GroupWork work) {
        this.regions = regions;
        this.network = network;
        this.work = work;
    }

    @Override
    public String sdkPackage() {
        return "elasticache";
    }

    public ModifyReplicationGroupResponse modifyReplicationGroup(ModifyReplicationGroupRequest request, Call call) {
        CacheRegion region = regions.of(call);
        Group group = available(region, request.replicationGroupId());
        check(group, request);
        String version =
                request.engineVersion() == null ? null : EngineVersions.full(request.engine(), request.engineVersion());
        Map<String, String> parameters = request.cacheParameterGroupName() == null
                ? Map.of()
                : region.parameterGroup(request.cacheParameterGroupName()).values();
        List<String> securityGroups = request.securityGroupIds().isEmpty()
                ? null
                : ReplicationGroups.securityGroups(
                        region.scope, network, group.settings().subnetGroup().vpcId(), request.securityGroupIds());

        group.settle(group.settings()
                .with(
                        version,
                        request.cacheParameterGroupName(),
                        securityGroups,
                        request.preferredMaintenanceWindow()));
        group.show(shown -> change(shown, request, call).status(MODIFYING));
        ReplicationGroup answer = GroupView.of(group);
        work.later(Delay.CACHE_MODIFICATION, group, "available", () -> {
            if (securityGroups != null) {
                group.nodes().forEach(node -> network.regroup(region.scope, node.networkInterface(), securityGroups));
            }
            if (!parameters.isEmpty()) {
                GroupWork.parameters(group, parameters);
            }
            changeToken(group, request);
        });
        return ModifyReplicationGroupResponse.builder().replicationGroup(answer).build();
    }

    private static Group available(CacheRegion region, String id) {
        Group group = region.group(id);
        if (!group.isAvailable()) {
            throw CacheErrors.groupState(group.id());
        }
        return group;
    }

    private static void check(Group group, ModifyReplicationGroupRequest request) {
        if (request.cacheNodeType() != null) {
            NodeType.check(request.cacheNodeType());
        }
        Boolean failover = request.automaticFailoverEnabled() == null
                ? Boolean.valueOf(group.shown().automaticFailoverAsString().equals("enabled"))
                : request.automaticFailoverEnabled();
        Boolean multiZone = request.multiAZEnabled() == null
                ? Boolean.valueOf(group.shown().multiAZAsString().equals("enabled"))
                : request.multiAZEnabled();
        GroupRules.failover(failover, multiZone, group.nodes().size());
        if (request.transitEncryptionEnabled() != null
                && !request.transitEncryptionEnabled().equals(group.shown().transitEncryptionEnabled())) {
            throw CacheErrors.combination(
                    "This emulator does not change encryption in transit of a replication group:" + " make a new one.");
        }
        if (request.authToken() != null) {
            GroupRules.token(request.authToken());
            if (request.authTokenUpdateStrategy() == null) {
                throw CacheErrors.combination("AuthTokenUpdateStrategy must be specified together with AuthToken.");
            }
        }
    }

    private static ReplicationGroup.Builder change(
            ReplicationGroup.Builder shown, ModifyReplicationGroupRequest request, Call call) {
        Optional.ofNullable(request.replicationGroupDescription()).ifPresent(shown::description);
        Optional.ofNullable(request.automaticFailoverEnabled())
                .ifPresent(enabled -> shown.automaticFailover(enabled ? "enabled" : "disabled"));
        Optional.ofNullable(request.multiAZEnabled())
                .ifPresent(enabled -> shown.multiAZ(enabled ? "enabled" : "disabled"));
        Optional.ofNullable(request.snapshotRetentionLimit()).ifPresent(shown::snapshotRetentionLimit);
        Optional.ofNullable(request.snapshotWindow()).ifPresent(shown::snapshotWindow);
        Optional.ofNullable(request.cacheNodeType()).ifPresent(shown::cacheNodeType);
        Optional.ofNullable(request.autoMinorVersionUpgrade()).ifPresent(shown::autoMinorVersionUpgrade);
        Optional.ofNullable(request.transitEncryptionModeAsString()).ifPresent(shown::transitEncryptionMode);
        if (request.authTokenUpdateStrategy() != null) {
            shown.authTokenEnabled(request.authTokenUpdateStrategy() != AuthTokenUpdateStrategyType.DELETE)
                    .authTokenLastModifiedDate(call.time());
        }
        return shown;
    }

    private static void changeToken(Group group, ModifyReplicationGroupRequest request) throws java.io.IOException {
        if (request.authTokenUpdateStrategy() == AuthTokenUpdateStrategyType.DELETE) {
            GroupWork.authToken(group, Optional.empty(), false);
        } else if (request.authToken() != null) {
            boolean keepOld = request.authTokenUpdateStrategy() == AuthTokenUpdateStrategyType.ROTATE;
            GroupWork.authToken(group, Optional.of(request.authToken()), keepOld);
        }
    }

    public IncreaseReplicaCountResponse increaseReplicaCount(IncreaseReplicaCountRequest request, Call call) {
        CacheRegion region = regions.of(call);
        Group group = available(region, request.replicationGroupId());
        int count = replicas(request.newReplicaCount()) + 1;
        if (count <= group.nodes().size()) {
            throw CacheErrors.combination("The new replica count must be greater than the current one.");
        }
        Map<String, String> parameters =
                region.parameterGroup(group.settings().parameterGroup()).values();
        group.show(shown -> shown.status(MODIFYING));
        ReplicationGroup answer = GroupView.of(group);
        work.later(Delay.CACHE_SCALING, group, "available", () -> {
            work.grow(group, count, parameters);
            group.show(shown -> members(shown, group.id(), count));
        });
        return IncreaseReplicaCountResponse.builder().replicationGroup(answer).build();
    }

    public DecreaseReplicaCountResponse decreaseReplicaCount(DecreaseReplicaCountRequest request, Call call) {
        Group group = available(regions.of(call), request.replicationGroupId());
        int count =
                request.newReplicaCount() == null && !request.replicasToRemove().isEmpty()
                        ? group.nodes().size() - request.replicasToRemove().size()
                        : replicas(request.newReplicaCount()) + 1;
        if (count >= group.nodes().size() || count < 1) {
            throw CacheErrors.combination("The new replica count must be less than the current one.");
        }
        GroupRules.failover(group.shown().automaticFailoverAsString().equals("enabled"), false, count);
        group.show(shown -> shown.status(MODIFYING));
        ReplicationGroup answer = GroupView.of(group);
        work.later(Delay.CACHE_SCALING, group, "available", () -> {
            work.shrink(group, count);
            group.show(shown -> members(shown, group.id(), count));
        });
        return DecreaseReplicaCountResponse.builder().replicationGroup(answer).build();
    }

    private static int replicas(Integer count) {
        if (count == null || count < 0 || count > 5) {
            throw CacheErrors.value("NewReplicaCount must be between 0 and 5.");
        }
        return count;
    }

    private static void members(ReplicationGroup.Builder shown, String id, int count) {
        shown.memberClusters(IntStream.rangeClosed(1, count)
                .mapToObj(number -> Nodes.clusterId(id, number))
                .toList());
    }

    public TestFailoverResponse testFailover(TestFailoverRequest request, Call call) {
        Group group = available(regions.of(call), request.replicationGroupId());
        if (group.nodes().size() < 2
                || !group.shown().automaticFailoverAsString().equals("enabled")) {
            throw CacheErrors.combination("Automatic failover must be enabled to test it.");
        }
        group.show(shown -> shown.status(MODIFYING));
        ReplicationGroup answer = GroupView.of(group);
        work.later(Delay.CACHE_MODIFICATION, group, "available", () -> work.failOver(group));
        return TestFailoverResponse.builder().replicationGroup(answer).build();
    }
}
