package sh.lfc.nv.emulator.services.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.postgresql.Driver;
import sh.lfc.nv.emulator.Emulator;
import sh.lfc.nv.emulator.faults.Fault;
import sh.lfc.nv.emulator.faults.Often;
import sh.lfc.nv.emulator.services.Clients;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.rds.model.SourceType;

/** A database that goes wrong on demand, as its clients and RDS's see it. */
@TestInstance(Lifecycle.PER_CLASS)
class DatabaseFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ENGINE = "db:files";

    private Emulator aws;
    private RdsClient rds;

    @BeforeAll
    void start() throws IOException {
        aws = Emulator.builder().port(0).start();
        rds = Clients.of(RdsClient.builder(), aws);
        try (Ec2Client ec2 = Clients.of(Ec2Client.builder(), aws)) {
            String vpc = ec2.createVpc(r -> r.cidrBlock("10.9.0.0/16")).vpc().vpcId();
            List<String> subnets = List.of(
                    subnet(ec2, vpc, "10.9.1.0/24", "us-east-1a"), subnet(ec2, vpc, "10.9.2.0/24", "us-east-1b"));
            rds.createDBSubnetGroup(r ->
                    r.dbSubnetGroupName("db").dbSubnetGroupDescription("db").subnetIds(subnets));
        }
        rds.createDBInstance(r -> r.dbInstanceIdentifier("files")
                .engine("postgres")
                .dbInstanceClass("db.t3.micro")
                .allocatedStorage(20)
                .multiAZ(true)
                .masterUsername("nvadmin")
                .masterUserPassword("mysecretpassword")
                .dbSubnetGroupName("db"));
        await().atMost(SOON).until(() -> status().equals("available"));
    }

    private static String subnet(Ec2Client ec2, String vpc, String range, String zone) {
        return ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(range).availabilityZone(zone))
                .subnet()
                .subnetId();
    }

    @AfterEach
    void clear() {
        aws.faults().clear();
    }

    @AfterAll
    void end() {
        rds.close();
        aws.close();
    }

    private DBInstance described() {
        return rds.describeDBInstances(r -> r.dbInstanceIdentifier("files"))
                .dbInstances()
                .get(0);
    }

    private String status() {
        return described().dbInstanceStatus();
    }

    private Connection connect(int patienceSeconds) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "nvadmin");
        properties.setProperty("password", "mysecretpassword");
        properties.setProperty("sslmode", "require");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", Integer.toString(patienceSeconds));
        properties.setProperty("socketTimeout", Integer.toString(patienceSeconds));
        String address = aws.hostNames()
                .find(described().endpoint().address())
                .orElseThrow()
                .getHostAddress();
        return new Driver().connect("jdbc:postgresql://" + address + ":5432/postgres", properties);
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private String ask() throws SQLException {
        try (Connection connection = connect(10)) {
            return ask(connection, "SELECT 'here'");
        }
    }

    @Test
    void itsConnectionsAreMeasuredUnlessItStandsStill() throws SQLException {
        try (CloudWatchClient cloudWatch = Clients.of(CloudWatchClient.builder(), aws)) {
            try (Connection first = connect(10);
                    Connection second = connect(10)) {
                // A connection that another test has closed may take its time to end.
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(connections(cloudWatch)).containsOnly(2.0));
            }

            aws.faults().pause(ENGINE, Often.ALWAYS);

            assertThat(connections(cloudWatch)).isEmpty();
        }
    }

    /** What is measured in minutes that pass meanwhile. */
    private List<Double> connections(CloudWatchClient cloudWatch) {
        Instant from = aws.clock().instant().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        aws.clock().advance(Duration.ofMinutes(10));
        return cloudWatch
                .getMetricStatistics(get -> get.namespace("AWS/RDS")
                        .metricName("DatabaseConnections")
                        .dimensions(dimension ->
                                dimension.name("DBInstanceIdentifier").value("files"))
                        .statistics(Statistic.MAXIMUM)
                        .period(60)
                        .startTime(from)
                        .endTime(aws.clock().instant().plusSeconds(1)))
                .datapoints()
                .stream()
                .map(Datapoint::maximum)
                .toList();
    }

    @Test
    void aStoppedDatabaseRunsAgainWhenTheFaultIsCleared() throws SQLException {
        Fault fault = aws.faults().stop(ENGINE, Often.ALWAYS);

        assertThat(status()).isEqualTo("stopped");
        assertThatThrownBy(this::ask).isInstanceOf(SQLException.class).hasMessageContaining("refused");
        assertThatThrownBy(() -> aws.faults().pause(ENGINE, Often.ALWAYS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("db:files is under " + fault.id() + " (stop): clear that first");

        aws.faults().clear(fault.id());

        assertThat(status()).isEqualTo("available");
        assertThat(ask()).isEqualTo("here");
    }

    @Test
    void aDatabaseThatSomebodyElseHasStoppedIsNotStoppedOnceMore() throws SQLException {
        rds.stopDBInstance(r -> r.dbInstanceIdentifier("files"));
        await().atMost(SOON).until(() -> status().equals("stopped"));

        assertThatThrownBy(() -> aws.faults().stop(ENGINE, Often.ALWAYS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("db:files is not available and cannot be stopped: it is stopped");

        assertThat(aws.faults().list()).isEmpty();
        rds.startDBInstance(r -> r.dbInstanceIdentifier("files"));
        await().atMost(SOON).until(() -> status().equals("available"));
    }

    @Test
    void aDatabaseIsStoppedForATimeOfTheEmulatorsClock() throws SQLException {
        aws.clock().freeze();
        try {
            aws.faults().stop(ENGINE, Often.during(Duration.ofMinutes(5)));
            aws.clock().advance(Duration.ofMinutes(4));
            assertThat(status()).isEqualTo("stopped");

            aws.clock().advance(Duration.ofMinutes(1));

            assertThat(status()).isEqualTo("available");
            assertThat(ask()).isEqualTo("here");
            assertThat(aws.faults().list().get(0).over()).isTrue();
        } finally {
            aws.clock().reset();
        }
    }

    @Test
    void aRestartEndsConnectionsAndIsSeenAsOne() throws Exception {
        try (Connection before = connect(10)) {
            ask(before, "SELECT 1");

            // A server is quick to start: it may be over before anybody looks.
            await().atMost(SOON).until(() -> seenInRestart().contains("rebooting"));

            assertThat(status()).isEqualTo("available");
            assertThatThrownBy(() -> ask(before, "SELECT 1")).isInstanceOf(SQLException.class);
            assertThat(ask()).isEqualTo("here");
        }
    }

    private Set<String> seenInRestart() {
        Set<String> seen = new HashSet<>();
        CompletableFuture<Fault> restarting =
                CompletableFuture.supplyAsync(() -> aws.faults().restart(ENGINE));
        while (!restarting.isDone()) {
            seen.add(status());
        }
        restarting.join();
        return seen;
    }

    private List<String> told() {
        return rds.describeEvents(r -> r.sourceType(SourceType.DB_INSTANCE).sourceIdentifier("FILES")).events().stream()
                .map(Event::message)
                .toList();
    }

    @Test
    void whatHappensIsAmongTheEvents() {
        int before = told().size();

        aws.faults().clear(aws.faults().stop(ENGINE, Often.ALWAYS).id());
        aws.faults().failOver(ENGINE);

        List<String> told = told();
        assertThat(told.subList(before, told.size()))
                .containsExactly(
                        "DB instance stopped",
                        "DB instance started",
                        "Multi-AZ instance failover started",
                        "DB instance shutdown",
                        "DB instance restarted",
                        "Multi-AZ instance failover completed");
        assertThat(rds.describeEvents(r -> r.eventCategories("failover")).events())
                .allSatisfy(event -> assertThat(event.message()).startsWith("Multi-AZ instance failover"))
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(rds.describeEvents(r -> r.endTime(Instant.now().minusSeconds(3_600)))
                        .events())
                .isEmpty();
        assertThatThrownBy(() -> rds.describeEvents(r -> r.sourceIdentifier("files")))
                .isInstanceOfSatisfying(RdsException.class, refusal -> assertThat(
                                refusal.awsErrorDetails().errorCode())
                        .isEqualTo("InvalidParameterCombination"));
    }

    @Test
    void afterAFailOverTheStandbysZoneIsTheDatabases() throws SQLException {
        DBInstance before = described();

        aws.faults().failOver(ENGINE);

        assertThat(described().availabilityZone()).isEqualTo(before.secondaryAvailabilityZone());
        assertThat(described().secondaryAvailabilityZone()).isEqualTo(before.availabilityZone());
        assertThat(status()).isEqualTo("available");
        assertThat(ask()).isEqualTo("here");
    }

    @Test
    void aPausedDatabaseKeepsItsConnectionsAndAnswersAfterwards() throws Exception {
        try (Connection patient = connect(60);
                Connection impatient = connect(2)) {
            ask(patient, "SELECT 1");
            ask(impatient, "SELECT 1");

            Fault fault = aws.faults().pause(ENGINE, Often.ALWAYS);
            CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return ask(patient, "SELECT 'late'");
                } catch (SQLException e) {
                    return e.toString();
                }
            });
            assertThatThrownBy(() -> ask(impatient, "SELECT 1")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> connect(2).close()).isInstanceOf(SQLException.class);
            assertThat(waiting).isNotDone();
            assertThat(status()).isEqualTo("available");

            aws.faults().clear(fault.id());

            assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("late");
            assertThat(ask()).isEqualTo("here");
        }
    }

    @Test
    void whatIsPausedCanBeDeletedAndTheFaultBeCleared() {
        rds.createDBInstance(r -> r.dbInstanceIdentifier("short")
                .engine("postgres")
                .dbInstanceClass("db.t3.micro")
                .allocatedStorage(20)
                .masterUsername("nvadmin")
                .masterUserPassword("mysecretpassword")
                .dbSubnetGroupName("db"));
        await().atMost(SOON).until(() -> aws.faults().list().isEmpty() && paused("db:short"));

        rds.deleteDBInstance(r -> r.dbInstanceIdentifier("short").skipFinalSnapshot(true));
        await().atMost(SOON).until(() -> rds.describeDBInstances().dbInstances().size() == 1);

        assertThat(aws.faults().clear()).hasSize(1);
    }

    private boolean paused(String engine) {
        try {
            aws.faults().pause(engine, Often.ALWAYS);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void aDatabaseTakesNoGarbage() {
        assertThatThrownBy(() -> aws.faults().garbage(ENGINE, "*"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the fault garbage is for the values of a cache, not for db:files");
    }
}
