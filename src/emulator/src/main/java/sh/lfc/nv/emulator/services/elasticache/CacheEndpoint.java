package sh.lfc.nv.emulator.services.elasticache;

import java.net.InetAddress;
import java.util.List;
import sh.lfc.nv.emulator.call.Scope;

/**
 * Where a node can be reached, and what decides who may reach it.
 *
 * @param groupId the identifier of its replication group
 * @param clusterId its own
 * @param hosts the endpoints' names that lead to it
 * @param port the port of all of them
 * @param address the loopback address on which its server listens, on the same port
 * @param networkInterface the identifier of the node's network interface
 * @param securityGroups the groups that it is in
 */
public record CacheEndpoint(
        Scope scope,
        String groupId,
        String clusterId,
        List<String> hosts,
        int port,
        InetAddress address,
        String vpcId,
        String networkInterface,
        List<String> securityGroups) {

    public CacheEndpoint {
        hosts = List.copyOf(hosts);
        securityGroups = List.copyOf(securityGroups);
    }
}
