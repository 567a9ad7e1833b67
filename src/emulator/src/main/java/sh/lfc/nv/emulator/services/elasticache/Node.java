package sh.lfc.nv.emulator.services.elasticache;

import sh.lfc.nv.emulator.runtimes.LoopbackAddresses;
import sh.lfc.nv.emulator.runtimes.redis.RedisServer;

/**
 * A node of a replication group, which is a cache cluster of one node.
 *
 * @param clusterId for example {@code nv-demo-cache-001}
 * @param host the name of its own endpoint
 * @param networkInterface in its zone's subnet
 */
record Node(
        String clusterId,
        String host,
        String zone,
        String networkInterface,
        RedisServer server,
        LoopbackAddresses.Lease lease) {

    int port() {
        return lease.port();
    }

    void close() {
        server.close();
        lease.close();
    }
}
