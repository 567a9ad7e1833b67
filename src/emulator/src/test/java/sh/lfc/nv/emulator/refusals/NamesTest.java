package sh.lfc.nv.emulator.refusals;

import static sh.lfc.nv.emulator.refusals.Refusal.refused;
import static sh.lfc.nv.emulator.refusals.Refusal.violation;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Names that AWS does not take, with its codes and sentences. */
class NamesTest extends SharedAccount {

    private static final String IDENTIFIERS =
            "Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not"
                    + " end with a hyphen or contain two consecutive hyphens.";

    @TestFactory
    Stream<DynamicTest> names() {
        String bucket = "The specified bucket is not valid.";
        return Stream.of(
                refused(
                        "a bucket like a domain in Punycode",
                        "InvalidBucketName",
                        bucket,
                        () -> account.bucket("xn--files")),
                refused(
                        "a bucket with a reserved ending",
                        "InvalidBucketName",
                        bucket,
                        () -> account.bucket("files-s3alias")),
                refused(
                        "a role of 65 characters",
                        "ValidationError",
                        violation("r".repeat(65), "roleName", "have length less than or equal to 64"),
                        () -> account.role("r".repeat(65))),
                refused(
                        "a role with a blank",
                        "ValidationError",
                        "The specified value for roleName is invalid. It must contain only alphanumeric"
                                + " characters and/or the following: +=,.@_-",
                        () -> account.role("my role")),
                refused(
                        "a function of 65 characters",
                        "ValidationException",
                        violation("f".repeat(65), "functionName", "have length less than or equal to 64"),
                        () -> account.lambda.createFunction(create -> create.functionName("f".repeat(65))
                                .role("arn:aws:iam::000000000000:role/none")
                                .code(code -> code.s3Bucket("b").s3Key("k")))),
                refused(
                        "a queue with a dot",
                        "InvalidParameterValue",
                        "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
                        () -> account.sqs.createQueue(create -> create.queueName("dead.letters"))),
                refused(
                        "a FIFO queue without its suffix",
                        "InvalidParameterValue",
                        "The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
                                + " underscores, must end with .fifo suffix and be 1 to 80 in length.",
                        () -> account.sqs.createQueue(create ->
                                create.queueName("first").attributesWithStrings(Map.of("FifoQueue", "true")))),
                refused(
                        "a topic with a blank",
                        "InvalidParameter",
                        "Invalid parameter: Topic Name",
                        () -> account.sns.createTopic(create -> create.name("my topic"))),
                refused(
                        "a secret with a blank",
                        "ValidationException",
                        "Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
                                + " following: -/_+=.@!",
                        () -> account.secret("my secret")),
                refused(
                        "a log group with a blank",
                        "InvalidParameterException",
                        violation(
                                "my group",
                                "logGroupName",
                                "satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+"),
                        () -> account.logs.createLogGroup(create -> create.logGroupName("my group"))),
                refused(
                        "a security group that calls itself an identifier",
                        "InvalidParameterValue",
                        "Invalid value for parameter groupName. Group names may not be in the format sg-*.",
                        () -> account.group("sg-files")),
                refused(
                        "a security group called default",
                        "InvalidGroup.Reserved",
                        "The security group 'default' is reserved",
                        () -> account.group("default")),
                refused(
                        "a database with an underscore",
                        "InvalidParameterValue",
                        "The parameter DBInstanceIdentifier is not a valid identifier. " + IDENTIFIERS,
                        () -> account.database("my_db", "longenough")),
                refused(
                        "a database with a short password",
                        "InvalidParameterValue",
                        "The parameter MasterUserPassword is not a valid password because it is shorter than"
                                + " 8 characters.",
                        () -> account.database("mydb", "short")),
                refused(
                        "a database for a reserved user",
                        "InvalidParameterValue",
                        "MasterUsername admin cannot be used as it is a reserved word used by the engine",
                        () -> account.rds.createDBInstance(create -> create.dbInstanceIdentifier("mydb")
                                .engine("postgres")
                                .dbInstanceClass("db.t4g.micro")
                                .allocatedStorage(20)
                                .masterUsername("admin")
                                .masterUserPassword("longenough"))),
                refused(
                        "a database that is too small",
                        "InvalidParameterCombination",
                        "Invalid storage size for engine name postgres and storage type gp3: 5",
                        () -> account.rds.createDBInstance(create -> create.dbInstanceIdentifier("mydb")
                                .engine("postgres")
                                .dbInstanceClass("db.t4g.micro")
                                .allocatedStorage(5)
                                .storageType("gp3")
                                .masterUsername("nvadmin")
                                .masterUserPassword("longenough"))),
                refused(
                        "a database of a version that there is not",
                        "InvalidParameterCombination",
                        "Cannot find version 14.99 for postgres",
                        () -> account.rds.createDBInstance(create -> create.dbInstanceIdentifier("mydb")
                                .engine("postgres")
                                .engineVersion("14.99")
                                .dbInstanceClass("db.t4g.micro")
                                .allocatedStorage(20)
                                .masterUsername("nvadmin")
                                .masterUserPassword("longenough"))),
                refused(
                        "a replication group that ends with a hyphen",
                        "InvalidParameterValue",
                        "The parameter ReplicationGroupIdentifier is not a valid identifier. " + IDENTIFIERS,
                        () -> account.caches.createReplicationGroup(create -> create.replicationGroupId("cache-")
                                .replicationGroupDescription("none")
                                .cacheNodeType("cache.t4g.micro"))),
                refused(
                        "an alias of a key without its prefix",
                        "ValidationException",
                        "Invalid identifier",
                        () -> account.kms.createAlias(
                                create -> create.aliasName("files").targetKeyId("none"))));
    }

    @TestFactory
    Stream<DynamicTest> certificatesForNoName() {
        return Stream.of(refused(
                "a domain with an underscore",
                "ValidationException",
                violation(
                        "my_files.example",
                        "domainName",
                        "satisfy regular expression pattern: (\\*\\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\\.)+"
                                + "((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])"),
                () -> account.acm.requestCertificate(request -> request.domainName("my_files.example"))));
    }
}
