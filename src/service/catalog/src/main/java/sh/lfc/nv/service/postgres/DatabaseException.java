package sh.lfc.nv.service.postgres;

import java.sql.SQLException;

/** The database refused a statement. */
public final class DatabaseException extends RuntimeException {

    private final String sqlState;

    DatabaseException(SQLException cause) {
        super("The database refused a statement: SQL state " + cause.getSQLState(), cause);
        sqlState = String.valueOf(cause.getSQLState());
    }

    /** Whether the values were at fault (SQL states of class 22, data exception, and 23, constraint violation). */
    public boolean causedByData() {
        return sqlState.startsWith("22") || sqlState.startsWith("23");
    }
}
