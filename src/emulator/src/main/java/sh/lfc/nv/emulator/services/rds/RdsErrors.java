package sh.lfc.nv.emulator.services.rds;

import sh.lfc.nv.emulator.call.AwsError;

/** RDS's refusals in its own words. */
final class RdsErrors {

    private static final int NOT_FOUND = 404;

    private RdsErrors() {}

    static AwsError instanceNotFound(String id) {
        return new AwsError("DBInstanceNotFound", NOT_FOUND, "DBInstance " + id + " not found.");
    }

    static AwsError instanceExists() {
        return AwsError.badRequest("DBInstanceAlreadyExists", "DB instance already exists");
    }

    static AwsError instanceState(String message) {
        return AwsError.badRequest("InvalidDBInstanceState", message);
    }

    static AwsError value(String message) {
        return AwsError.badRequest("InvalidParameterValue", message);
    }

    static AwsError combination(String message) {
        return AwsError.badRequest("InvalidParameterCombination", message);
    }

    static AwsError missing(String parameter) {
        return AwsError.badRequest("MissingParameter", "The request must contain the parameter " + parameter);
    }

    static AwsError parameterGroupNotFound(String name) {
        return new AwsError("DBParameterGroupNotFound", NOT_FOUND, "DBParameterGroup not found: " + name);
    }

    static AwsError subnetGroupNotFound(String name) {
        return new AwsError("DBSubnetGroupNotFoundFault", NOT_FOUND, "DB subnet group '" + name + "' does not exist.");
    }

    static AwsError snapshotNotFound(String id) {
        return new AwsError("DBSnapshotNotFound", NOT_FOUND, "DBSnapshot " + id + " not found.");
    }

    static AwsError snapshotExists(String id) {
        return AwsError.badRequest(
                "DBSnapshotAlreadyExists",
                "Cannot create the snapshot because a snapshot with the identifier " + id + " already exists.");
    }

    static AwsError keyNotAccessible(String id) {
        return AwsError.badRequest(
                "KMSKeyNotAccessibleFault",
                "The specified KMS key [" + id + "] does not exist, is not enabled or you do not have permissions to"
                        + " access it.");
    }
}
