package sh.lfc.nv.emulator.services.elasticache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.names.HostNames;

/** Amazon ElastiCache: its operations, and what other parts of the emulator need of it. Safe for use by many threads. */
public final class ElastiCache {

    private final Regional<CacheRegion> regions = new Regional<>(CacheRegion::new);
    private final List<AwsService> services;
    private final NodeServers servers;

    /**
     * @param nodes makes the servers that are nodes
     * @param network where nodes are placed
     * @param names where their endpoints are published
     */
    public ElastiCache(Platform platform, Nodes nodes, CacheNetwork network, HostNames names) {
        Events events = new Events(regions, platform.clock());
        GroupWork work = new GroupWork(platform, nodes, names, events);
        this.servers = new NodeServers(regions, work);
        this.services = List.of(
                new ReplicationGroups(regions, network, work),
                new GroupChanges(regions, network, work),
                new CacheClusters(regions),
                new SubnetGroups(regions, network),
                new ParameterGroups(regions, work),
                new EngineVersions(),
                new Users(),
                events,
                new TagOperations(regions));
    }

    /** The tags of a resource by its ARN; none where nothing is known of it. */
    public Map<String, String> tags(String arn) {
        return Optional.ofNullable(regions.all().get(Scope.ofArn(arn)))
                .map(region -> region.tagsOf(arn))
                .orElse(Map.of());
    }

    /** The tags of all resources of an account and region, by ARN. */
    public Map<String, Map<String, String>> tagged(Scope scope) {
        return regions.of(scope).tagged();
    }

    /** The operations. */
    public List<AwsService> services() {
        return services;
    }

    /** The servers that nodes are. */
    public NodeServers servers() {
        return servers;
    }

    /** The nodes that can be reached at this moment. */
    public List<CacheEndpoint> endpoints() {
        return regions.all().values().stream()
                .flatMap(region -> region.groups.values().stream())
                .flatMap(group -> group.nodes().stream().map(node -> endpoint(group, node)))
                .toList();
    }

    private static CacheEndpoint endpoint(Group group, Node node) {
        List<Node> all = group.nodes();
        List<String> hosts = new ArrayList<>(List.of(node.host()));
        int position = all.indexOf(node);
        if (position == 0) {
            hosts.add(group.names().primary());
        }
        if (position == (all.size() > 1 ? 1 : 0)) {
            hosts.add(group.names().reader());
        }
        return new CacheEndpoint(
                group.scope(),
                group.id(),
                node.clusterId(),
                hosts,
                node.port(),
                node.lease().address(),
                group.settings().subnetGroup().vpcId(),
                node.networkInterface(),
                group.settings().securityGroups());
    }
}
