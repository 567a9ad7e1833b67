package sh.lfc.nv.emulator.runtimes.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.Driver;
import sh.lfc.nv.emulator.runtimes.ChildProcesses;
import sh.lfc.nv.emulator.runtimes.Command;
import sh.lfc.nv.emulator.runtimes.EngineLog;
import sh.lfc.nv.emulator.runtimes.EngineProcess;
import sh.lfc.nv.emulator.runtimes.Folders;
import sh.lfc.nv.emulator.runtimes.Orphans;
import sh.lfc.nv.emulator.runtimes.Signal;

/**
 * One PostgreSQL server with its data.
 *
 * <p>It has a master user with the rights that RDS gives one: not a superuser, a member of {@code rds_superuser}, the
 * owner of the databases and of the schema {@code public}. Safe for use by many threads.
 */
public final class PostgresServer implements AutoCloseable {
    /** Together five seconds, of which reading the files takes a few milliseconds. */
    private static final int LOOKS = 1_000;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private static final String CLIENTS =
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()""";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final PostgresPrograms programs;
    private final Path folder;
    private final Path data;
    private final EngineProcess process;
    private final String administratorPassword = randomPassword();
    private volatile PostgresSettings settings;

    private PostgresServer(
            PostgresPrograms programs, ChildProcesses processes, Path folder, PostgresSettings settings) {
        this.programs = programs;
        this.folder = folder;
        this.data = folder.resolve("data");
        this.settings = settings;
        this.process = new EngineProcess(
                processes,
                this::command,
                line -> line.contains("database system is ready to accept connections"),
                new EngineLog(folder.resolve("postgresql.log")),
                () -> Orphans.end(data));
    }

    /**
     * Makes a server with an empty database, without starting it.
     *
     * @param parent where its folder is made
     * @param master the master user
     * @param password the master user's
     * @param database a database to make beside {@code postgres}; null for none
     * @throws IOException when the data cannot be written
     */
    public static PostgresServer create(
            PostgresPrograms programs,
            ChildProcesses processes,
            Path parent,
            PostgresSettings settings,
            String master,
            String password,
            String database)
            throws IOException {
        Path folder = programs.user().data(parent, processes);
        Folders.requireSpace(folder, 100, "a database");
        PostgresServer server = new PostgresServer(programs, processes, folder, settings);
        try {
            programs.template().copy(server.data);
            ServerFiles files = new ServerFiles(server.data, programs);
            // Parameters that do not fit keep the server from starting, as on RDS, but not from being made.
            files.write(settings.with(true, Map.of()));
            programs.user().give(server.data);
            server.populate(master, password, database);
            files.write(settings);
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Makes the template's stand-ins the user and the database that were asked for; nobody can connect meanwhile. */
    private void populate(String master, String password, String database) throws IOException {
        String role = identifier(master);
        boolean own = database != null && !database.equals("postgres");
        SingleUser.run(
                programs,
                data,
                List.of(
                        "ALTER ROLE " + PostgresPrograms.ADMINISTRATOR + " PASSWORD " + literal(administratorPassword),
                        "ALTER ROLE " + Template.MASTER + " RENAME TO " + role,
                        "ALTER ROLE " + role + " PASSWORD " + literal(password),
                        own
                                ? "ALTER DATABASE " + Template.DATABASE + " RENAME TO " + identifier(database)
                                : "DROP DATABASE " + Template.DATABASE));
    }

    private Command command() {
        // Ctrl-C is PostgreSQL's fast shutdown, which also removes its shared memory.
        return Command.of(
                        "postgres-" + settings.name(),
                        programs.user().line(List.of(programs.server(), "-D", data.toString()), Signal.INT))
                .with(Map.of("LC_ALL", "C", "TZ", "UTC"))
                .endedBy(Signal.QUIT, Signal.INT);
    }

    /**
     * Starts the server and waits until it accepts connections.
     *
     * @throws IOException with what the server said when it does not start, as with parameters that do not fit
     */
    public void start() throws IOException {
        process.start();
    }

    /** Stops the server and keeps its data; open connections end. */
    public void stop() {
        process.stop(Signal.INT);
    }

    /**
     * Has the server and its backends stand still: connections stay, nothing answers.
     *
     * @throws IOException when it does not run
     */
    public void pause() throws IOException {
        process.pause();
    }

    /** Has them go on. */
    public void resume() {
        process.resume();
    }

    /**
     * Has the settings apply from the next start on, and those that can change meanwhile at once: whoever connects when
     * this has come back finds them.
     */
    public void configure(PostgresSettings changed) throws IOException {
        settings = changed;
        new ServerFiles(data, programs).write(changed);
        if (process.isRunning()) {
            administer(PostgresServer::reload);
        }
    }

    /**
     * The server passes the signal on to its sessions when it has read its files itself, so this session has the new time
     * of loading when every later one has the new settings.
     */
    private static void reload(Statement statement) throws SQLException {
        String before = loaded(statement);
        statement.execute("SELECT pg_reload_conf()");
        for (int look = 0; look < LOOKS && loaded(statement).equals(before); look++) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static String loaded(Statement statement) throws SQLException {
        try (ResultSet time = statement.executeQuery("SELECT pg_conf_load_time()")) {
            time.next();
            return time.getString(1);
        }
    }

    public PostgresSettings settings() {
        return settings;
    }

    /** Changes a user's password; connections that are open stay open. */
    public void setPassword(String name, String password) throws IOException {
        administer("ALTER ROLE " + identifier(name) + " PASSWORD " + literal(password));
    }

    private void administer(String sql) throws IOException {
        administer(statement -> statement.execute(sql));
    }

    /** What the administrator does. */
    @FunctionalInterface
    private interface Administration {
        void with(Statement statement) throws SQLException;
    }

    private void administer(Administration work) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("user", PostgresPrograms.ADMINISTRATOR);
        properties.setProperty("password", administratorPassword);
        properties.setProperty("sslmode", "verify-ca");
        properties.setProperty("sslrootcert", data.resolve("ca.crt").toString());
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("options", "-c log_min_error_statement=panic -c log_statement=none");
        String url = "jdbc:postgresql://" + settings.address().getHostAddress() + ":" + settings.port() + "/template1";
        try (Connection connection = new Driver().connect(url, properties);
                Statement statement = connection.createStatement()) {
            work.with(statement);
        } catch (SQLException e) {
            throw new IOException("the database refuses: " + e.getMessage(), e);
        }
    }

    /**
     * How many clients are connected.
     *
     * @throws IOException when it does not answer
     */
    public int connections() throws IOException {
        if (process.isPaused()) {
            throw new IOException(settings.name() + " stands still");
        }
        AtomicInteger count = new AtomicInteger();
        administer(statement -> {
            try (ResultSet found = statement.executeQuery(CLIENTS)) {
                found.next();
                count.set(found.getInt(1));
            }
        });
        return count.get();
    }

    /** The processor time that it has taken, with that of the connections that are open. */
    public Duration processorTime() {
        return process.processorTime();
    }

    public boolean isRunning() {
        return process.isRunning();
    }

    /** The server's process number; -1 when it does not run. */
    public long pid() {
        return process.pid();
    }

    /** What the server wrote. */
    public Path log() {
        return folder.resolve("postgresql.log");
    }

    /** Ends the server and deletes its data. */
    @Override
    public void close() {
        process.stop(Signal.QUIT);
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot delete the data of " + settings.name(), e);
        }
    }

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("no line breaks in SQL");
        }
        String quoted = text.replace("'", "''");
        return quoted.indexOf('\\') < 0 ? "'" + quoted + "'" : "E'" + quoted.replace("\\", "\\\\") + "'";
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
