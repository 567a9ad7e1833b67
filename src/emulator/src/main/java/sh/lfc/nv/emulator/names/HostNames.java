package sh.lfc.nv.emulator.names;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Host names of endpoints, such as a database's, and the addresses on which their engines listen.
 *
 * <p>Names are kept in lower case and without a dot at their end. Safe for use by many threads.
 */
public final class HostNames {

    private final Map<String, InetAddress> addresses = new ConcurrentSkipListMap<>();
    private final AtomicLong revision = new AtomicLong();

    /** Publishes a name, or moves it to another address. */
    public void put(String host, InetAddress address) {
        addresses.put(normal(host), address);
        revision.incrementAndGet();
    }

    /** Withdraws a name. */
    public void remove(String host) {
        addresses.remove(normal(host));
        revision.incrementAndGet();
    }

    public Optional<InetAddress> find(String host) {
        return Optional.ofNullable(addresses.get(normal(host)));
    }

    /** All names at this moment. */
    public Map<String, InetAddress> all() {
        return Map.copyOf(addresses);
    }

    /** Another number after every change: for those that keep a copy. */
    public long revision() {
        return revision.get();
    }

    private static String normal(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
