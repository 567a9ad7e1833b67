package sh.lfc.nv.emulator.services.elasticache;

import java.util.regex.Pattern;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;

/** What ElastiCache refuses of a replication group's values ("CreateReplicationGroup"). */
final class GroupRules {

    private static final Pattern IDENTIFIER = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*(-[a-zA-Z0-9]+)*");
    private static final Pattern TOKEN = Pattern.compile("[!-~&&[^/\"@]]{16,128}");
    private static final int LONGEST_IDENTIFIER = 40;
    private static final int MOST_NODES = 6;
    private static final int LOWEST_PORT = 1025;
    private static final int HIGHEST_PORT = 65535;

    private GroupRules() {}

    static void checkCreation(CreateReplicationGroupRequest request) {
        identifier(request.replicationGroupId());
        if (request.replicationGroupDescription() == null) {
            throw CacheErrors.missing("ReplicationGroupDescription");
        }
        NodeType.check(request.cacheNodeType());
        if (request.numNodeGroups() != null && request.numNodeGroups() > 1
                || request.clusterModeAsString() != null
                        && !request.clusterModeAsString().equals("disabled")) {
            throw CacheErrors.combination("Cluster mode is not supported by this emulator: one node group only.");
        }
        if (request.primaryClusterId() != null || request.globalReplicationGroupId() != null) {
            throw CacheErrors.combination("This emulator makes replication groups with new nodes only.");
        }
        int nodes = count(request);
        if (nodes < 1 || nodes > MOST_NODES) {
            throw CacheErrors.value("The number of cache clusters must be between 1 and " + MOST_NODES + ".");
        }
        failover(request.automaticFailoverEnabled(), request.multiAZEnabled(), nodes);
        if (request.port() != null && (request.port() < LOWEST_PORT || request.port() > HIGHEST_PORT)) {
            throw CacheErrors.value("Invalid port: " + request.port() + ". Valid range is between " + LOWEST_PORT
                    + " and " + HIGHEST_PORT + ".");
        }
        if (request.authToken() != null) {
            if (!Boolean.TRUE.equals(request.transitEncryptionEnabled())) {
                throw CacheErrors.combination("The AUTH token can only be set when encryption in transit is enabled.");
            }
            token(request.authToken());
        }
    }

    /** So many nodes are asked for. */
    static int count(CreateReplicationGroupRequest request) {
        if (request.numCacheClusters() != null) {
            return request.numCacheClusters();
        }
        return request.replicasPerNodeGroup() == null ? 1 : request.replicasPerNodeGroup() + 1;
    }

    static void failover(Boolean automaticFailover, Boolean multiZone, int nodes) {
        if (Boolean.TRUE.equals(automaticFailover) && nodes < 2) {
            throw CacheErrors.combination("When using automatic failover, there must be at least 2 cache clusters in"
                    + " the replication group.");
        }
        if (Boolean.TRUE.equals(multiZone) && !Boolean.TRUE.equals(automaticFailover)) {
            throw CacheErrors.combination("Multi-AZ can only be enabled when automatic failover is enabled.");
        }
    }

    private static void identifier(String id) {
        if (id == null) {
            throw CacheErrors.missing("ReplicationGroupIdentifier");
        }
        if (id.length() > LONGEST_IDENTIFIER || !IDENTIFIER.matcher(id).matches()) {
            throw CacheErrors.value("The parameter ReplicationGroupIdentifier is not a valid identifier. Identifiers"
                    + " must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end"
                    + " with a hyphen or contain two consecutive hyphens.");
        }
    }

    static void token(String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw CacheErrors.value("Invalid AuthToken provided. It must be 16 to 128 printable ASCII characters other"
                    + " than '/', '\"' and '@'.");
        }
    }
}
