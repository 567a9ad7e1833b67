package sh.lfc.nv.service.postgres;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import sh.lfc.nv.service.secrets.Credentials;
import sh.lfc.nv.service.settings.Settings;

/**
 * Where the database is and how to get in.
 *
 * @param secret name of the secret that holds user name and password
 * @param rootCa path of the certificate authority's PEM file; with it the server must prove its name, without it the
 *     connection is encrypted only
 */
public record PostgresSettings(String host, int port, String database, String secret, Optional<String> rootCa) {

    private static final int CONNECT_SECONDS = 5;
    private static final int ANSWER_SECONDS = 15;

    public static PostgresSettings of(Settings settings) {
        return new PostgresSettings(
                settings.required("POSTGRES_HOST"),
                settings.port("POSTGRES_PORT", 5432),
                settings.required("POSTGRES_DATABASE"),
                settings.required("POSTGRES_SECRET"),
                settings.optional("POSTGRES_ROOT_CA"));
    }

    public String url() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** For libraries that make their own connections. */
    public DataSource dataSource(Credentials credentials) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        Properties properties = properties(credentials);
        try {
            for (String name : properties.stringPropertyNames()) {
                source.setProperty(name, properties.getProperty(name));
            }
        } catch (SQLException unknownProperty) {
            throw new IllegalStateException(unknownProperty);
        }
        return source;
    }

    /** The driver's properties; TLS is never optional. */
    public Properties properties(Credentials credentials) {
        Properties properties = new Properties();
        properties.setProperty("user", credentials.username());
        properties.setProperty("password", credentials.password());
        properties.setProperty("sslmode", rootCa.isPresent() ? "verify-full" : "require");
        rootCa.ifPresent(path -> properties.setProperty("sslrootcert", path));
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("loginTimeout", String.valueOf(2 * CONNECT_SECONDS));
        properties.setProperty("socketTimeout", String.valueOf(ANSWER_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "nv-demo");
        return properties;
    }
}
