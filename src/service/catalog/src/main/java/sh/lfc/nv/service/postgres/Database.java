package sh.lfc.nv.service.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sh.lfc.nv.service.log.Spent;
import sh.lfc.nv.service.secrets.CachedSecrets;
import sh.lfc.nv.service.secrets.Credentials;

/**
 * The connection of one execution environment.
 *
 * <p>An execution environment serves one request at a time, so one connection is the right size of a pool. Between
 * requests Lambda freezes the process: the peer may be gone when it wakes, and nothing tells. A connection that was idle
 * for a while is therefore checked before use, and work that finds it dead runs once more on a new one. A password that
 * is refused is fetched once more, because the secret may have been rotated. Safe for many threads, which take turns.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final long TRUSTED_IDLE_NANOS = Duration.ofSeconds(20).toNanos();
    private static final int CHECK_SECONDS = 1;

    private final PostgresSettings settings;
    private final CachedSecrets secrets;
    private final Driver driver = new Driver();
    private Connection connection;
    private long lastUse;

    public Database(PostgresSettings settings, CachedSecrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /**
     * Runs work on the connection.
     *
     * @throws DatabaseUnavailableException when no connection can be had, or it breaks twice
     * @throws DatabaseException when the database refuses what the work asks
     */
    public synchronized <T> T call(Work<T> work) {
        try (Spent ignored = Spent.on("database")) {
            return twice(work);
        }
    }

    private <T> T twice(Work<T> work) {
        boolean reused = connection != null;
        try {
            return attempt(work);
        } catch (SQLException failure) {
            if (!reused || !SqlState.of(failure).connectionIsLost()) {
                throw translated(failure);
            }
            LOG.atWarn().addKeyValue("sqlState", failure.getSQLState()).log("Database connection replaced");
        }
        try {
            return attempt(work);
        } catch (SQLException failure) {
            throw translated(failure);
        }
    }

    private <T> T attempt(Work<T> work) throws SQLException {
        try {
            T result = work.with(live());
            lastUse = System.nanoTime();
            return result;
        } catch (SQLException failure) {
            if (SqlState.of(failure).connectionIsLost()) {
                close();
            }
            throw failure;
        }
    }

    private Connection live() throws SQLException {
        if (connection != null && idle() && !connection.isValid(CHECK_SECONDS)) {
            LOG.atInfo().log("Database connection went stale while idle");
            close();
        }
        if (connection == null) {
            connection = connect();
        }
        return connection;
    }

    private boolean idle() {
        return System.nanoTime() - lastUse > TRUSTED_IDLE_NANOS;
    }

    private Connection connect() throws SQLException {
        try {
            return open();
        } catch (SQLException failure) {
            if (!SqlState.of(failure).loginIsRefused()) {
                throw failure;
            }
            secrets.forget(settings.secret());
            return open();
        }
    }

    private Connection open() throws SQLException {
        // The driver is called by name and not through DriverManager, which would load every driver on the class path.
        return driver.connect(settings.url(), settings.properties(Credentials.of(secrets, settings.secret())));
    }

    private static RuntimeException translated(SQLException failure) {
        SqlState state = SqlState.of(failure);
        return state.connectionIsLost() || state.loginIsRefused()
                ? new DatabaseUnavailableException(failure)
                : new DatabaseException(failure);
    }

    @Override
    public synchronized void close() {
        Connection old = connection;
        connection = null;
        if (old == null) {
            return;
        }
        try {
            old.close();
        } catch (SQLException alreadyDead) {
            LOG.atDebug().setCause(alreadyDead).log("Closing a dead connection");
        }
    }
}
