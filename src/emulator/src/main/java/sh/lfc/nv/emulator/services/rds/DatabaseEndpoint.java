package sh.lfc.nv.emulator.services.rds;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import sh.lfc.nv.emulator.call.Scope;

/**
 * Where a database can be reached, and what decides who may reach it.
 *
 * @param host the endpoint's name
 * @param port the port that the endpoint names
 * @param address the loopback address on which its server listens, on the same port
 * @param networkInterface the identifier of the instance's network interface, where it has one
 * @param securityGroups the groups that it is in
 */
public record DatabaseEndpoint(
        Scope scope,
        String host,
        int port,
        InetAddress address,
        String vpcId,
        Optional<String> networkInterface,
        List<String> securityGroups) {

    public DatabaseEndpoint {
        securityGroups = List.copyOf(securityGroups);
    }
}
