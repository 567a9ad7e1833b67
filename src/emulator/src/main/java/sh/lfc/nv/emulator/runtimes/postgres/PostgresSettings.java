package sh.lfc.nv.emulator.runtimes.postgres;

import java.net.InetAddress;
import java.util.Map;
import sh.lfc.nv.emulator.certificates.IssuedCertificate;

/**
 * What a server is to be like.
 *
 * @param name what logs call it
 * @param address where it listens
 * @param port where it listens
 * @param certificate what it shows for its host name
 * @param maxConnections how many clients it serves at once
 * @param tlsOnly whether connections without TLS are refused
 * @param parameters further parameters; those that PostgreSQL does not know and those that are the launcher's own
 *     (such as addresses, files and memory) have no effect
 */
public record PostgresSettings(
        String name,
        InetAddress address,
        int port,
        IssuedCertificate certificate,
        int maxConnections,
        boolean tlsOnly,
        Map<String, String> parameters) {

    public PostgresSettings {
        parameters = Map.copyOf(parameters);
    }

    /** The same with other parameters. */
    public PostgresSettings with(boolean onlyTls, Map<String, String> others) {
        return new PostgresSettings(name, address, port, certificate, maxConnections, onlyTls, others);
    }
}
