package sh.lfc.nv.emulator.services.rds;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.Scope;

/**
 * Where a database can be reached, and what decides who may reach it.
 *
 * @param id the instance's identifier
 * @param host the endpoint's name
 * @param port the port that the endpoint names
 * @param address the loopback address on which its server listens, on the same port
 * @param networkInterface the identifier of the instance's network interface, where it has one
 * @param securityGroups the groups that it is in
 * @param isPublic whether it is publicly accessible
 */
public record DatabaseEndpoint(
        Scope scope,
        String id,
        String host,
        int port,
        InetAddress address,
        String vpcId,
        Optional<String> networkInterface,
        List<String> securityGroups,
        boolean isPublic) {

    public DatabaseEndpoint {
        securityGroups = List.copyOf(securityGroups);
    }
}
