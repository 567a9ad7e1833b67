package sh.lfc.nv.emulator.runtimes.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;
import sh.lfc.nv.emulator.certificates.CertificateAuthority;
import sh.lfc.nv.emulator.runtimes.ChildProcesses;
import sh.lfc.nv.emulator.runtimes.LoopbackAddresses;

class PostgresServerTest {

    private static final String PASSWORD = "pa'ss\\word$1";

    @TempDir
    static Path folder;

    private static ChildProcesses processes;
    private static LoopbackAddresses addresses;
    private static CertificateAuthority authority;
    private static PostgresPrograms programs;
    private static PostgresServer shared;

    @BeforeAll
    static void start() throws IOException {
        processes = ChildProcesses.open(folder.resolve("running"));
        addresses = new LoopbackAddresses();
        authority = CertificateAuthority.open(folder.resolve("ca"));
        Files.writeString(folder.resolve("ca.pem"), authority.pem());
        programs = PostgresPrograms.open();
        shared = server("shared", true, Map.of("work_mem", "1234", "rds.force_ssl", "1", "fsync", "on"));
        shared.start();
    }

    @AfterAll
    static void end() {
        shared.close();
        processes.close();
        addresses.close();
    }

    @Test
    void theMasterUserHasTheRightsThatRdsGives() throws Exception {
        try (Connection connection = connect(shared, "master", PASSWORD, "files", "verify-ca")) {
            assertThat(query(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
            assertThat(query(connection, "SELECT pg_has_role('rds_superuser', 'member')"))
                    .isEqualTo("t");
            assertThat(query(connection, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'files'"))
                    .isEqualTo("master");
            assertThat(query(connection, "SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'public'"))
                    .isEqualTo("master");
            assertThat(query(connection, "SHOW server_version")).startsWith("14.");
            assertThat(query(connection, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
                    .isEqualTo("t");
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE ROLE reader LOGIN PASSWORD 'x'");
                statement.execute("CREATE DATABASE other");
                statement.execute("CREATE DATABASE untouched TEMPLATE template0");
                statement.execute("CREATE TABLE public.t (a int)");
                statement.execute("CREATE EXTENSION pgcrypto");
                assertThatThrownBy(() -> statement.execute("CREATE ROLE root SUPERUSER"))
                        .isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> statement.execute("COPY public.t FROM PROGRAM 'id'"))
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void parametersApplyButForTheLaunchersOwn() throws Exception {
        try (Connection connection = connect(shared, "master", PASSWORD, "files", "verify-ca")) {
            assertThat(query(connection, "SHOW work_mem")).isEqualTo("1234kB");
            assertThat(query(connection, "SHOW fsync")).isEqualTo("off");
        }
    }

    @Test
    void withoutTlsItIsRefusedWhereTlsIsForced() {
        assertThatThrownBy(() -> connect(shared, "master", PASSWORD, "files", "disable"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no encryption");
    }

    @Test
    void theAdministratorIsOutOfReachAndAWrongPasswordIsWrong() {
        assertThatThrownBy(() -> connect(shared, "rdsadmin", "", "files", "require"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connect(shared, "master", "wrong", "files", "require"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void secretsAreInNoFileThatOthersCanReadAndInNoLog() throws Exception {
        Path own = shared.log().getParent();
        try (Stream<Path> files = Files.walk(own)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain(PASSWORD);
            }
        }
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(own.resolve("data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aServerLivesThroughPasswordChangeParametersAndRestart() throws Exception {
        PostgresServer server = server("life", false, Map.of());
        server.start();
        connect(server, "master", PASSWORD, "files", "disable").close();

        server.setPassword("master", "new'one");
        server.configure(server.settings().with(true, Map.of("work_mem", "8192", "max_connections", "17")));

        assertThatThrownBy(() -> connect(server, "master", PASSWORD, "files", "require"))
                .isInstanceOf(SQLException.class);
        await().atMost(Duration.ofSeconds(10)).until(() -> query(server, "new'one", "SHOW work_mem"), "8MB"::equals);
        assertThat(query(server, "new'one", "SHOW max_connections")).isNotEqualTo("17");
        assertThatThrownBy(() -> connect(server, "master", "new'one", "files", "disable"))
                .isInstanceOf(SQLException.class);

        server.stop();
        assertThat(server.isRunning()).isFalse();
        server.start();
        assertThat(query(server, "new'one", "SHOW max_connections")).isEqualTo("17");

        Path own = server.log().getParent();
        server.close();
        assertThat(own).doesNotExist();
        assertThatThrownBy(() -> connect(server, "master", "new'one", "files", "require"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void aServerThatDiesIsStartedAgain() throws Exception {
        PostgresServer server = server("phoenix", true, Map.of());
        server.start();
        long first = server.pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(
                        () -> {
                            assertThat(server.pid()).isNotEqualTo(first);
                            return query(server, PASSWORD, "SELECT 1");
                        },
                        "1"::equals);
        server.close();
    }

    @Test
    void parametersThatDoNotFitAreReported() throws Exception {
        PostgresServer server = server("unfit", true, Map.of("max_wal_senders", "-3"));

        assertThatThrownBy(server::start).isInstanceOf(IOException.class).hasMessageContaining("max_wal_senders");

        server.close();
    }

    private static PostgresServer server(String name, boolean tlsOnly, Map<String, String> parameters)
            throws IOException {
        LoopbackAddresses.Lease lease = addresses.take(5432);
        return PostgresServer.create(
                programs,
                processes,
                folder.resolve("rds"),
                new PostgresSettings(
                        name,
                        lease.address(),
                        lease.port(),
                        authority.issue(List.of(name + ".rds.amazonaws.com")),
                        50,
                        tlsOnly,
                        parameters),
                "master",
                PASSWORD,
                "files");
    }

    private static Connection connect(
            PostgresServer server, String user, String password, String database, String sslmode) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslmode", sslmode);
        properties.setProperty("sslrootcert", folder.resolve("ca.pem").toString());
        return new Driver()
                .connect(
                        "jdbc:postgresql://" + server.settings().address().getHostAddress() + ":"
                                + server.settings().port() + "/" + database,
                        properties);
    }

    private static String query(PostgresServer server, String password, String sql) throws SQLException {
        try (Connection connection = connect(server, "master", password, "files", "require")) {
            return query(connection, sql);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
