package sh.lfc.nv.emulator.services.rds;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;

/** What RDS refuses of an instance's values ("CreateDBInstance", "Limits for names"). */
final class InstanceRules {

    private static final Pattern IDENTIFIER = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*(-[a-zA-Z0-9]+)*");
    private static final Pattern USER = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,62}");
    private static final Pattern DATABASE = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_$]{0,62}");
    private static final Pattern CLASS = Pattern.compile("db\\.[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]+");
    private static final Pattern WINDOW = Pattern.compile("\\d\\d:\\d\\d-\\d\\d:\\d\\d");
    private static final Pattern NOT_IN_PASSWORDS = Pattern.compile("[^!-~]|[/@\"]");

    private static final Set<String> RESERVED_USERS = Set.of(
            "admin",
            "postgres",
            "rdsadmin",
            "rdsrepladmin",
            "rds_superuser",
            "rds_replication",
            "rds_password",
            "user");
    private static final Set<String> RESERVED_DATABASES = Set.of("rdsadmin", "template0", "template1", "db");
    private static final Set<String> STORAGE = Set.of("standard", "gp2", "gp3", "io1", "io2");

    private static final int LONGEST_IDENTIFIER = 63;
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 128;
    private static final int LOWEST_PORT = 1150;
    private static final int HIGHEST_PORT = 65535;
    private static final int LONGEST_RETENTION = 35;

    private InstanceRules() {}

    static void checkCreation(CreateDbInstanceRequest request) {
        identifier("DBInstanceIdentifier", request.dbInstanceIdentifier());
        if (request.engine() == null) {
            throw RdsErrors.missing("Engine");
        }
        if (!request.engine().equals("postgres")) {
            throw RdsErrors.value(
                    "Invalid DB engine: " + request.engine() + ". The embedded engine of this emulator is postgres.");
        }
        instanceClass(request.dbInstanceClass());
        if (request.masterUsername() == null) {
            throw RdsErrors.missing("MasterUsername");
        }
        user(request.masterUsername());
        if (Boolean.TRUE.equals(request.manageMasterUserPassword())) {
            throw RdsErrors.combination(
                    "ManageMasterUserPassword is not supported by this emulator: pass a" + " MasterUserPassword.");
        }
        if (request.masterUserPassword() == null) {
            throw RdsErrors.missing("MasterUserPassword");
        }
        password(request.masterUserPassword());
        if (request.dbName() != null) {
            database(request.dbName());
        }
        port(request.port());
        retention(request.backupRetentionPeriod());
        backupWindow(request.preferredBackupWindow());
        storage(request.storageType(), request.allocatedStorage());
        if (Boolean.TRUE.equals(request.multiAZ()) && request.availabilityZone() != null) {
            throw RdsErrors.combination("Requesting a specific availability zone is not valid for Multi-AZ instances.");
        }
    }

    static void identifier(String name, String value) {
        if (value == null) {
            throw RdsErrors.missing(name);
        }
        if (value.length() > LONGEST_IDENTIFIER || !IDENTIFIER.matcher(value).matches()) {
            throw RdsErrors.value("The parameter " + name + " is not a valid identifier. Identifiers must begin with a"
                    + " letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or"
                    + " contain two consecutive hyphens.");
        }
    }

    static void instanceClass(String name) {
        if (name == null) {
            throw RdsErrors.missing("DBInstanceClass");
        }
        if (!CLASS.matcher(name).matches()) {
            throw RdsErrors.value("Invalid DB Instance class: " + name);
        }
    }

    private static void user(String name) {
        if (!USER.matcher(name).matches() || name.startsWith("pg_")) {
            throw RdsErrors.value("The parameter MasterUsername is not a valid user name.");
        }
        if (RESERVED_USERS.contains(name.toLowerCase(Locale.ROOT)) && !name.equalsIgnoreCase("postgres")) {
            throw RdsErrors.value(
                    "MasterUsername " + name + " cannot be used as it is a reserved word used by the engine");
        }
    }

    static void password(String password) {
        if (password.length() < SHORTEST_PASSWORD) {
            throw RdsErrors.value("The parameter MasterUserPassword is not a valid password because it is shorter than "
                    + SHORTEST_PASSWORD + " characters.");
        }
        if (password.length() > LONGEST_PASSWORD) {
            throw RdsErrors.value("The parameter MasterUserPassword is not a valid password because it is longer than "
                    + LONGEST_PASSWORD + " characters.");
        }
        if (NOT_IN_PASSWORDS.matcher(password).find()) {
            throw RdsErrors.value("The parameter MasterUserPassword is not a valid password. Only printable ASCII"
                    + " characters besides '/', '@', '\"', ' ' may be used.");
        }
    }

    private static void database(String name) {
        if (!DATABASE.matcher(name).matches()) {
            throw RdsErrors.value("DBName must begin with a letter and contain only alphanumeric characters.");
        }
        if (RESERVED_DATABASES.contains(name.toLowerCase(Locale.ROOT))) {
            throw RdsErrors.value("DBName " + name + " cannot be used.  It is a reserved word for this engine");
        }
    }

    static void port(Integer port) {
        if (port != null && (port < LOWEST_PORT || port > HIGHEST_PORT)) {
            throw RdsErrors.value("Invalid database port: " + port + ". Valid range is between " + LOWEST_PORT + " and "
                    + HIGHEST_PORT + ".");
        }
    }

    static void retention(Integer days) {
        if (days != null && (days < 0 || days > LONGEST_RETENTION)) {
            throw RdsErrors.value("Invalid backup retention period: " + days
                    + ". Retention period must be between 0 and " + LONGEST_RETENTION + " days");
        }
    }

    static void backupWindow(String window) {
        if (window != null && !WINDOW.matcher(window).matches()) {
            throw RdsErrors.value("Invalid backup window format. Should be specified as a range hh24:mi-hh24:mi (24H"
                    + " Clock UTC). Example: 02:30-03:30");
        }
    }

    static void storage(String type, Integer gigabytes) {
        if (type != null && !STORAGE.contains(type)) {
            throw RdsErrors.value("Invalid storage type: " + type);
        }
        if (gigabytes == null) {
            return;
        }
        int least = "gp3".equals(type) ? 20 : type == null || type.equals("standard") ? 5 : 20;
        if (gigabytes < least || gigabytes > 65536) {
            throw RdsErrors.combination("Invalid storage size for engine name postgres and storage type "
                    + (type == null ? "standard" : type) + ": " + gigabytes);
        }
    }
}
