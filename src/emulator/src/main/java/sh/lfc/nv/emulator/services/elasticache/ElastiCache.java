package sh.lfc.nv.emulator.services.elasticache;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Regional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.names.HostNames;
import sh.lfc.nv.emulator.runtimes.redis.RedisServer;
import sh.lfc.nv.emulator.sampling.EngineMetrics;
import sh.lfc.nv.emulator.sampling.EngineSampling;
import sh.lfc.nv.emulator.sampling.Reading;

/** Amazon ElastiCache: its operations, and what other parts of the emulator need of it. Safe for use by many threads. */
public final class ElastiCache {

    private static final Logger log = LoggerFactory.getLogger(ElastiCache.class);

    /** Redis works in one thread, which is what its share of the processor is measured by. */
    private static final int ONE_THREAD = 1;

    private final Regional<CacheRegion> regions = new Regional<>(CacheRegion::new);
    private final List<AwsService> services;
    private final NodeServers servers;

    /**
     * @param nodes makes the servers that are nodes
     * @param network where nodes are placed
     * @param names where their endpoints are published
     * @param metrics of the namespace {@code AWS/ElastiCache}, by the identifier of the node's cluster
     */
    public ElastiCache(Platform platform, Nodes nodes, CacheNetwork network, HostNames names, EngineMetrics metrics) {
        Events events = new Events(regions, platform.clock());
        EngineSampling sampling = new EngineSampling(
                platform,
                () -> regions.all().values().stream().anyMatch(region -> !region.groups.isEmpty()),
                this::readings,
                "EngineCPUUtilization",
                ONE_THREAD,
                metrics);
        GroupWork work = new GroupWork(platform, nodes, names, events, sampling);
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

    private List<Reading> readings() {
        return regions.all().values().stream()
                .flatMap(region -> region.groups.values().stream())
                .flatMap(group -> group.nodes().stream().flatMap(node -> reading(group, node).stream()))
                .toList();
    }

    private static Optional<Reading> reading(Group group, Node node) {
        try {
            RedisServer.Statistics found = node.server().statistics();
            return Optional.of(new Reading(
                    group.scope(),
                    node.clusterId(),
                    node.server().processorTime(),
                    Map.of("CurrConnections", (double) found.connections()),
                    Map.of("CacheHits", (double) found.hits(), "CacheMisses", (double) found.misses())));
        } catch (IOException e) {
            log.debug("cache={} is not measured reason={}", node.clusterId(), e.getMessage());
            return Optional.empty();
        }
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
