package sh.lfc.nv.service.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** What to do with a connection. It may run twice, so it must be one statement or one transaction, and repeatable. */
@FunctionalInterface
public interface Work<T> {

    T with(Connection connection) throws SQLException;
}
