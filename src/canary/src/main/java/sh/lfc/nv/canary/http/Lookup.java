package sh.lfc.nv.canary.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where addresses of host names are asked for. Safe for use by many threads. */
@FunctionalInterface
public interface Lookup {

    /**
     * The addresses of a host, at least one.
     *
     * @throws UnknownHostException when it has none
     */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
