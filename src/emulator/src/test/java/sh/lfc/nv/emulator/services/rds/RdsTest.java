package sh.lfc.nv.emulator.services.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;
import sh.lfc.nv.emulator.Emulator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbParameterGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.DbSubnetGroupDoesNotCoverEnoughAZsException;
import software.amazon.awssdk.services.rds.model.DbSubnetGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.InvalidDbParameterGroupStateException;
import software.amazon.awssdk.services.rds.model.InvalidDbSubnetGroupStateException;
import software.amazon.awssdk.services.rds.model.Parameter;
import software.amazon.awssdk.services.rds.model.RdsException;

class RdsTest {

    private static final String PASSWORD = "mysecretpassword1";
    private static final Duration SOON = Duration.ofSeconds(60);

    private static Emulator aws;
    private static RdsClient rds;
    private static Ec2Client ec2;
    private static List<String> subnets;
    private static String otherZone;
    private static String securityGroup;

    @BeforeAll
    static void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        rds = client(RdsClient.builder());
        ec2 = client(Ec2Client.builder());
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
        subnets = List.of(subnet(vpc, "10.9.1.0/24", "us-east-1a"), subnet(vpc, "10.9.2.0/24", "us-east-1b"));
        otherZone = subnet(vpc, "10.9.3.0/24", "us-east-1a");
        securityGroup = ec2.createSecurityGroup(
                        r -> r.vpcId(vpc).groupName("db").description("db"))
                .groupId();
        rds.createDBSubnetGroup(r ->
                r.dbSubnetGroupName("Shared").dbSubnetGroupDescription("shared").subnetIds(subnets));
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
        rds.close();
        ec2.close();
        aws.close();
    }

    @Test
    void anInstanceIsADatabaseThatAnswersUnderItsEndpoint() throws Exception {
        rds.createDBParameterGroup(r -> r.dbParameterGroupName("tls")
                .dbParameterGroupFamily("postgres14")
                .description("TLS only"));
        rds.modifyDBParameterGroup(r -> r.dbParameterGroupName("tls")
                .parameters(p ->
                        p.parameterName("rds.force_ssl").parameterValue("1").applyMethod(ApplyMethod.IMMEDIATE)));

        DBInstance creating = rds.createDBInstance(instance("life")
                        .dbParameterGroupName("tls")
                        .dbName("files")
                        .storageEncrypted(true)
                        .tags(t -> t.key("Name").value("life"))
                        .build())
                .dbInstance();

        assertThat(creating.dbInstanceStatus()).isEqualTo("creating");
        assertThat(creating.endpoint()).isNull();
        DBInstance instance = available("life");
        assertThat(instance.endpoint().address()).matches("life\\.[a-z0-9]{12}\\.us-east-1\\.rds\\.amazonaws\\.com");
        assertThat(instance.endpoint().port()).isEqualTo(5432);
        assertThat(instance.engineVersion()).startsWith("14.");
        assertThat(instance.dbiResourceId()).matches("db-[A-Z0-9]{26}");
        assertThat(instance.dbInstanceArn()).isEqualTo("arn:aws:rds:us-east-1:000000000000:db:life");
        assertThat(instance.tagList()).singleElement().satisfies(tag -> assertThat(tag.value())
                .isEqualTo("life"));
        assertThat(query(instance, PASSWORD, "verify-full", "SELECT current_user || ' ' || current_database()"))
                .isEqualTo("nvadmin files");
        assertThatThrownBy(() -> query(instance, PASSWORD, "disable", "SELECT 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no encryption");
        assertThat(rds.describeDBInstances(
                                r -> r.filters(f -> f.name("dbi-resource-id").values(instance.dbiResourceId())))
                        .dbInstances())
                .hasSize(1);

        changeThePassword(instance);
        changeParameters(instance);
        whoConnectsAfterAChangeFindsIt(instance);
        stopAndStart(instance);
        delete(instance);
    }

    private static void changeThePassword(DBInstance instance) throws SQLException {
        DBInstance modifying = rds.modifyDBInstance(
                        r -> r.dbInstanceIdentifier("life").masterUserPassword("anothersecret"))
                .dbInstance();

        assertThat(modifying.pendingModifiedValues().masterUserPassword()).isEqualTo("****");
        available("life");
        assertThat(query(instance, "anothersecret", "verify-full", "SELECT 1")).isEqualTo("1");
        assertThatThrownBy(() -> query(instance, PASSWORD, "verify-full", "SELECT 1"))
                .isInstanceOf(SQLException.class);
    }

    private static void changeParameters(DBInstance instance) throws SQLException {
        rds.modifyDBParameterGroup(r -> r.dbParameterGroupName("tls")
                .parameters(
                        Parameter.builder()
                                .parameterName("work_mem")
                                .parameterValue("8192")
                                .applyMethod(ApplyMethod.IMMEDIATE)
                                .build(),
                        Parameter.builder()
                                .parameterName("max_connections")
                                .parameterValue("33")
                                .applyMethod(ApplyMethod.PENDING_REBOOT)
                                .build()));

        assertThat(described("life").dbParameterGroups().get(0).parameterApplyStatus())
                .isEqualTo("pending-reboot");
        assertThat(query(instance, "anothersecret", "verify-full", "SHOW work_mem"))
                .isEqualTo("8MB");
        assertThat(query(instance, "anothersecret", "verify-full", "SHOW max_connections"))
                .isNotEqualTo("33");

        rds.rebootDBInstance(r -> r.dbInstanceIdentifier("life"));
        DBInstance rebooted = available("life");

        assertThat(rebooted.dbParameterGroups().get(0).parameterApplyStatus()).isEqualTo("in-sync");
        assertThat(query(instance, "anothersecret", "verify-full", "SHOW max_connections"))
                .isEqualTo("33");
    }

    private static void whoConnectsAfterAChangeFindsIt(DBInstance instance) throws SQLException {
        for (int round = 0; round < 10; round++) {
            forceTls("0");
            assertThat(query(instance, "anothersecret", "disable", "SELECT 1")).isEqualTo("1");
            forceTls("1");
            assertThatThrownBy(() -> query(instance, "anothersecret", "disable", "SELECT 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("no encryption");
        }
    }

    private static void forceTls(String value) {
        rds.modifyDBParameterGroup(r -> r.dbParameterGroupName("tls")
                .parameters(p ->
                        p.parameterName("rds.force_ssl").parameterValue(value).applyMethod(ApplyMethod.IMMEDIATE)));
    }

    private static void stopAndStart(DBInstance instance) throws SQLException {
        rds.stopDBInstance(r -> r.dbInstanceIdentifier("life"));
        await().atMost(SOON).until(() -> described("life").dbInstanceStatus(), "stopped"::equals);
        assertThatThrownBy(() -> query(instance, "anothersecret", "verify-full", "SELECT 1"))
                .isInstanceOf(SQLException.class);

        rds.startDBInstance(r -> r.dbInstanceIdentifier("life"));
        available("life");

        assertThat(query(instance, "anothersecret", "verify-full", "SELECT 1")).isEqualTo("1");
    }

    private static void delete(DBInstance instance) {
        refused(
                "DBInstanceAlreadyExists",
                "DB instance already exists",
                () -> rds.createDBInstance(instance("life").build()));
        rds.modifyDBInstance(r -> r.dbInstanceIdentifier("life").deletionProtection(true));
        refused(
                "InvalidParameterCombination",
                "Cannot delete protected DB Instance, please disable deletion protection and try again.",
                () -> rds.deleteDBInstance(r -> r.dbInstanceIdentifier("life").skipFinalSnapshot(true)));
        rds.modifyDBInstance(r -> r.dbInstanceIdentifier("life").deletionProtection(false));
        refused(
                "InvalidParameterCombination",
                "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.",
                () -> rds.deleteDBInstance(r -> r.dbInstanceIdentifier("life")));
        assertThatThrownBy(() -> rds.deleteDBParameterGroup(r -> r.dbParameterGroupName("tls")))
                .isInstanceOf(InvalidDbParameterGroupStateException.class);
        assertThatThrownBy(() -> rds.deleteDBSubnetGroup(r -> r.dbSubnetGroupName("shared")))
                .isInstanceOf(InvalidDbSubnetGroupStateException.class);

        DBInstance deleting = rds.deleteDBInstance(
                        r -> r.dbInstanceIdentifier("life").finalDBSnapshotIdentifier("life-final"))
                .dbInstance();

        assertThat(deleting.dbInstanceStatus()).isEqualTo("deleting");
        await().atMost(SOON).untilAsserted(() -> assertThatThrownBy(() -> described("life"))
                .isInstanceOf(DbInstanceNotFoundException.class)
                .hasMessageContaining("DBInstance life not found."));
        assertThat(aws.hostNames().find(instance.endpoint().address())).isEmpty();
        assertThat(rds.describeDBSnapshots(r -> r.dbSnapshotIdentifier("life-final"))
                        .dbSnapshots()
                        .get(0)
                        .status())
                .isEqualTo("available");
        rds.deleteDBParameterGroup(r -> r.dbParameterGroupName("tls"));
    }

    @Test
    void whatIsWrongWithANewInstanceIsSaidInRdsWords() {
        refused(
                "InvalidParameterValue",
                "The parameter MasterUserPassword is not a valid password. Only printable ASCII characters besides"
                        + " '/', '@', '\"', ' ' may be used.",
                () -> rds.createDBInstance(
                        instance("bad").masterUserPassword("has a space").build()));
        refused(
                "InvalidParameterValue",
                "The parameter MasterUserPassword is not a valid password because it is shorter than 8 characters.",
                () -> rds.createDBInstance(
                        instance("bad").masterUserPassword("short").build()));
        refused(
                "InvalidParameterCombination",
                "Cannot find version 9.6 for postgres",
                () -> rds.createDBInstance(instance("bad").engineVersion("9.6").build()));
        refused(
                "InvalidParameterValue",
                "MasterUsername admin cannot be used as it is a reserved word used by the engine",
                () -> rds.createDBInstance(
                        instance("bad").masterUsername("admin").build()));
        refused(
                "InvalidParameterValue",
                "Invalid security group , groupId= sg-0123, groupName=.",
                () -> rds.createDBInstance(
                        instance("bad").vpcSecurityGroupIds("sg-0123").build()));
        assertThatThrownBy(() -> rds.createDBInstance(
                        instance("bad").dbSubnetGroupName("none").build()))
                .isInstanceOf(DbSubnetGroupNotFoundException.class);
        assertThatThrownBy(() -> rds.createDBInstance(
                        instance("bad").dbParameterGroupName("none").build()))
                .isInstanceOf(DbParameterGroupNotFoundException.class);
    }

    @Test
    void aSubnetGroupCoversTwoZones() {
        assertThatThrownBy(() -> rds.createDBSubnetGroup(r -> r.dbSubnetGroupName("narrow")
                        .dbSubnetGroupDescription("one zone")
                        .subnetIds(subnets.get(0), otherZone)))
                .isInstanceOf(DbSubnetGroupDoesNotCoverEnoughAZsException.class)
                .hasMessageContaining("Current AZ coverage: us-east-1a. Add subnets to cover at least 2 AZs.");
        assertThat(rds.describeDBSubnetGroups(r -> r.dbSubnetGroupName("SHARED"))
                        .dbSubnetGroups()
                        .get(0)
                        .subnets())
                .hasSize(2);
    }

    @Test
    void aParameterGroupTellsWhatWasSetAndWhatThereIs() {
        rds.createDBParameterGroup(r -> r.dbParameterGroupName("told")
                .dbParameterGroupFamily("postgres14")
                .description("d")
                .tags(t -> t.key("a").value("b")));
        rds.modifyDBParameterGroup(r -> r.dbParameterGroupName("told")
                .parameters(
                        p -> p.parameterName("work_mem").parameterValue("64").applyMethod(ApplyMethod.IMMEDIATE)));

        assertThat(rds.describeDBParameters(r -> r.dbParameterGroupName("told").source("user"))
                        .parameters())
                .singleElement()
                .satisfies(parameter -> {
                    assertThat(parameter.parameterValue()).isEqualTo("64");
                    assertThat(parameter.applyMethod()).isEqualTo(ApplyMethod.IMMEDIATE);
                });
        assertThat(rds.describeDBParametersPaginator(r -> r.dbParameterGroupName("told"))
                        .parameters())
                .extracting(Parameter::parameterName)
                .hasSizeGreaterThan(250)
                .contains("work_mem", "rds.force_ssl", "max_connections");
        refused(
                "InvalidParameterValue",
                "Could not find parameter with name: no_such",
                () -> rds.modifyDBParameterGroup(r -> r.dbParameterGroupName("told")
                        .parameters(p -> p.parameterName("no_such").parameterValue("1"))));
        refused(
                "InvalidParameterCombination",
                "cannot use immediate apply method for static parameter",
                () -> rds.modifyDBParameterGroup(
                        r -> r.dbParameterGroupName("told").parameters(p -> p.parameterName("max_connections")
                                .parameterValue("50")
                                .applyMethod(ApplyMethod.IMMEDIATE))));
        rds.resetDBParameterGroup(r -> r.dbParameterGroupName("told").resetAllParameters(true));
        assertThat(rds.describeDBParameters(r -> r.dbParameterGroupName("told").source("user"))
                        .parameters())
                .isEmpty();
        assertThat(rds.listTagsForResource(r -> r.resourceName("arn:aws:rds:us-east-1:000000000000:pg:told"))
                        .tagList())
                .hasSize(1);
        assertThat(rds.describeDBEngineVersions(r -> r.engine("postgres").engineVersion("14"))
                        .dbEngineVersions())
                .hasSize(1);
    }

    private static CreateDbInstanceRequest.Builder instance(String id) {
        return CreateDbInstanceRequest.builder()
                .dbInstanceIdentifier(id)
                .engine("postgres")
                .engineVersion("14")
                .dbInstanceClass("db.t4g.micro")
                .allocatedStorage(20)
                .storageType("gp3")
                .masterUsername("nvadmin")
                .masterUserPassword(PASSWORD)
                .dbSubnetGroupName("shared")
                .vpcSecurityGroupIds(securityGroup);
    }

    private static DBInstance described(String id) {
        return rds.describeDBInstances(r -> r.dbInstanceIdentifier(id))
                .dbInstances()
                .get(0);
    }

    private static DBInstance available(String id) {
        await().atMost(SOON).until(() -> described(id).dbInstanceStatus(), "available"::equals);
        return described(id);
    }

    private static void refused(String code, String message, ThrowingCallable call) {
        Consumer<RdsException> check = refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
        };
        assertThatThrownBy(call).isInstanceOfSatisfying(RdsException.class, check);
    }

    /** Connects to the endpoint's name, which leads where the emulator's host names say. */
    private static String query(DBInstance instance, String password, String sslmode, String sql) throws SQLException {
        InetAddress address =
                aws.hostNames().find(instance.endpoint().address()).orElseThrow();
        Properties properties = new Properties();
        properties.setProperty("user", "nvadmin");
        properties.setProperty("password", password);
        properties.setProperty("sslmode", sslmode);
        properties.setProperty("sslrootcert", aws.caCertificate().toString());
        properties.setProperty("socketFactory", NamedSockets.class.getName());
        properties.setProperty("socketFactoryArg", address.getHostAddress());
        String url = "jdbc:postgresql://" + instance.endpoint().address() + ":"
                + instance.endpoint().port() + "/files";
        try (Connection connection = new Driver().connect(url, properties);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
