package sh.lfc.nv.harness.localstack.beside;

import java.util.regex.Pattern;
import sh.lfc.nv.harness.RefusedException;
import sh.lfc.nv.harness.RefusedException.Reason;

/**
 * A server that runs.
 *
 * @param host its name or address, as functions find it: this process may not
 */
public record Server(String host, int port) implements Offer {
    private static final Pattern WRITTEN = Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?):(\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    /**
     * As people write it, {@code host:port}.
     *
     * @throws RefusedException when it is something else
     */
    public static Server parse(String text) {
        var parts = WRITTEN.matcher(text);
        if (parts.matches()) {
            var port = Integer.parseInt(parts.group(2));
            if (port >= 1 && port <= LAST_PORT) {
                return new Server(parts.group(1), port);
            }
        }
        throw new RefusedException(
                Reason.ENDPOINT,
                "a server is a host and its port, such as 172.17.0.1:5432, as functions find it, not " + text);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
