package sh.lfc.nv.emulator.services.elasticache;

import sh.lfc.nv.emulator.call.AwsError;

/** ElastiCache's refusals in its own words. */
final class CacheErrors {

    private static final int NOT_FOUND = 404;

    private CacheErrors() {}

    static AwsError groupNotFound(String id) {
        return new AwsError("ReplicationGroupNotFoundFault", NOT_FOUND, "ReplicationGroup " + id + " not found.");
    }

    static AwsError groupExists(String id) {
        return AwsError.badRequest("ReplicationGroupAlreadyExists", "Replication group " + id + " already exists.");
    }

    static AwsError groupState(String id) {
        return AwsError.badRequest(
                "InvalidReplicationGroupState", "Replication group " + id + " is not in available state.");
    }

    static AwsError clusterNotFound(String id) {
        return new AwsError("CacheClusterNotFound", NOT_FOUND, "CacheCluster not found: " + id);
    }

    static AwsError subnetGroupNotFound(String name) {
        return AwsError.badRequest("CacheSubnetGroupNotFoundFault", "Cache Subnet Group " + name + " does not exist.");
    }

    static AwsError parameterGroupNotFound(String name) {
        return new AwsError("CacheParameterGroupNotFound", NOT_FOUND, "CacheParameterGroup not found: " + name);
    }

    static AwsError value(String message) {
        return AwsError.badRequest("InvalidParameterValue", message);
    }

    static AwsError combination(String message) {
        return AwsError.badRequest("InvalidParameterCombination", message);
    }

    static AwsError missing(String parameter) {
        return value("The parameter " + parameter + " must be provided and must not be blank.");
    }
}
