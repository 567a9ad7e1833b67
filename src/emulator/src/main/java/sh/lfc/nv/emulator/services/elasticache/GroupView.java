package sh.lfc.nv.emulator.services.elasticache;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CacheNode;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.SecurityGroupMembership;

/** Replication groups and their nodes as they are described. */
final class GroupView {

    private static final String NODE_ID = "0001";

    private GroupView() {}

    static ReplicationGroup of(Group group) {
        List<Node> nodes = group.nodes();
        if (group.shown().status().equals("creating") || nodes.isEmpty()) {
            return group.shown();
        }
        List<NodeGroupMember> members = new ArrayList<>();
        for (Node node : nodes) {
            members.add(NodeGroupMember.builder()
                    .cacheClusterId(node.clusterId())
                    .cacheNodeId(NODE_ID)
                    .readEndpoint(endpoint(node.host(), node.port()))
                    .preferredAvailabilityZone(node.zone())
                    .currentRole(members.isEmpty() ? "primary" : "replica")
                    .build());
        }
        int port = nodes.get(0).port();
        return group.shown().copy(shown -> shown.memberClusters(
                        nodes.stream().map(Node::clusterId).sorted().toList())
                .nodeGroups(NodeGroup.builder()
                        .nodeGroupId(NODE_ID)
                        .status(group.shown().status())
                        .primaryEndpoint(endpoint(group.names().primary(), port))
                        .readerEndpoint(endpoint(group.names().reader(), port))
                        .nodeGroupMembers(members)
                        .build()));
    }

    /** The cache clusters that a group's nodes are. */
    static List<CacheCluster> clusters(Group group, boolean withNodes) {
        return of(group).memberClusters().stream()
                .map(id -> cluster(group, id, withNodes))
                .toList();
    }

    private static CacheCluster cluster(Group group, String clusterId, boolean withNodes) {
        ReplicationGroup of = group.shown();
        Group.Settings settings = group.settings();
        CacheCluster.Builder cluster = CacheCluster.builder()
                .cacheClusterId(clusterId)
                .clientDownloadLandingPage("https://console.aws.amazon.com/elasticache/home#client-download:")
                .cacheNodeType(of.cacheNodeType())
                .engine(EngineVersions.ENGINE)
                .engineVersion(settings.engineVersion())
                .cacheClusterStatus(group.isRebooting() ? "rebooting cluster nodes" : of.status())
                .numCacheNodes(1)
                .cacheClusterCreateTime(group.created())
                .preferredMaintenanceWindow(settings.maintenanceWindow())
                .pendingModifiedValues(pending -> {})
                .cacheSecurityGroups(List.of())
                .cacheParameterGroup(parameters -> parameters
                        .cacheParameterGroupName(settings.parameterGroup())
                        .parameterApplyStatus("in-sync")
                        .cacheNodeIdsToReboot(List.of()))
                .cacheSubnetGroupName(settings.subnetGroup().cacheSubnetGroupName())
                .autoMinorVersionUpgrade(of.autoMinorVersionUpgrade())
                .securityGroups(settings.securityGroups().stream()
                        .map(id -> SecurityGroupMembership.builder()
                                .securityGroupId(id)
                                .status("active")
                                .build())
                        .toList())
                .replicationGroupId(group.id())
                .snapshotRetentionLimit(of.snapshotRetentionLimit())
                .snapshotWindow(of.snapshotWindow())
                .authTokenEnabled(of.authTokenEnabled())
                .authTokenLastModifiedDate(of.authTokenLastModifiedDate())
                .transitEncryptionEnabled(of.transitEncryptionEnabled())
                .transitEncryptionMode(of.transitEncryptionMode())
                .atRestEncryptionEnabled(of.atRestEncryptionEnabled())
                .arn(ReplicationGroups.clusterArn(group.scope(), clusterId))
                .replicationGroupLogDeliveryEnabled(false)
                .logDeliveryConfigurations(List.of())
                .networkType(of.networkType())
                .ipDiscovery(of.ipDiscovery());
        group.nodes().stream()
                .filter(node -> node.clusterId().equals(clusterId))
                .findFirst()
                .ifPresent(node -> {
                    cluster.preferredAvailabilityZone(node.zone());
                    if (withNodes) {
                        cluster.cacheNodes(CacheNode.builder()
                                .cacheNodeId(NODE_ID)
                                .cacheNodeStatus(group.isRebooting() || group.isStopped() ? "rebooting" : "available")
                                .cacheNodeCreateTime(group.created())
                                .endpoint(endpoint(node.host(), node.port()))
                                .parameterGroupStatus("in-sync")
                                .customerAvailabilityZone(node.zone())
                                .build());
                    }
                });
        return cluster.build();
    }

    private static Endpoint endpoint(String host, int port) {
        return Endpoint.builder().address(host).port(port).build();
    }
}
