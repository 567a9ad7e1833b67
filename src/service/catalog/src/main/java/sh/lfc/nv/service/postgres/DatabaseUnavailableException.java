package sh.lfc.nv.service.postgres;

import java.sql.SQLException;

/** The database cannot be reached or does not let us in; trying again later may help. */
public final class DatabaseUnavailableException extends RuntimeException {

    DatabaseUnavailableException(SQLException cause) {
        super("The database is not available: SQL state " + cause.getSQLState(), cause);
    }
}
