package sh.lfc.nv.harness.localstack;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import sh.lfc.nv.harness.localstack.beside.DatabaseLogin;
import sh.lfc.nv.harness.localstack.beside.Databases;
import sh.lfc.nv.harness.localstack.beside.Engine;
import sh.lfc.nv.harness.localstack.beside.Offer;
import sh.lfc.nv.harness.localstack.beside.Server;
import sh.lfc.nv.harness.target.EmbeddedTarget;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * Real servers without containers: those of an embedded AWS that has nothing else to do. It is not the one on which the
 * stacks are, so to them they are servers on some address.
 */
final class ServersBeside implements Databases {
    private static final String NAME = "beside";
    private static final Duration READY = Duration.ofMinutes(1);

    private final EmbeddedTarget aws;
    private final DatabaseLogin login;
    private boolean closed;

    ServersBeside(Path folder, DatabaseLogin login) {
        this.aws = EmbeddedTarget.start(0, folder);
        this.login = login;
    }

    @Override
    public Offer beside(Engine engine) {
        return switch (engine) {
            case POSTGRES -> postgres();
            case REDIS -> redis();
        };
    }

    private Server postgres() {
        try (var rds = aws.aws().client(RdsClient.builder())) {
            rds.createDBInstance(create -> create.dbInstanceIdentifier(NAME)
                    .engine("postgres")
                    .engineVersion("14")
                    .dbInstanceClass("db.t4g.micro")
                    .allocatedStorage(20)
                    .masterUsername(login.username())
                    .masterUserPassword(login.password())
                    .dbName(login.database()));
            var endpoint = Awaitility.await()
                    .atMost(READY)
                    .until(
                            () -> rds.describeDBInstances(describe -> describe.dbInstanceIdentifier(NAME))
                                    .dbInstances()
                                    .get(0),
                            instance -> instance.dbInstanceStatus().equals("available"))
                    .endpoint();
            return server(endpoint.address(), endpoint.port());
        }
    }

    private Server redis() {
        try (var elastiCache = aws.aws().client(ElastiCacheClient.builder())) {
            elastiCache.createReplicationGroup(create -> create.replicationGroupId(NAME)
                    .replicationGroupDescription(NAME)
                    .engine("redis")
                    .engineVersion("7.0")
                    .cacheNodeType("cache.t4g.micro")
                    .numCacheClusters(1)
                    .transitEncryptionEnabled(false));
            var endpoint = Awaitility.await()
                    .atMost(READY)
                    .until(
                            () -> elastiCache
                                    .describeReplicationGroups(describe -> describe.replicationGroupId(NAME))
                                    .replicationGroups()
                                    .get(0),
                            group -> group.status().equals("available"))
                    .nodeGroups()
                    .get(0)
                    .primaryEndpoint();
            return server(endpoint.address(), endpoint.port());
        }
    }

    /** Nobody but the operator of that AWS knows its names. */
    private Server server(String host, int port) {
        var at = aws.reach(host, port);
        return new Server(at.getAddress().getHostAddress(), at.getPort());
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            aws.close();
        }
    }
}
