package sh.lfc.nv.emulator.services.elasticache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.certificates.Trust;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.AuthTokenUpdateStrategyType;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroupInUseException;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ElastiCacheException;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;

class ElastiCacheTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String TOKEN = "a-first-token-0123456789";
    private static final String NEXT_TOKEN = "a-second-token-0123456789";

    private static Emulator aws;
    private static ElastiCacheClient caches;
    private static Ec2Client ec2;
    private static String securityGroup;

    @BeforeAll
    static void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        caches = client(ElastiCacheClient.builder());
        ec2 = client(Ec2Client.builder());
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
        List<String> subnets =
                List.of(subnet(vpc, "10.9.1.0/24", "us-east-1a"), subnet(vpc, "10.9.2.0/24", "us-east-1b"));
        securityGroup = ec2.createSecurityGroup(
                        r -> r.vpcId(vpc).groupName("cache").description("cache"))
                .groupId();
        caches.createCacheSubnetGroup(r -> r.cacheSubnetGroupName("shared")
                .cacheSubnetGroupDescription("shared")
                .subnetIds(subnets));
    }

    private static String subnet(String vpc, String range, String zone) {
        return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(range).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(aws.endpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    @AfterAll
    static void end() {
        caches.close();
        ec2.close();
        aws.close();
    }

    @Test
    void aReplicationGroupIsRedisUnderItsEndpoints() throws Exception {
        ReplicationGroup creating = caches.createReplicationGroup(group("life")
                        .numCacheClusters(2)
                        .automaticFailoverEnabled(true)
                        .multiAZEnabled(true)
                        .authToken(TOKEN)
                        .tags(t -> t.key("Name").value("life"))
                        .build())
                .replicationGroup();

        assertThat(creating.status()).isEqualTo("creating");
        assertThat(creating.memberClusters()).containsExactly("life-001", "life-002");
        ReplicationGroup group = available("life");
        NodeGroup nodes = group.nodeGroups().get(0);
        assertThat(nodes.primaryEndpoint().address())
                .matches("master\\.life\\.[a-z0-9]{6}\\.use1\\.cache\\.amazonaws\\.com");
        assertThat(nodes.primaryEndpoint().port()).isEqualTo(6379);
        assertThat(group.arn()).isEqualTo("arn:aws:elasticache:us-east-1:000000000000:replicationgroup:life");
        CacheCluster member = caches.describeCacheClusters(
                        r -> r.cacheClusterId("life-001").showCacheNodeInfo(true))
                .cacheClusters()
                .get(0);
        assertThat(member.engineVersion()).startsWith("7.0.");
        assertThat(member.cacheNodes()).hasSize(1);
        assertThat(member.replicationGroupId()).isEqualTo("life");
        try (Jedis writer = connect(nodes.primaryEndpoint().address(), TOKEN);
                Jedis reader = connect(nodes.readerEndpoint().address(), TOKEN)) {
            writer.set("key", "value");
            await().atMost(SOON).until(() -> "value".equals(reader.get("key")));
        }

        changeTheToken(nodes.primaryEndpoint().address());
        failOver(group);
        growAndShrink();
        delete(group);
    }

    private static void changeTheToken(String primary) {
        caches.modifyReplicationGroup(r -> r.replicationGroupId("life")
                .authToken(NEXT_TOKEN)
                .authTokenUpdateStrategy(AuthTokenUpdateStrategyType.ROTATE)
                .applyImmediately(true));
        available("life");
        assertThat(get(primary, TOKEN)).isEqualTo("value");
        assertThat(get(primary, NEXT_TOKEN)).isEqualTo("value");

        caches.modifyReplicationGroup(r -> r.replicationGroupId("life")
                .authToken(NEXT_TOKEN)
                .authTokenUpdateStrategy(AuthTokenUpdateStrategyType.SET)
                .applyImmediately(true));
        available("life");
        assertThat(get(primary, NEXT_TOKEN)).isEqualTo("value");
        assertThatThrownBy(() -> get(primary, TOKEN)).isInstanceOf(JedisException.class);
    }

    private static void failOver(ReplicationGroup before) {
        caches.testFailover(r -> r.replicationGroupId("life").nodeGroupId("0001"));
        ReplicationGroup after = available("life");

        assertThat(primary(after)).isEqualTo("life-002");
        String host = before.nodeGroups().get(0).primaryEndpoint().address();
        try (Jedis writer = connect(host, NEXT_TOKEN)) {
            assertThat(writer.get("key")).isEqualTo("value");
            writer.set("other", "after");
        }
    }

    private static String primary(ReplicationGroup group) {
        return group.nodeGroups().get(0).nodeGroupMembers().stream()
                .filter(member -> member.currentRole().equals("primary"))
                .map(NodeGroupMember::cacheClusterId)
                .findFirst()
                .orElseThrow();
    }

    private static void growAndShrink() {
        caches.increaseReplicaCount(
                r -> r.replicationGroupId("life").newReplicaCount(2).applyImmediately(true));
        assertThat(available("life").memberClusters()).containsExactly("life-001", "life-002", "life-003");

        caches.decreaseReplicaCount(
                r -> r.replicationGroupId("life").newReplicaCount(1).applyImmediately(true));
        assertThat(available("life").memberClusters()).hasSize(2);
    }

    private static void delete(ReplicationGroup group) {
        assertThatThrownBy(() -> caches.deleteCacheSubnetGroup(r -> r.cacheSubnetGroupName("shared")))
                .isInstanceOf(CacheSubnetGroupInUseException.class);

        ReplicationGroup deleting =
                caches.deleteReplicationGroup(r -> r.replicationGroupId("life")).replicationGroup();

        assertThat(deleting.status()).isEqualTo("deleting");
        await().atMost(SOON).untilAsserted(() -> assertThatThrownBy(() -> described("life"))
                .isInstanceOf(ReplicationGroupNotFoundException.class)
                .hasMessageContaining("ReplicationGroup life not found."));
        assertThat(aws.hostNames()
                        .find(group.nodeGroups().get(0).primaryEndpoint().address()))
                .isEmpty();
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces())
                .noneMatch(each -> each.description().contains("life"));
    }

    @Test
    void parametersReachTheNodesOfTheirGroup() {
        caches.createCacheParameterGroup(r -> r.cacheParameterGroupName("told")
                .cacheParameterGroupFamily("redis7")
                .description("d"));
        caches.createReplicationGroup(
                group("tuned").cacheParameterGroupName("told").build());
        String host = available("tuned").nodeGroups().get(0).primaryEndpoint().address();

        caches.modifyCacheParameterGroup(r -> r.cacheParameterGroupName("told")
                .parameterNameValues(p -> p.parameterName("maxmemory-policy").parameterValue("allkeys-lfu")));

        await().atMost(SOON).until(() -> {
            try (Jedis client = connect(host, null)) {
                return client.info("memory").contains("maxmemory_policy:allkeys-lfu");
            }
        });
        assertThat(caches.describeCacheParameters(
                                r -> r.cacheParameterGroupName("told").source("user"))
                        .parameters())
                .singleElement()
                .satisfies(parameter -> assertThat(parameter.parameterValue()).isEqualTo("allkeys-lfu"));
        refused(
                "InvalidParameterValue",
                () -> caches.modifyCacheParameterGroup(r -> r.cacheParameterGroupName("told")
                        .parameterNameValues(
                                p -> p.parameterName("maxmemory-policy").parameterValue("none"))));
        caches.deleteReplicationGroup(r -> r.replicationGroupId("tuned"));
    }

    @Test
    void whatIsWrongWithANewGroupIsSaid() {
        refused(
                "InvalidParameterCombination",
                () -> caches.createReplicationGroup(
                        group("bad").automaticFailoverEnabled(true).build()));
        refused(
                "InvalidParameterCombination",
                () -> caches.createReplicationGroup(
                        group("bad").engineVersion("5.0.6").build()));
        refused(
                "InvalidParameterValue",
                () -> caches.createReplicationGroup(
                        group("bad").authToken("short").build()));
        refused(
                "InvalidParameterValue",
                () -> caches.createReplicationGroup(
                        group("bad").securityGroupIds("sg-0123").build()));
        assertThatThrownBy(() -> caches.createReplicationGroup(
                        group("bad").cacheSubnetGroupName("none").build()))
                .isInstanceOf(CacheSubnetGroupNotFoundException.class);
        assertThat(caches.describeUsers(r -> r.userId("default")).users()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"us-east-1,use1", "eu-central-1,euc1", "ap-northeast-2,apne2", "us-gov-west-1,usgw1"})
    void regionsHaveShortNames(String region, String name) {
        assertThat(EndpointNames.shortName(region)).isEqualTo(name);
    }

    private static CreateReplicationGroupRequest.Builder group(String id) {
        return CreateReplicationGroupRequest.builder()
                .replicationGroupId(id)
                .replicationGroupDescription("for tests")
                .engine("redis")
                .engineVersion("7.0")
                .cacheNodeType("cache.t4g.micro")
                .cacheSubnetGroupName("shared")
                .securityGroupIds(securityGroup)
                .transitEncryptionEnabled(true);
    }

    private static ReplicationGroup described(String id) {
        return caches.describeReplicationGroups(r -> r.replicationGroupId(id))
                .replicationGroups()
                .get(0);
    }

    private static ReplicationGroup available(String id) {
        await().atMost(SOON).until(() -> described(id).status(), "available"::equals);
        return described(id);
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ElastiCacheException.class, refusal -> assertThat(
                        refusal.awsErrorDetails().errorCode())
                .isEqualTo(code));
    }

    private static String get(String host, String token) {
        try (Jedis client = connect(host, token)) {
            return client.get("key");
        }
    }

    /** Connects to an endpoint's name, which leads where the emulator's host names say, and checks its certificate. */
    private static Jedis connect(String host, String token) {
        return new Jedis(
                () -> socket(host),
                DefaultJedisClientConfig.builder().password(token).build());
    }

    private static Socket socket(String host) {
        try {
            Socket plain = new Socket(aws.hostNames().find(host).orElseThrow(), 6379);
            SSLSocket secured =
                    (SSLSocket) Trust.in(aws.caCertificate()).getSocketFactory().createSocket(plain, host, 6379, true);
            SSLParameters checked = secured.getSSLParameters();
            checked.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(checked);
            return secured;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
