package sh.lfc.nv.emulator.services.elasticache;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sh.lfc.nv.emulator.certificates.IssuedCertificate;
import sh.lfc.nv.emulator.runtimes.ChildProcesses;
import sh.lfc.nv.emulator.runtimes.LoopbackAddresses;
import sh.lfc.nv.emulator.runtimes.redis.RedisProgram;
import sh.lfc.nv.emulator.runtimes.redis.RedisServer;
import sh.lfc.nv.emulator.runtimes.redis.RedisSettings;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroup;
import software.amazon.awssdk.services.elasticache.model.Subnet;

/** Makes nodes; the program is found when it is first needed. Safe for use by many threads. */
public final class Nodes {

    /** Issues the certificate that a node shows. */
    @FunctionalInterface
    public interface Certificates {
        IssuedCertificate issue(List<String> names);
    }

    private final ChildProcesses processes;
    private final LoopbackAddresses addresses;
    private final Certificates certificates;
    private final CacheNetwork network;
    private final Path folder;
    private RedisProgram program;

    /** @param folder where servers keep their files */
    public Nodes(
            ChildProcesses processes,
            LoopbackAddresses addresses,
            Certificates certificates,
            CacheNetwork network,
            Path folder) {
        this.processes = processes;
        this.addresses = addresses;
        this.certificates = certificates;
        this.network = network;
        this.folder = folder;
    }

    private synchronized RedisProgram program() throws IOException {
        if (program == null) {
            program = RedisProgram.open();
        }
        return program;
    }

    /**
     * Starts a node of a group.
     *
     * @param number 1 for the first
     * @param primary whose replica it is; empty for a primary
     */
    Node start(Group group, int number, Optional<Node> primary, Map<String, String> parameters) throws IOException {
        String clusterId = clusterId(group.id(), number);
        Group.Settings settings = group.settings();
        Subnet subnet = subnet(settings.subnetGroup(), number);
        LoopbackAddresses.Lease lease = addresses.take(settings.port());
        try {
            RedisServer server = RedisServer.start(
                    program(),
                    processes,
                    folder,
                    new RedisSettings(
                            clusterId,
                            lease.address(),
                            lease.port(),
                            certificate(group),
                            group.authToken(),
                            primary.map(Nodes::listening),
                            NodeType.maxMemory(group.shown().cacheNodeType()),
                            parameters));
            String attached =
                    network.attach(group.scope(), subnet.subnetIdentifier(), settings.securityGroups(), clusterId);
            return new Node(
                    clusterId,
                    group.names().node(clusterId),
                    subnet.subnetAvailabilityZone().name(),
                    attached,
                    server,
                    lease);
        } catch (IOException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    static String clusterId(String groupId, int number) {
        return String.format("%s-%03d", groupId, number);
    }

    /** One zone after the other. */
    private static Subnet subnet(CacheSubnetGroup group, int number) {
        return group.subnets().get((number - 1) % group.subnets().size());
    }

    private Optional<IssuedCertificate> certificate(Group group) {
        return group.names().encrypted()
                ? Optional.of(certificates.issue(group.names().certificate()))
                : Optional.empty();
    }

    static InetSocketAddress listening(Node node) {
        return new InetSocketAddress(node.lease().address(), node.lease().port());
    }

    /** Ends a node. */
    void end(Group group, Node node) {
        network.detach(group.scope(), node.networkInterface());
        node.close();
    }
}
