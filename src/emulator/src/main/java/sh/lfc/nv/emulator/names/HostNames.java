package sh.lfc.nv.emulator.names;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Host names of endpoints, such as a database's, and the addresses on which their engines listen.
 *
 * <p>Names are kept in lower case and without a dot at their end. Safe for use by many threads.
 */
public final class HostNames {

    private final Map<String, InetAddress> addresses = new ConcurrentSkipListMap<>();

    /** Publishes a name, or moves it to another address. */
    public void put(String host, InetAddress address) {
        addresses.put(normal(host), address);
    }

    /** Withdraws a name. */
    public void remove(String host) {
        addresses.remove(normal(host));
    }

    public Optional<InetAddress> find(String host) {
        return Optional.ofNullable(addresses.get(normal(host)));
    }

    /** All names at this moment. */
    public Map<String, InetAddress> all() {
        return Map.copyOf(addresses);
    }

    private static String normal(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
