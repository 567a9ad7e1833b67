package sh.lfc.nv.emulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sh.lfc.nv.emulator.authorization.Resources;
import sh.lfc.nv.emulator.call.AwsService;
import sh.lfc.nv.emulator.call.Platform;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.certificates.CertificateAuthority;
import sh.lfc.nv.emulator.faults.Server;
import sh.lfc.nv.emulator.names.HostNames;
import sh.lfc.nv.emulator.runtimes.ChildProcesses;
import sh.lfc.nv.emulator.runtimes.LoopbackAddresses;
import sh.lfc.nv.emulator.services.cloudwatch.CloudWatch;
import sh.lfc.nv.emulator.services.ec2.Network;
import sh.lfc.nv.emulator.services.elasticache.ElastiCache;
import sh.lfc.nv.emulator.services.elasticache.Nodes;
import sh.lfc.nv.emulator.services.kms.Kms;
import sh.lfc.nv.emulator.services.rds.Engines;
import sh.lfc.nv.emulator.services.rds.Rds;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** Databases (RDS) and caches (ElastiCache), wired to what their servers need of this machine and of the other services. */
final class DataStores {

    private final Rds rds;
    private final ElastiCache elastiCache;

    DataStores(
            Platform platform,
            ChildProcesses processes,
            LoopbackAddresses addresses,
            HostNames names,
            Supplier<CertificateAuthority> authority,
            Network network,
            Kms kms,
            CloudWatch cloudWatch) {
        this.rds = new Rds(
                platform,
                new Engines(
                        processes,
                        addresses,
                        hosts -> authority.get().issue(hosts),
                        platform.data().resolve("rds")),
                new DatabaseNetwork(network),
                (scope, id) -> key(kms, scope, id),
                names,
                (scope, id, metric, value, unit) ->
                        cloudWatch.record(scope, "AWS/RDS", metric, Map.of("DBInstanceIdentifier", id), value, unit));
        CachesNetwork caches = new CachesNetwork(network);
        this.elastiCache = new ElastiCache(
                platform,
                new Nodes(
                        processes,
                        addresses,
                        hosts -> authority.get().issue(hosts),
                        caches,
                        platform.data().resolve("elasticache")),
                caches,
                names,
                // A cluster's metrics are those of its one node, under both names.
                (scope, id, metric, value, unit) -> Stream.of(
                                Map.of("CacheClusterId", id), Map.of("CacheClusterId", id, "CacheNodeId", "0001"))
                        .forEach(dimensions ->
                                cloudWatch.record(scope, "AWS/ElastiCache", metric, dimensions, value, unit)));
    }

    /** What policies ask of databases and caches, by what stands for the service in an ARN. */
    Map<String, Resources> resources() {
        return Map.of("rds", TaggedResources.of(rds::tags), "elasticache", TaggedResources.of(elastiCache::tags));
    }

    /** The tags of all databases and caches of an account and region, by ARN. */
    Map<String, Map<String, String>> tagged(Scope scope) {
        Map<String, Map<String, String>> found = new TreeMap<>(rds.tagged(scope));
        found.putAll(elastiCache.tagged(scope));
        return found;
    }

    List<AwsService> services() {
        return Stream.concat(rds.services().stream(), elastiCache.services().stream())
                .toList();
    }

    /** The databases and nodes of caches that can be reached at this moment. */
    List<DataEndpoint> endpoints() {
        Stream<DataEndpoint> databases = rds.endpoints().stream().map(DataEndpoint::of);
        Stream<DataEndpoint> nodes = elastiCache.endpoints().stream().map(DataEndpoint::of);
        return Stream.concat(databases, nodes).toList();
    }

    /** What is behind the databases and caches, by a name such as {@code db:nv-demo-db}. */
    Map<String, Server> servers() {
        Map<String, Server> servers = new TreeMap<>();
        rds.servers().ids().forEach(id -> servers.put("db:" + id, new DatabaseServer(rds.servers(), id)));
        elastiCache
                .servers()
                .ids()
                .forEach(id -> servers.put("cache:" + id, new CacheServer(elastiCache.servers(), id)));
        return servers;
    }

    private static Optional<String> key(Kms kms, Scope scope, String id) {
        try {
            return Optional.of(kms.keyArn(scope, id));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }
}
