package sh.lfc.nv.service.postgres;

import java.sql.SQLException;
import java.util.Set;

/** What an SQL state says about the connection (PostgreSQL, "Error Codes"). */
record SqlState(String code) {

    /** Shutdown by the administrator, a crash, the database not accepting connections yet, too many connections. */
    private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03", "57P05", "53300");

    static SqlState of(SQLException failure) {
        return new SqlState(String.valueOf(failure.getSQLState()));
    }

    /** Class 08, connection exception, and the server's own good-byes. */
    boolean connectionIsLost() {
        return code.startsWith("08") || SERVER_GONE.contains(code);
    }

    /** Class 28, invalid authorization specification. */
    boolean loginIsRefused() {
        return code.startsWith("28");
    }
}
