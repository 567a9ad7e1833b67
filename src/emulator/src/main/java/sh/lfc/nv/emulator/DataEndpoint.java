package sh.lfc.nv.emulator;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.Scope;
import sh.lfc.nv.emulator.services.elasticache.CacheEndpoint;
import sh.lfc.nv.emulator.services.rds.DatabaseEndpoint;

/**
 * A database or a node of a cache, as those see it who want to reach it.
 *
 * @param names under which it can be asked for, for example {@code db:nv-demo-db}; the first one for people
 * @param hosts the host names that lead to it
 * @param engine where its server listens, on the port that the endpoint names
 * @param isPublic whether it is publicly accessible
 */
record DataEndpoint(
        Scope scope,
        List<String> names,
        List<String> hosts,
        InetSocketAddress engine,
        Optional<String> networkInterface,
        boolean isPublic) {

    static DataEndpoint of(DatabaseEndpoint database) {
        return new DataEndpoint(
                database.scope(),
                List.of("db:" + database.id()),
                List.of(database.host()),
                new InetSocketAddress(database.address(), database.port()),
                database.networkInterface(),
                database.isPublic());
    }

    static DataEndpoint of(CacheEndpoint node) {
        return new DataEndpoint(
                node.scope(),
                List.of("cache:" + node.clusterId(), "cache:" + node.groupId()),
                node.hosts(),
                new InetSocketAddress(node.address(), node.port()),
                Optional.of(node.networkInterface()),
                false);
    }
}
