package sh.lfc.nv.harness.inside;

import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.net.ssl.SSLParameters;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import sh.lfc.nv.canary.client.ClientCredentials;
import sh.lfc.nv.harness.system.DeployedSystem;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The engines behind the service, reached directly: only on targets that let a test in. */
public final class Engines {
    private static final int TIMEOUT_MILLIS = 5_000;

    private final DeployedSystem system;

    public Engines(DeployedSystem system) {
        this.system = system;
    }

    /**
     * A connection to the database as its master user.
     *
     * @param sslMode the driver's {@code sslmode}
     */
    public Connection database(String sslMode) throws SQLException {
        var target = system.target();
        try (var rds = target.aws().client(RdsClient.builder());
                var secrets = target.aws().client(SecretsManagerClient.builder())) {
            var instance = rds.describeDBInstances(describe -> describe.dbInstanceIdentifier(system.named("db")))
                    .dbInstances()
                    .get(0);
            var secret =
                    ClientCredentials.ofSecret(secrets.getSecretValue(get -> get.secretId(system.named("postgres")))
                            .secretString());
            var at = target.reach(
                    instance.endpoint().address(), instance.endpoint().port());
            var properties = new Properties();
            properties.setProperty("user", secret.username());
            properties.setProperty("password", secret.password());
            properties.setProperty("sslmode", sslMode);
            return DriverManager.getConnection(
                    "jdbc:postgresql://%s:%d/%s".formatted(host(at), at.getPort(), instance.dbName()), properties);
        }
    }

    /** A connection to the primary node of the cache. */
    public Jedis cache() {
        var target = system.target();
        try (var elastiCache = target.aws().client(ElastiCacheClient.builder())) {
            var endpoint = elastiCache
                    .describeReplicationGroups(describe -> describe.replicationGroupId(system.named("cache")))
                    .replicationGroups()
                    .get(0)
                    .nodeGroups()
                    .get(0)
                    .primaryEndpoint();
            var at = target.reach(endpoint.address(), endpoint.port());
            return new Jedis(
                    new HostAndPort(host(at), at.getPort()),
                    DefaultJedisClientConfig.builder()
                            .ssl(true)
                            .autoNegotiateProtocol(false)
                            .sslSocketFactory(target.http().sslContext().getSocketFactory())
                            .sslParameters(anyName())
                            .connectionTimeoutMillis(TIMEOUT_MILLIS)
                            .socketTimeoutMillis(TIMEOUT_MILLIS)
                            .build());
        }
    }

    /** The certificate is the endpoint's, and the address under which the test reaches it is not in it. */
    private static SSLParameters anyName() {
        var parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("");
        return parameters;
    }

    private static String host(InetSocketAddress address) {
        return address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
    }
}
