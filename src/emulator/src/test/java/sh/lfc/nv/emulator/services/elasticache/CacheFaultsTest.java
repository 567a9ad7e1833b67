package sh.lfc.nv.emulator.services.elasticache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.faults.Fault;
import sh.lfc.nv.emulator.faults.Often;
import sh.lfc.nv.emulator.services.Clients;
import sh.lfc.nv.emulator.services.Metrics;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.Event;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.SourceType;

/** Caches that go wrong on demand, as their clients and ElastiCache's see it. */
@TestInstance(Lifecycle.PER_CLASS)
class CacheFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PATIENCE = 1_000;

    private Emulator aws;
    private ElastiCacheClient caches;

    @BeforeAll
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        caches = Clients.of(ElastiCacheClient.builder(), aws);
        try (Ec2Client ec2 = Clients.of(Ec2Client.builder(), aws)) {
            String vpc = ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
            String subnet = ec2.createSubnet(
                            r -> r.vpcId(vpc).cidrBlock("10.9.1.0/24").availabilityZone("us-east-1a"))
                    .subnet()
                    .subnetId();
            caches.createCacheSubnetGroup(r -> r.cacheSubnetGroupName("shared")
                    .cacheSubnetGroupDescription("shared")
                    .subnetIds(subnet));
        }
        create("one", 1);
        create("two", 2);
    }

    private void create(String id, int nodes) {
        caches.createReplicationGroup(r -> r.replicationGroupId(id)
                .replicationGroupDescription("for tests")
                .engine("redis")
                .cacheNodeType("cache.t4g.micro")
                .cacheSubnetGroupName("shared")
                .numCacheClusters(nodes));
        await().atMost(SOON).until(() -> status(id).equals("available"));
    }

    @AfterEach
    void clear() {
        aws.faults().clear();
    }

    @AfterAll
    void end() {
        caches.close();
        aws.close();
    }

    private ReplicationGroup described(String id) {
        return caches.describeReplicationGroups(r -> r.replicationGroupId(id))
                .replicationGroups()
                .get(0);
    }

    private String status(String id) {
        return described(id).status();
    }

    private String clusterStatus(String id) {
        return caches.describeCacheClusters(r -> r.cacheClusterId(id + "-001"))
                .cacheClusters()
                .get(0)
                .cacheClusterStatus();
    }

    private Jedis connect(String id) {
        String host = described(id).nodeGroups().get(0).primaryEndpoint().address();
        InetAddress address = aws.hostNames().find(host).orElseThrow();
        return new Jedis(address.getHostAddress(), 6379, PATIENCE);
    }

    @Test
    void hitsAndMissesAreMeasuredOnceAMinute() {
        Instant start = aws.clock().instant();
        try (Jedis client = connect("one")) {
            await().atMost(SOON).until(() -> measured("CurrConnections", start) > 0);
            Instant before = aws.clock().instant();

            client.set("measured", "value");
            client.get("measured");
            client.get("measured");
            client.get("not there");

            await().atMost(SOON).until(() -> measured("CacheMisses", before) == 1);
            assertThat(sum("CacheHits", before)).isEqualTo(2);
        }
    }

    /** The sum once some minutes have passed. */
    private double measured(String metric, Instant from) {
        aws.clock().advance(Duration.ofMinutes(6));
        return sum(metric, from);
    }

    private double sum(String metric, Instant from) {
        Instant now = aws.clock().instant();
        try (CloudWatchClient cloudWatch = Clients.of(CloudWatchClient.builder(), aws)) {
            return Metrics.sum(
                    cloudWatch,
                    "AWS/ElastiCache",
                    metric,
                    Map.of("CacheClusterId", "one-001"),
                    now,
                    Duration.between(from, now));
        }
    }

    private String get(String id, String key) {
        try (Jedis client = connect(id)) {
            return client.get(key);
        }
    }

    private void set(String id, String key, String value) {
        try (Jedis client = connect(id)) {
            client.set(key, value);
        }
    }

    @Test
    void aStoppedCacheIsBackEmptyWhenTheFaultIsCleared() {
        set("one", "key", "value");

        Fault fault = aws.faults().stop("cache:one", Often.ALWAYS);

        assertThatThrownBy(() -> get("one", "key")).isInstanceOf(JedisConnectionException.class);
        assertThat(status("one")).isEqualTo("modifying");
        assertThatThrownBy(() -> aws.faults().restart("cache:one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clear that first");

        aws.faults().clear(fault.id());

        assertThat(status("one")).isEqualTo("available");
        assertThat(get("one", "key")).isNull();
    }

    @Test
    void aRestartedCacheIsEmptyAndWasSeenRebooting() {
        set("one", "key", "value");

        // A server is quick to start: it may be over before anybody looks.
        await().atMost(SOON).until(() -> seenInRestart().contains("rebooting cluster nodes"));

        assertThat(aws.faults().list())
                .allSatisfy(fault -> assertThat(fault.over()).isTrue());
        assertThat(clusterStatus("one")).isEqualTo("available");
        assertThat(caches.describeEvents(r -> r.sourceIdentifier("one-001")).events())
                .extracting(Event::message)
                .contains("Cache node 0001 shutdown", "Cache node 0001 restarted");
        assertThat(get("one", "key")).isNull();
    }

    private Set<String> seenInRestart() {
        Set<String> seen = new HashSet<>();
        CompletableFuture<Fault> restarting =
                CompletableFuture.supplyAsync(() -> aws.faults().restart("cache:one"));
        while (!restarting.isDone()) {
            seen.add(clusterStatus("one"));
        }
        restarting.join();
        return seen;
    }

    @Test
    void aFailOverPromotesAReplicaThatHasTheData() {
        String before = primary("two");
        try (Jedis client = connect("two")) {
            client.set("key", "value");
            assertThat(client.waitReplicas(1, 10_000)).isEqualTo(1);
        }

        aws.faults().failOver("cache:two");

        String after = primary("two");
        assertThat(after).isNotEqualTo(before);
        assertThat(caches.describeEvents(r -> r.sourceIdentifier("two").sourceType(SourceType.REPLICATION_GROUP))
                        .events())
                .extracting(Event::message)
                .contains("Failover from master node " + before + " to replica node " + after + " completed");
        assertThat(get("two", "key")).isEqualTo("value");
        set("two", "other", "written");
        assertThat(get("two", "other")).isEqualTo("written");
    }

    private String primary(String id) {
        return described(id).nodeGroups().get(0).nodeGroupMembers().stream()
                .filter(member -> member.currentRole().equals("primary"))
                .map(NodeGroupMember::cacheClusterId)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCacheWithoutReplicasIsRestartedInstead() {
        set("one", "key", "value");

        aws.faults().failOver("cache:one");

        assertThat(primary("one")).isEqualTo("one-001");
        assertThat(get("one", "key")).isNull();
    }

    @Test
    void aPausedCacheAnswersNobodyUntilItGoesOn() {
        set("two", "key", "value");

        Fault fault = aws.faults().pause("cache:two", Often.ALWAYS);

        assertThatThrownBy(() -> get("two", "key"))
                .isInstanceOf(JedisConnectionException.class)
                .hasRootCauseMessage("Read timed out");
        assertThat(status("two")).isEqualTo("available");
        aws.faults().clear(fault.id());
        assertThat(get("two", "key")).isEqualTo("value");
    }

    @Test
    void garbageTakesThePlaceOfTheValuesThatMatch() {
        byte[] key = "list:a".getBytes(StandardCharsets.UTF_8);
        try (Jedis client = connect("one")) {
            client.flushAll();
            client.setex("list:a", 100, "x".repeat(5_000));
            client.hset("list:b", Map.of("field", "value"));
            client.set("other", "as it was");

            Fault fault = aws.faults().garbage("cache:one", "list:*");

            assertThat(fault.struck()).isEqualTo(2);
            assertThat(fault.over()).isTrue();
            assertThat(client.get(key))
                    .hasSize(5_000)
                    .isNotEqualTo("x".repeat(5_000).getBytes(StandardCharsets.UTF_8));
            assertThat(client.ttl("list:a")).isBetween(1L, 100L);
            assertThat(client.type("list:b")).isEqualTo("string");
            assertThat(client.get("other")).isEqualTo("as it was");
            byte[] first = client.get(key);
            aws.faults().garbage("cache:one", "list:*");
            assertThat(client.get(key)).isNotEqualTo(first);
        }
        assertThat(aws.faults().garbage("cache:one", "none:*").struck()).isZero();
    }

    @Test
    void garbageIsTheSameForTheSameSeed() throws IOException {
        List<byte[]> values = List.of(garbled(), garbled());

        assertThat(values.get(0)).isEqualTo(values.get(1));
    }

    private byte[] garbled() throws IOException {
        end();
        start();
        set("one", "key", "value");
        aws.faults().garbage("cache:one", "*");
        try (Jedis client = connect("one")) {
            return client.get("key".getBytes(StandardCharsets.UTF_8));
        }
    }
}
