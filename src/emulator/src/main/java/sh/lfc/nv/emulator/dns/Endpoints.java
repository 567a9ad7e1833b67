package sh.lfc.nv.emulator.dns;

import java.net.InetAddress;
import java.util.Optional;

/** Names of endpoints outside of zones, such as a database's. Safe for use by many threads. */
@FunctionalInterface
public interface Endpoints {

    /**
     * Where the name leads on this machine.
     *
     * @param host in lower case, without a dot at its end
     */
    Optional<InetAddress> find(String host);
}
