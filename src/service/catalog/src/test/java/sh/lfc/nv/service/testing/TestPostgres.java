package sh.lfc.nv.service.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sh.lfc.nv.service.json.Json;
import sh.lfc.nv.service.postgres.PostgresSettings;
import sh.lfc.nv.service.secrets.Secrets;

/**
 * A PostgreSQL server with TLS, one for a test run; each {@link #database()} in it is new and empty.
 *
 * <p>The server starts with the first use and ends with the JVM.
 */
public final class TestPostgres {

    private static final String USER = "postgres";
    private static final Path MIGRATIONS = Path.of("../postgres-init/src/main/resources/db/migration");

    private static TestPostgres shared;

    private final EmbeddedPostgres server;
    private final TestCertificate certificate;
    private int databases;
    private PostgresSettings migrated;

    private TestPostgres() throws IOException {
        Path directory = Files.createTempDirectory("nv-test-postgres");
        certificate = TestCertificate.in(directory);
        server = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.certificate().toString())
                .setServerConfig("ssl_key_file", certificate.key().toString())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(directory), "test-postgres-stop"));
    }

    /** The server of this JVM. */
    public static synchronized TestPostgres shared() {
        try {
            if (shared == null) {
                shared = new TestPostgres();
            }
            return shared;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings for a new, empty database. */
    public synchronized PostgresSettings database() {
        String name = "test_" + ++databases;
        execute("postgres", "create database " + name);
        return settings(name, Optional.empty());
    }

    /** Settings for the database of this JVM that has the service's tables. Each test has a bucket of its own in it. */
    public synchronized PostgresSettings migratedDatabase() {
        if (migrated == null) {
            PostgresSettings settings = database();
            migrations().forEach(script -> execute(settings.database(), script));
            migrated = settings;
        }
        return migrated;
    }

    /** The same database, with a server that must prove its name. */
    public PostgresSettings verified(PostgresSettings settings) {
        return settings(
                settings.database(), Optional.of(certificate.certificate().toString()));
    }

    /** Gives the server's user name and password for every secret's name. */
    public Secrets secrets() {
        return id -> Json.string(Map.of("username", USER, "password", "ignored"));
    }

    /** Runs SQL as the superuser. */
    public void execute(String database, String sql) {
        try (Connection connection = server.getDatabase(USER, database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private PostgresSettings settings(String database, Optional<String> rootCa) {
        return new PostgresSettings("localhost", server.getPort(), database, "nv-demo-postgres", rootCa);
    }

    private static List<String> migrations() {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.sorted(Comparator.comparing(TestPostgres::version))
                    .map(TestPostgres::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version in a name such as {@code V12__more_columns.sql}. */
    private static int version(Path script) {
        String name = script.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            server.close();
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
